using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Engine.Datasets.Text;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Datasets.Delimited;

/// <summary>CSV and TSV: a header, then rows with as many fields.</summary>
internal static class DelimitedFormat
{
    /// <summary>A format with a delimiter.</summary>
    public static DatasetFormat With(string name, char delimiter, params string[] extensions) => new(
        name,
        extensions,
        true,
        (file, context, cancellationToken) => Read(file, (byte)delimiter, context, cancellationToken),
        (file, context, cancellationToken) =>
        {
            file.Unpack(context.Options.MaxBytes, context.Problems, cancellationToken, 2 * DelimitedHeader.Longest);
            var header = DelimitedHeader.Read(file, (byte)delimiter, context.Problems).Names;
            context.CheckHeader(header);
            return header;
        });

    private static TableContent Read(DataFile file, byte delimiter, ReadContext context, CancellationToken cancellationToken)
    {
        var (options, problems) = (context.Options, context.Problems);
        file.Unpack(options.MaxBytes, problems, cancellationToken);
        var (header, body) = DelimitedHeader.Read(file, delimiter, problems);
        context.CheckHeader(header);
        context.CheckTypes(header, (_, kind) => kind == ColumnKind.Tensor ? "text holds no arrays: use NPY or NPZ" : null);
        var scan = BlockScan.Run(
            file.Content, file.Length, options.ChunkSize, ScanParts.Lines | ScanParts.Quotes, options.Threads, problems, cancellationToken);
        var nulls = new NullSpellings(context.Golden.Nulls, "");
        return TextTable.Read(
            header,
            ChunkPlan.FromScan(scan, body, problems),
            () => ExactPlan.Make(file, delimiter, body, options.ChunkSize, problems, cancellationToken),
            (isExact, to) => new DelimitedReader(file, delimiter, header.Count, nulls, isExact, to),
            context,
            cancellationToken);
    }
}
