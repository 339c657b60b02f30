using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Engine.Datasets.Text;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Datasets.Json;

/// <summary>JSON Lines: a flat JSON object on each line; the columns are the keys of all lines.</summary>
internal static class JsonLinesFormat
{
    /// <summary>The format.</summary>
    public static DatasetFormat Format { get; } = new(
        "jsonl",
        [".jsonl", ".ndjson"],
        true,
        Read,
        (file, context, cancellationToken) => Header(file, Plan(file, context, cancellationToken), context, cancellationToken));

    private static TableContent Read(DataFile file, ReadContext context, CancellationToken cancellationToken)
    {
        var plan = Plan(file, context, cancellationToken);
        var header = Header(file, plan, context, cancellationToken);
        context.CheckTypes(header, (_, kind) => kind == ColumnKind.Tensor ? "JSON Lines holds no arrays: use NPY or NPZ" : null);
        // Null is written as null; an empty text is a text, unless the spec lists it.
        var nulls = new NullSpellings(context.Golden.Nulls);
        return TextTable.Read(
            header,
            plan,
            () => throw DataFile.Changed(context.Problems),
            (_, problems) => new JsonLinesReader(file, header, context.Wants, nulls, problems),
            context,
            cancellationToken);
    }

    private static List<string> Header(DataFile file, ChunkPlan plan, ReadContext context, CancellationToken cancellationToken)
    {
        var header = JsonLinesKeys.Find(file, plan, context, cancellationToken);
        if (header.Count > 0)
        {
            context.CheckHeader(header);
        }

        return header;
    }

    private static ChunkPlan Plan(DataFile file, ReadContext context, CancellationToken cancellationToken)
    {
        var (options, problems) = (context.Options, context.Problems);
        file.Unpack(options.MaxBytes, problems, cancellationToken);
        var start = new byte[(int)Math.Min(4096, file.Length)];
        file.Read(0, start, problems);
        var begin = ByteOrderMark.Skip(start, problems);
        var first = start.AsSpan(begin).TrimStart(" \t\r\n"u8);
        if (first.Length > 0 && first[0] == '[')
        {
            throw problems.Fatal(
                SpecDiagnostics.DataJsonInvalid, "The file is one JSON array. Found '[' at its beginning; expected one object a line. `jq -c '.[]'` makes lines of it.");
        }

        var scan = BlockScan.Run(file.Content, file.Length, options.ChunkSize, ScanParts.Lines, options.Threads, problems, cancellationToken);
        return ChunkPlan.FromScan(scan, new TextBody(begin, 1, 0), problems) ?? throw problems.Fatal(
            SpecDiagnostics.DataFileTooLarge, "A line is too long. Found more than 256 MB without a line end; expected one JSON object a line.");
    }
}
