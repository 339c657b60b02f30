using System.IO.Compression;
using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Datasets.Npy;

/// <summary>An array of a file, of any shape.</summary>
/// <param name="Name">Its name in the archive; null: the file holds it alone.</param>
/// <param name="Shape">Lengths of its axes.</param>
/// <param name="Values">Numbers or booleans, row-major: see <see cref="NpyValues.ReadNumbers"/>; or <c>string[]</c>.</param>
internal sealed record RecordedArray(string? Name, long[] Shape, Array Values);

/// <summary>Reads arrays that need not have rows in common: what a model was fed and what it gave.</summary>
internal static class RecordedArrays
{
    private const int MostArrays = 1_000;
    private const string Extension = ".npy";

    /// <summary>The array of an NPY file.</summary>
    /// <exception cref="SpecException">The file cannot be used.</exception>
    public static RecordedArray ReadOne(FileReference file, string root, long maxBytes, CancellationToken cancellationToken)
    {
        var problems = new DataProblems(DataFile.NameOf(file, root), file.Written.Span);
        using var opened = DataFile.Open(file, root, problems);
        using var stream = NpyFormat.Open(opened, maxBytes + (1 << 20), problems, cancellationToken);
        return Read(null, stream, "the array", opened.IsGzip ? long.MaxValue : opened.Length, maxBytes, problems, cancellationToken);
    }

    /// <summary>The arrays of an NPZ file.</summary>
    /// <exception cref="SpecException">The file cannot be used.</exception>
    public static IReadOnlyList<RecordedArray> ReadAll(FileReference file, string root, long maxBytes, CancellationToken cancellationToken)
    {
        var problems = new DataProblems(DataFile.NameOf(file, root), file.Written.Span);
        using var opened = DataFile.Open(file, root, problems);
        opened.Unpack(maxBytes, problems, cancellationToken);
        try
        {
            using var archive = new ZipArchive(new HandleStream(opened.Content), ZipArchiveMode.Read);
            var names = archive.Entries.Select(entry => entry.FullName).ToList();
            if (names.Count is 0 or > MostArrays || names.Exists(name => !name.EndsWith(Extension, StringComparison.Ordinal)) || names.Distinct(StringComparer.Ordinal).Count() < names.Count)
            {
                throw problems.Fatal(SpecDiagnostics.NpzInvalid, FormattableString.Invariant(
                    $"The archive is no NPZ file. Found {names.Count:N0} entries, such as {OneLine.Quote(names.Find(name => !name.EndsWith(Extension, StringComparison.Ordinal)) ?? names.FirstOrDefault() ?? "")}; expected 1 to {MostArrays:N0} arrays of different names, each *.npy. Write it with numpy.savez."));
            }

            var left = maxBytes;
            var arrays = new List<RecordedArray>();
            foreach (var entry in archive.Entries)
            {
                var name = entry.FullName[..^Extension.Length];
                // The values are counted against what is left, whatever the archive says of its sizes.
                using var stream = new BufferedStream(new ChecksumStream(entry.Open(), entry.Crc32), 64 * 1024);
                var array = Read(name, stream, $"the array {OneLine.Quote(name)}", entry.Length, left, problems, cancellationToken);
                left -= Math.Max(1, array.Values is string[] texts ? texts.Sum(text => (long)text.Length) : Buffer.ByteLength(array.Values));
                arrays.Add(array);
            }

            return arrays;
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or EndOfStreamException or ArgumentException)
        {
            throw problems.Fatal(
                SpecDiagnostics.NpzInvalid, $"The archive is broken or no zip file. Found: {OneLine.Escape(e.Message.TrimEnd('.'))}; expected an NPZ file. Write it anew with numpy.savez.");
        }
    }

    private static RecordedArray Read(string? name, Stream stream, string what, long length, long maxBytes, DataProblems problems, CancellationToken cancellationToken)
    {
        var header = NpyHeader.Read(stream, what, problems);
        if (header.Bytes / header.Size != header.Values || (header.Bytes > length && header.Bytes <= maxBytes))
        {
            // Said before anything is allocated for a shape that the file cannot bear out.
            throw problems.Fatal(SpecDiagnostics.NpyTruncated, FormattableString.Invariant(
                $"{NpyHeader.Capital(what)} is cut short. Found {length:N0} bytes with its header; expected more, for shape {header.ShapeText} of {header.Size} bytes a value. Write the file anew."));
        }

        var limits = new NpyLimits(what, maxBytes, problems, cancellationToken);
        if (header.Kind is not ('U' or 'S'))
        {
            return new RecordedArray(name, Array.ConvertAll(header.Shape, length => (long)length), NpyValues.ReadNumbers(stream, header, limits));
        }

        if (header.Shape.Length > 1 && header.IsFortran)
        {
            throw problems.Fatal(SpecDiagnostics.NpyTypeRefused, $"{NpyHeader.Capital(what)} holds texts in Fortran's order. Found shape {header.ShapeText}; expected C order. Convert it with numpy.ascontiguousarray.");
        }

        var texts = NpyValues.ReadTexts(stream, header, limits);
        return new RecordedArray(name, Array.ConvertAll(header.Shape, length => (long)length), Array.ConvertAll(texts.Codes, code => System.Text.Encoding.UTF8.GetString(
            texts.Pool.Bytes, texts.Pool.Offsets[code], texts.Pool.Offsets[code + 1] - texts.Pool.Offsets[code])));
    }
}
