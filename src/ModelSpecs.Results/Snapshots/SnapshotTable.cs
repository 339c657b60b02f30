using System.Globalization;
using System.Text;

namespace ModelSpecs.Results.Snapshots;

/// <summary>A comparison for people: the structural changes, then the values that changed as a table.</summary>
public static class SnapshotTable
{
    private const int MostNames = 10;
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

    /// <summary>What became of the rows, each with the first of its names; empty: nothing.</summary>
    public static IReadOnlyList<string> Of(RowComparison rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var lines = new List<string>();
        Add("newly wrong", rows.NewlyWrong, rows.Now.Ids);
        Add("newly right", rows.NewlyRight, rows.Now.Ids);
        // Where there is right and wrong, a prediction that went from one wrong class to another is the rest.
        Add(rows.Now is NumberOutcomes ? "other prediction" : "other prediction, as right or wrong as before",
            [.. rows.Changed.Except(rows.NewlyWrong).Except(rows.NewlyRight)], rows.Now.Ids);
        Add("other label", rows.Relabelled, rows.Now.Ids);
        Add("new", rows.Added, rows.Now.Ids);
        Add("gone", rows.Removed, rows.Was.Ids);
        return lines;

        void Add(string what, IReadOnlyList<int> found, RowIdColumn ids)
        {
            if (found.Count > 0)
            {
                var names = string.Join(", ", found.Take(MostNames).Select(row => ids[row]));
                lines.Add(SnapshotProblems.OneLine(string.Create(CultureInfo.InvariantCulture,
                    $"{found.Count} row{(found.Count == 1 ? "" : "s")} {what}: {names}{(found.Count > MostNames ? $" and {found.Count - MostNames} more" : "")}")));
            }
        }
    }

    /// <summary>What accepting would change: values and structure, then rows; of a first snapshot its values.</summary>
    public static IReadOnlyList<string> Of(AcceptPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Received.Document is not { } received)
        {
            return [];
        }

        if (plan.Verified.Document is not { } verified)
        {
            return [plan.Verified.Exists ? "The verified snapshot cannot be read and is replaced." : "The first snapshot.", .. Of(received)];
        }

        var comparison = SnapshotComparison.Of(verified, received);
        var lines = Of(comparison).ToList();
        if (plan.Verified.Rows is { } was && plan.Received.Rows is { } now && was.GetType() == now.GetType())
        {
            // Codes mean something only under the same names.
            lines.AddRange(verified.Classes.SequenceEqual(received.Classes, StringComparer.Ordinal) ? Of(RowComparison.Of(was, now)) : ["The rows are not compared: the classes are others."]);
        }

        return lines;
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
