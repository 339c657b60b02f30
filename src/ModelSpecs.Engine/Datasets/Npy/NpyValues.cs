using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Engine.Datasets.Typing;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Datasets.Npy;

/// <summary>Texts of an array, as codes.</summary>
/// <param name="Codes">A code a value.</param>
/// <param name="Pool">The texts.</param>
internal sealed record NpyTexts(int[] Codes, StringPool Pool);

/// <summary>Reads the values of an NPY file, row-major and in this machine's byte order.</summary>
internal static class NpyValues
{
    // Read piece by piece, so that a run can be cancelled within a large array.
    private const int Piece = 4 * 1024 * 1024;

    /// <summary>The values of numbers and booleans: bool[], sbyte[], byte[], short[], ushort[], int[], uint[], long[], ulong[], Half[], float[] or double[].</summary>
    public static Array ReadNumbers(Stream stream, NpyHeader header, NpyLimits limits) => (header.Kind, header.Size) switch
    {
        ('b', _) => Booleans(Read<byte>(stream, header, limits)),
        ('i', 1) => Read<sbyte>(stream, header, limits),
        ('u', 1) => Read<byte>(stream, header, limits),
        ('i', 2) => Swapped(Read<short>(stream, header, limits), header, BinaryPrimitives.ReverseEndianness),
        ('u', 2) => Swapped(Read<ushort>(stream, header, limits), header, BinaryPrimitives.ReverseEndianness),
        ('i', 4) => Swapped(Read<int>(stream, header, limits), header, BinaryPrimitives.ReverseEndianness),
        ('u', 4) => Swapped(Read<uint>(stream, header, limits), header, BinaryPrimitives.ReverseEndianness),
        ('i', 8) => Swapped(Read<long>(stream, header, limits), header, BinaryPrimitives.ReverseEndianness),
        ('u', 8) => Swapped(Read<ulong>(stream, header, limits), header, BinaryPrimitives.ReverseEndianness),
        ('f', 2) => Swapped(Read<Half>(stream, header, limits), header, (from, to) => BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<Half, ushort>(from), MemoryMarshal.Cast<Half, ushort>(to))),
        ('f', 4) => Swapped(Read<float>(stream, header, limits), header, (from, to) => BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<float, uint>(from), MemoryMarshal.Cast<float, uint>(to))),
        _ => Swapped(Read<double>(stream, header, limits), header, (from, to) => BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<double, ulong>(from), MemoryMarshal.Cast<double, ulong>(to))),
    };

    /// <summary>The values of fixed-width texts, zeros at their ends left out. Of more than one axis, in the file's order.</summary>
    public static NpyTexts ReadTexts(Stream stream, NpyHeader header, NpyLimits limits)
    {
        CheckSize(header, header.Values, limits);
        var dictionary = new Utf8Dictionary();
        var codes = new int[header.Values];
        var value = new byte[header.Size];
        var text = new byte[header.Size];
        for (var i = 0; i < codes.Length; i++)
        {
            if ((i & 0xFFF) == 0)
            {
                limits.CancellationToken.ThrowIfCancellationRequested();
            }

            if (stream.ReadAtLeast(value, value.Length, throwOnEndOfStream: false) < value.Length)
            {
                throw Short(header, (long)i * header.Size, limits);
            }

            var length = header.Kind == 'S' ? Bytes(value, text) : Runes(value, text, header.IsBigEndian);
            if (length < 0)
            {
                throw limits.Problems.Fatal(
                    SpecDiagnostics.DataNotUtf8, FormattableString.Invariant($"A text of {limits.What} is not Unicode. Found other bytes in value {i}; expected {(header.Kind == 'S' ? "UTF-8" : "UTF-32")}. Save texts as str, not as bytes."));
            }

            codes[i] = dictionary.Code(text.AsSpan(0, length), i);
        }

        CheckEnd(stream, header, limits);
        return new NpyTexts(codes, dictionary.ToPool());
    }

    private static T[] Read<T>(Stream stream, NpyHeader header, NpyLimits limits)
        where T : unmanaged
    {
        CheckSize(header, header.Values, limits);
        var values = GC.AllocateUninitializedArray<T>((int)header.Values);
        var all = values.AsSpan();
        var step = Piece / header.Size;
        for (var at = 0; at < all.Length; at += step)
        {
            limits.CancellationToken.ThrowIfCancellationRequested();
            var bytes = MemoryMarshal.AsBytes(all.Slice(at, Math.Min(step, all.Length - at)));
            var got = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (got < bytes.Length)
            {
                throw Short(header, ((long)at * header.Size) + got, limits);
            }
        }

        CheckEnd(stream, header, limits);
        return header.IsFortran && header.Shape.Length > 1 ? RowMajor(values, header.Shape) : values;
    }

    private delegate void Reverse<T>(ReadOnlySpan<T> from, Span<T> to);

    private static T[] Swapped<T>(T[] values, NpyHeader header, Reverse<T> reverse)
    {
        if (header.IsBigEndian == BitConverter.IsLittleEndian)
        {
            reverse(values, values);
        }

        return values;
    }

    private static bool[] Booleans(byte[] bytes)
    {
        // Any byte but 0 is true to numpy; to .NET only 1 may be.
        var values = new bool[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            values[i] = bytes[i] != 0;
        }

        return values;
    }

    // Walks the target in order and steps through the source by its strides.
    private static T[] RowMajor<T>(T[] source, int[] shape)
    {
        var target = GC.AllocateUninitializedArray<T>(source.Length);
        var index = new int[shape.Length];
        var strides = new int[shape.Length];
        strides[0] = 1;
        for (var axis = 1; axis < shape.Length; axis++)
        {
            strides[axis] = strides[axis - 1] * shape[axis - 1];
        }

        var last = shape.Length - 1;
        for (int at = 0, from = 0; at < target.Length;)
        {
            for (var i = 0; i < shape[last]; i++)
            {
                target[at++] = source[from + (i * strides[last])];
            }

            for (var axis = last - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++index[axis] < shape[axis])
                {
                    break;
                }

                from -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return target;
    }

    private static int Bytes(ReadOnlySpan<byte> value, Span<byte> text)
    {
        var trimmed = value.TrimEnd((byte)0);
        trimmed.CopyTo(text);
        return System.Text.Unicode.Utf8.IsValid(trimmed) ? trimmed.Length : -1;
    }

    private static int Runes(ReadOnlySpan<byte> value, Span<byte> text, bool isBigEndian)
    {
        var end = value.TrimEnd((byte)0).Length;
        var length = 0;
        for (var at = 0; at < end; at += 4)
        {
            var code = isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(value[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(value[at..]);
            if (!Rune.TryCreate(code, out var rune))
            {
                return -1;
            }

            length += rune.EncodeToUtf8(text[length..]);
        }

        return length;
    }

    private static void CheckSize(NpyHeader header, long values, NpyLimits limits)
    {
        if (values > Array.MaxLength || values > limits.MaxBytes / header.Size)
        {
            throw limits.Problems.Fatal(
                SpecDiagnostics.DataFileTooLarge,
                FormattableString.Invariant($"{NpyHeader.Capital(limits.What)} is too large. Found shape {header.ShapeText} of {header.Size} bytes a value; expected at most {limits.MaxBytes:N0} bytes and {Array.MaxLength:N0} values."));
        }
    }

    private static void CheckEnd(Stream stream, NpyHeader header, NpyLimits limits)
    {
        if (stream.ReadByte() >= 0)
        {
            throw limits.Problems.Fatal(
                SpecDiagnostics.NpyTruncated, FormattableString.Invariant($"{NpyHeader.Capital(limits.What)} is longer than its shape. Found more than {header.Bytes:N0} bytes of values; expected as many for shape {header.ShapeText}."));
        }
    }

    private static SpecException Short(NpyHeader header, long found, NpyLimits limits) => limits.Problems.Fatal(
        SpecDiagnostics.NpyTruncated, FormattableString.Invariant($"{NpyHeader.Capital(limits.What)} is cut short. Found {found:N0} bytes of values; expected {header.Bytes:N0} for shape {header.ShapeText}. Write the file anew."));
}

/// <summary>How an array may be read, and what messages call it.</summary>
/// <param name="What">E.g. <c>the array 'image'</c>.</param>
/// <param name="MaxBytes">Most bytes.</param>
/// <param name="Problems">Takes what is wrong.</param>
/// <param name="CancellationToken">Stops between pieces.</param>
internal sealed record NpyLimits(string What, long MaxBytes, DataProblems Problems, CancellationToken CancellationToken);
