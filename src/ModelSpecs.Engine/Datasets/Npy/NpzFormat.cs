using System.IO.Compression;
using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Datasets.Npy;

/// <summary>NPZ: a zip of named arrays. Each is a column; the first axis of all is the rows.</summary>
internal static class NpzFormat
{
    private const int MostArrays = 20_000;
    private const string Extension = ".npy";

    /// <summary>The format.</summary>
    public static DatasetFormat Format { get; } = new(
        "npz",
        [".npz"],
        false,
        (file, context, cancellationToken) => WithArchive(file, context, (archive, names) => Read(archive, names, context, cancellationToken), cancellationToken),
        (file, context, cancellationToken) => WithArchive(file, context, (_, names) => names, cancellationToken));

    private static T WithArchive<T>(DataFile file, ReadContext context, Func<ZipArchive, string[], T> read, CancellationToken cancellationToken)
    {
        file.Unpack(context.Options.MaxBytes, context.Problems, cancellationToken);
        context.Problems.RowNoun = "row";
        try
        {
            using var archive = new ZipArchive(new HandleStream(file.Content), ZipArchiveMode.Read);
            var entries = archive.Entries;
            if (entries.Count is 0 or > MostArrays || entries.Any(e => !e.FullName.EndsWith(Extension, StringComparison.Ordinal)))
            {
                var found = entries.FirstOrDefault(e => !e.FullName.EndsWith(Extension, StringComparison.Ordinal)) is { } other
                    ? $"the entry {OneLine.Quote(other.FullName)}"
                    : FormattableString.Invariant($"{entries.Count:N0} entries");
                throw context.Problems.Fatal(
                    SpecDiagnostics.NpzInvalid, FormattableString.Invariant($"The archive is no NPZ file. Found {found}; expected 1 to {MostArrays:N0} arrays named *.npy. Write it with numpy.savez."));
            }

            var names = entries.Select(e => e.FullName[..^Extension.Length]).ToArray();
            context.CheckHeader(names);
            return read(archive, names);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or EndOfStreamException or ArgumentException)
        {
            throw context.Problems.Fatal(
                SpecDiagnostics.NpzInvalid, $"The archive is broken or no zip file. Found: {OneLine.Escape(e.Message.TrimEnd('.'))}; expected an NPZ file. Write it anew with numpy.savez.");
        }
    }

    private static TableContent Read(ZipArchive archive, string[] names, ReadContext context, CancellationToken cancellationToken)
    {
        var headers = new NpyHeader[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            using var stream = archive.Entries[i].Open();
            headers[i] = NpyHeader.Read(stream, What(names[i]), context.Problems);
            Check(names[i], headers[i], names[0], headers[0], context);
        }

        context.CheckTypes(names, (name, kind) => ArrayColumns.Refusal(headers[Array.IndexOf(names, name)], kind));
        if (context.Problems.Any)
        {
            throw context.Problems.Exception();
        }

        var columns = new List<Column>();
        var left = context.Options.MaxBytes;
        for (var i = 0; i < names.Length; i++)
        {
            if (context.Wants(names[i]))
            {
                using var stream = new BufferedStream(new ChecksumStream(archive.Entries[i].Open(), archive.Entries[i].Crc32), 64 * 1024);
                var header = NpyHeader.Read(stream, What(names[i]), context.Problems);
                columns.Add(Column(names[i], header, stream, new NpyLimits(What(names[i]), left, context.Problems, cancellationToken), context));
                left -= header.Bytes;
            }
        }

        return new TableContent(headers[0].Shape[0], names, columns, null);
    }

    private static Column Column(string name, NpyHeader header, Stream stream, NpyLimits limits, ReadContext context) => header.Kind switch
    {
        'U' or 'S' => ArrayColumns.OfTexts(name, NpyValues.ReadTexts(stream, header, limits), context),
        _ when header.Shape.Length == 1 => ArrayColumns.OfNumbers(name, NpyValues.ReadNumbers(stream, header, limits), new ArrayPart(0, 1, header.Shape[0]), context),
        _ => new TensorColumn(name, header.Shape[0], header.Shape[1..], NpyValues.ReadNumbers(stream, header, limits)),
    };

    private static void Check(string name, NpyHeader header, string first, NpyHeader firstHeader, ReadContext context)
    {
        var problems = context.Problems;
        if (header.Shape.Length == 0 || (header.Shape.Length > 1 && header.Kind is 'U' or 'S'))
        {
            problems.Add(
                SpecDiagnostics.NpyTypeRefused,
                $"{NpyHeader.Capital(What(name))} has no rows of values. Found shape {header.ShapeText}; expected {(header.Shape.Length == 0 ? "at least one axis, the rows" : "one axis of texts")}.");
        }
        else if (firstHeader.Shape.Length > 0 && header.Shape[0] != firstHeader.Shape[0])
        {
            problems.Add(
                SpecDiagnostics.NpzRowsDiffer,
                FormattableString.Invariant($"The arrays have different numbers of rows. Found {firstHeader.Shape[0]:N0} in {OneLine.Quote(first)} and {header.Shape[0]:N0} in {OneLine.Quote(name)}; expected the same first axis in all."));
        }
        else if (header.Shape[0] == 0 && name == first)
        {
            problems.Add(SpecDiagnostics.DataNoRows, $"The arrays have no rows. Found shape {header.ShapeText}; expected rows along the first axis.");
        }
    }

    private static string What(string name) => $"the array {OneLine.Quote(name)}";
}
