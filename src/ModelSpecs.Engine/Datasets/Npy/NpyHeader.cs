using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Datasets.Npy;

/// <summary>What an NPY file says of its array (numpy.lib.format, versions 1 to 3).</summary>
/// <param name="Kind">numpy's letter: b, i, u, f, S or U.</param>
/// <param name="Size">Bytes of a value.</param>
/// <param name="IsBigEndian">Whether values have their high byte first.</param>
/// <param name="IsFortran">Whether the first axis runs fastest.</param>
/// <param name="Shape">Length of each axis.</param>
/// <param name="Values">Number of values.</param>
internal sealed record NpyHeader(char Kind, int Size, bool IsBigEndian, bool IsFortran, int[] Shape, long Values)
{
    private const int Longest = 64 * 1024;
    private const int MostAxes = 32;
    private const int LongestText = 1 << 20;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Bytes of all values.</summary>
    public long Bytes => Values * Size;

    /// <summary>Shape as numpy writes it.</summary>
    public string ShapeText => $"({string.Join(", ", Shape)}{(Shape.Length == 1 ? "," : "")})";

    /// <summary>Reads the header and leaves the stream at the first value.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="what">What messages call it.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static NpyHeader Read(Stream stream, string what, DataProblems problems)
    {
        Span<byte> start = stackalloc byte[12];
        var got = stream.ReadAtLeast(start[..8], 8, throwOnEndOfStream: false);
        if (got < 8 || !start.StartsWith(Magic))
        {
            throw problems.Fatal(SpecDiagnostics.NpyInvalid, $"{Capital(what)} is no NPY file. Found other bytes at its beginning; expected \\x93NUMPY. Write it with numpy.save.");
        }

        var version = start[6];
        var sizeBytes = version == 1 ? 2 : 4;
        if (version is < 1 or > 3 || stream.ReadAtLeast(start.Slice(8, sizeBytes), sizeBytes, throwOnEndOfStream: false) < sizeBytes)
        {
            throw Bad(problems, what, FormattableString.Invariant($"Found format {version}.{start[7]}"), "format 1, 2 or 3");
        }

        var length = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (length > Longest)
        {
            throw Bad(problems, what, FormattableString.Invariant($"Found a header of {length:N0} bytes"), FormattableString.Invariant($"at most {Longest:N0}"));
        }

        var bytes = new byte[length];
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw Bad(problems, what, "Found its end within the header", "a whole file");
        }

        return Parse(version == 3 ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes), what, problems);
    }

    private static NpyHeader Parse(string text, string what, DataProblems problems)
    {
        var literal = new NpyHeaderText(text);
        if (!literal.TryRead(out var descr, out var isFortran, out var shapeText))
        {
            throw Bad(problems, what, $"Found {OneLine.Quote(text.Trim())}", "a dictionary of descr, fortran_order and shape");
        }

        if (descr is null)
        {
            throw Refused(problems, what, "records of several fields");
        }

        var shape = new int[shapeText.Count];
        long values = 1;
        for (var i = 0; i < shape.Length; i++)
        {
            if (shape.Length > MostAxes || !int.TryParse(shapeText[i].TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out shape[i]))
            {
                throw Bad(problems, what, $"Found the shape ({OneLine.Escape(string.Join(", ", shapeText))})", FormattableString.Invariant($"at most {MostAxes} axes of at most {int.MaxValue:N0}"));
            }

            values = values > long.MaxValue / Math.Max(1, shape[i]) ? long.MaxValue : values * shape[i];
        }

        var hasOrder = descr.Length > 0 && descr[0] is '<' or '>' or '|' or '=';
        var type = hasOrder ? descr[1..] : descr;
        var isBig = descr.StartsWith('>') || (!descr.StartsWith('<') && !BitConverter.IsLittleEndian);
        var size = type.Length > 1 && int.TryParse(type.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : 0;
        return (type.Length > 0 ? type[0] : ' ', size) switch
        {
            ('O', _) => throw Refused(problems, what, "Python objects, which only running code could read"),
            ('b', 1) => new NpyHeader('b', 1, isBig, isFortran, shape, values),
            ('i' or 'u', 1 or 2 or 4 or 8) or ('f', 2 or 4 or 8) => new NpyHeader(type[0], size, isBig, isFortran, shape, values),
            ('U', > 0 and < LongestText) => new NpyHeader('U', size * 4, isBig, isFortran, shape, values),
            ('S', > 0 and < LongestText) => new NpyHeader('S', size, isBig, isFortran, shape, values),
            ('U' or 'S', 0) => throw Refused(problems, what, "texts of length 0"),
            _ => throw Refused(problems, what, $"values of type {OneLine.Quote(descr)}"),
        };
    }

    /// <summary>A name at the beginning of a sentence.</summary>
    public static string Capital(string what) => char.ToUpperInvariant(what[0]) + what[1..];

    private static SpecException Bad(DataProblems problems, string what, string found, string expected) =>
        problems.Fatal(SpecDiagnostics.NpyInvalid, $"The header of {what} cannot be read. {found}; expected {expected}. Write it with numpy.save.");

    private static SpecException Refused(DataProblems problems, string what, string found) => problems.Fatal(
        SpecDiagnostics.NpyTypeRefused,
        $"The type of {what} is not read. Found {found}; expected bool, integers of 8 to 64 bits, floats of 16, 32 or 64 bits, or fixed-width texts. Convert it with astype before saving.");
}
