using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Terminal;

/// <summary>Every measured metric of every slice, in as many tables as the width asks for.</summary>
internal static class MetricTable
{
    private const int Columns = 10;

    public static IEnumerable<TextTable> Of(IReadOnlyList<SliceResult> slices, TerminalOptions options)
    {
        var metrics = slices.SelectMany(s => s.Metrics).Select(m => m.Metric).Distinct(StringComparer.Ordinal).ToList();
        var perTable = options.Width is { } width ? Math.Clamp((width - 40) / (Columns + 2), 1, metrics.Count + 1) : Math.Max(1, metrics.Count);
        foreach (var chunk in metrics.Chunk(perTable).DefaultIfEmpty([]))
        {
            var table = new TextTable(
            [
                new("slice", Least: 12),
                new("rows", Right: true),
                .. chunk.Select(m => new TableColumn(TerminalText.Line(m, options.Unicode), Right: true)),
            ]);
            foreach (var slice in slices)
            {
                var values = slice.Metrics.ToDictionary(m => m.Metric, StringComparer.Ordinal);
                table.Add(
                [
                    new(TerminalText.Line(slice.Group is null ? slice.Slice : $"{slice.Slice} = {slice.Group}", options.Unicode)),
                    new(Numbers.Rows(slice.N)),
                    .. chunk.Select(m => values.TryGetValue(m, out var metric) ? ValueCell(metric) : new Cell("")),
                ]);
            }

            yield return table;
        }
    }

    private static Cell ValueCell(MetricResult metric) => metric.Value is { } value ? new(Numbers.Value(value)) : new("undefined", Ink.Doubtful);
}
