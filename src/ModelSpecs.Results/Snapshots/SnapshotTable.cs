using System.Text;

namespace ModelSpecs.Results.Snapshots;

/// <summary>A comparison for people: the structural changes, then the values that changed as a table.</summary>
public static class SnapshotTable
{
    private static readonly string[] Heads = ["slice", "metric", "was", "is", "change"];

    /// <summary>The lines; empty: nothing differs.</summary>
    /// <param name="comparison">What differs.</param>
    /// <param name="informational">Whether what is only informational is shown too.</param>
    public static IReadOnlyList<string> Of(SnapshotComparison comparison, bool informational = true)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var lines = comparison.Structure.Where(s => informational || !s.IsInformational).Select(s => s.ToString()).ToList();
        lines.AddRange(Values(comparison.Values));
        return lines;
    }

    /// <summary>The slices of a first snapshot: there is nothing to compare it with.</summary>
    public static IReadOnlyList<string> Of(SnapshotDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Table(["slice", "metric", "is"], document.Slices.SelectMany(s => s.Metrics.Select(m => new[] { s.Label, m.Metric, SnapshotText.Metric(m) })));
    }

    private static List<string> Values(IReadOnlyList<SnapshotValueChange> changes) => changes.Count == 0
        ? []
        : Table(Heads, changes.Select(c => new[]
        {
            c.Group is null ? c.Slice : $"{c.Slice} = {c.Group}",
            c.Metric,
            SnapshotText.Metric(c.Was),
            SnapshotText.Metric(c.Is),
            c.Change is { } change && double.IsFinite(change) ? $"{(change > 0 ? "+" : "")}{SnapshotNumber.Format(Math.Round(change, SnapshotNumber.Digits))}" : "",
        }));

    private static List<string> Table(string[] heads, IEnumerable<string[]> rows)
    {
        var cells = rows.Select(row => Array.ConvertAll(row, SnapshotProblems.OneLine)).Prepend(heads).ToList();
        var widths = heads.Select((_, column) => cells.Max(row => row[column].Length)).ToArray();
        return
        [
            .. cells.Select(row =>
            {
                var line = new StringBuilder();
                for (var column = 0; column < row.Length; column++)
                {
                    line.Append(row[column].PadRight(widths[column])).Append("  ");
                }

                return line.ToString().TrimEnd();
            }),
        ];
    }
}
