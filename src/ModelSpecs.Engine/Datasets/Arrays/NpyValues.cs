using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using ModelSpecs.Engine.Datasets.Reading;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Datasets.Arrays;

/// <summary>An array of an NPY file, row-major in the machine's byte order.</summary>
/// <param name="Shape">Length of each axis.</param>
/// <param name="Values">bool[], sbyte[], byte[], short[], ushort[], int[], uint[], long[], ulong[], Half[], float[], double[] or string[].</param>
internal sealed record NpyValues(int[] Shape, Array Values)
{
    private const int LongestHeader = 64 << 10;
    private const int MostAxes = 16;

    /// <summary>Reads a file of format 1 to 3 (numpy.lib.format). Arrays of Python objects are refused: reading one would run what it says.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="name">How it is called in messages.</param>
    /// <param name="limit">Most bytes of values.</param>
    /// <exception cref="DatasetFormatException">It is no such file, or cut short.</exception>
    public static NpyValues Read(Stream stream, string name, long limit)
    {
        var header = ReadHeader(stream, name);
        var count = header.Shape.Aggregate(1L, (product, axis) => checked(product * axis));
        if (count > Array.MaxLength || count * header.ItemSize > limit)
        {
            throw new DatasetFormatException(SpecDiagnostics.GoldenLimit, FormattableString.Invariant($"{name}: the array is too large. Found {count:N0} values of {header.ItemSize} bytes; expected at most {limit >> 20:N0} MB."));
        }

        var bytes = new byte[checked((int)(count * header.ItemSize))];
        var got = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (got < bytes.Length)
        {
            throw Bad(name, FormattableString.Invariant($"the file ends early. Found {got:N0} bytes of values; expected {bytes.Length:N0} for shape ({string.Join(", ", header.Shape)})"));
        }

        if (header.ItemSize > 1 && header.BigEndian)
        {
            Swap(bytes, header.Kind == 'U' ? 4 : header.ItemSize);
        }

        if (header.Fortran && header.Shape.Length > 1)
        {
            bytes = RowMajor(bytes, header.Shape, header.ItemSize);
        }

        return new NpyValues(header.Shape, Convert(bytes, header, (int)count, name));
    }

    private static Header ReadHeader(Stream stream, string name)
    {
        Span<byte> start = stackalloc byte[8];
        if (stream.ReadAtLeast(start, 8, throwOnEndOfStream: false) < 8 || start[0] != 0x93 || !start[1..6].SequenceEqual("NUMPY"u8))
        {
            throw Bad(name, "it is no NPY file. Found other bytes at its start; expected \\x93NUMPY");
        }

        Span<byte> size = stackalloc byte[4];
        var sizeBytes = start[6] == 1 ? size[..2] : size;
        stream.ReadExactly(sizeBytes);
        var length = start[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(sizeBytes) : BinaryPrimitives.ReadUInt32LittleEndian(sizeBytes);
        if (start[6] is 0 or > 3 || length > LongestHeader)
        {
            throw Bad(name, FormattableString.Invariant($"its header is not understood. Found format {start[6]} with {length:N0} bytes of header; expected format 1 to 3"));
        }

        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return Header.Parse(Encoding.UTF8.GetString(bytes), name);
    }

    private static Array Convert(byte[] bytes, Header header, int count, string name) => (header.Kind, header.ItemSize) switch
    {
        ('b', 1) => Array.ConvertAll(bytes, b => b != 0),
        ('i', 1) => MemoryMarshal.Cast<byte, sbyte>(bytes).ToArray(),
        ('u', 1) => bytes,
        ('i', 2) => MemoryMarshal.Cast<byte, short>(bytes).ToArray(),
        ('u', 2) => MemoryMarshal.Cast<byte, ushort>(bytes).ToArray(),
        ('i', 4) => MemoryMarshal.Cast<byte, int>(bytes).ToArray(),
        ('u', 4) => MemoryMarshal.Cast<byte, uint>(bytes).ToArray(),
        ('i', 8) => MemoryMarshal.Cast<byte, long>(bytes).ToArray(),
        ('u', 8) => MemoryMarshal.Cast<byte, ulong>(bytes).ToArray(),
        ('f', 2) => MemoryMarshal.Cast<byte, Half>(bytes).ToArray(),
        ('f', 4) => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
        ('f', 8) => MemoryMarshal.Cast<byte, double>(bytes).ToArray(),
        ('S', _) => Texts(bytes, count, header.ItemSize, Encoding.Latin1),
        ('U', _) => Texts(bytes, count, header.ItemSize, Encoding.UTF32),
        _ => throw Bad(name, $"its type is not supported. Found {header.Kind}{header.ItemSize}; expected booleans, integers, floats of 2, 4 or 8 bytes, or fixed-width text"),
    };

    private static string[] Texts(byte[] bytes, int count, int size, Encoding encoding)
    {
        var texts = new string[count];
        for (var i = 0; i < count; i++)
        {
            texts[i] = encoding.GetString(bytes, i * size, size).TrimEnd('\0');
        }

        return texts;
    }

    private static void Swap(byte[] bytes, int size)
    {
        for (var i = 0; i + size <= bytes.Length; i += size)
        {
            bytes.AsSpan(i, size).Reverse();
        }
    }

    // Column-major to row-major: walk the target in order and step through the source by its strides.
    private static byte[] RowMajor(byte[] bytes, int[] shape, int size)
    {
        var target = new byte[bytes.Length];
        var index = new int[shape.Length];
        var strides = new long[shape.Length];
        strides[0] = 1;
        for (var axis = 1; axis < shape.Length; axis++)
        {
            strides[axis] = strides[axis - 1] * shape[axis - 1];
        }

        long source = 0;
        for (var at = 0; at < target.Length; at += size)
        {
            bytes.AsSpan((int)(source * size), size).CopyTo(target.AsSpan(at));
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                source += strides[axis];
                if (++index[axis] < shape[axis])
                {
                    break;
                }

                source -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return target;
    }

    private static DatasetFormatException Bad(string name, string what) => new(SpecDiagnostics.GoldenArray, $"{name}: {what}.");

    private sealed record Header(char Kind, int ItemSize, bool BigEndian, bool Fortran, int[] Shape)
    {
        /// <summary>Parses the Python dictionary literal of the header, of which only three keys may occur.</summary>
        public static Header Parse(string text, string name)
        {
            var descr = Quoted(After(text, "'descr':")) ?? throw Bad(name, "its header names no plain type. Found a structured type; expected one type for all values");
            var shapeText = After(text, "'shape':");
            var open = shapeText.IndexOf('(', StringComparison.Ordinal);
            var close = shapeText.IndexOf(')', StringComparison.Ordinal);
            if (open != 0 || close < 0 || descr.Length < 2)
            {
                throw Bad(name, $"its header is not understood. Found {OneLine.Quote(text.Trim())}; expected descr, fortran_order and shape");
            }

            var axes = shapeText[1..close].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var shape = new int[axes.Length];
            for (var i = 0; i < axes.Length; i++)
            {
                if (axes.Length > MostAxes || !int.TryParse(axes[i], NumberStyles.None, CultureInfo.InvariantCulture, out shape[i]))
                {
                    throw Bad(name, $"its shape is not understood. Found ({OneLine.Escape(shapeText[1..close])}); expected at most {MostAxes} axes of at most {int.MaxValue}");
                }
            }

            var (order, kind) = descr[0] is '<' or '>' or '|' or '=' ? (descr[0], descr[1..]) : ('=', descr);
            if (kind[0] == 'O')
            {
                throw Bad(name, "it holds Python objects, and reading them would run code. Found dtype object; expected numbers or fixed-width text. Save it with a plain dtype");
            }

            if (!int.TryParse(kind[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size is 0 or > 1 << 20)
            {
                throw Bad(name, $"its type is not supported. Found {OneLine.Quote(descr)}; expected booleans, integers, floats or fixed-width text");
            }

            return new Header(kind[0], kind[0] == 'U' ? size * 4 : size, order == '>', After(text, "'fortran_order':").StartsWith("True", StringComparison.Ordinal), shape);
        }

        private static string After(string text, string key)
        {
            var at = text.IndexOf(key, StringComparison.Ordinal);
            return at < 0 ? "" : text[(at + key.Length)..].TrimStart();
        }

        private static string? Quoted(string text)
        {
            if (text.Length == 0 || text[0] is not ('\'' or '"'))
            {
                return null;
            }

            var end = text.IndexOf(text[0], 1);
            return end < 0 ? null : text[1..end];
        }
    }
}
