using ModelSpecs.Engine.Baselines;
using ModelSpecs.Engine.Checks.Guards;
using ModelSpecs.Engine.Guards;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Results;
using ModelSpecs.Results.Snapshots;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Checks;

/// <summary>What differs from the approved results, and which of it nobody allowed.</summary>
/// <param name="Structure">Differences that are none of a value.</param>
/// <param name="Values">Values that differ.</param>
internal sealed record SnapshotChanges(IReadOnlyList<StructureResult> Structure, IReadOnlyList<ValueChange> Values)
{
    private const int MostLines = 40;

    /// <summary>Sorts the differences.</summary>
    public static SnapshotChanges Of(Measurements measured, IReadOnlyList<GuardOutcome> guards, SnapshotBaseline snapshot, SuiteSpec suite)
    {
        var spec = suite.Snapshot!;
        if (snapshot.Comparison is not { } comparison)
        {
            return new SnapshotChanges([], []);
        }

        var structure = comparison.Structure.Select(change => new StructureResult(change.ToString(), Fails(change.Kind, snapshot, suite))).ToList();
        if (snapshot.RowChanges is { SameRows: false } rows)
        {
            structure.AddRange(Rows(snapshot, rows, spec));
        }

        // Tolerances have checks of their own; where the spec names none, nothing may get worse.
        var isWhole = spec.Checks.Count == 0;
        var values = ValueChanges.Of(measured, snapshot.Baseline, isWhole, spec.Improved == Improved.Fail);
        return new SnapshotChanges(structure, [.. values, .. GuardChanges.Of(guards, snapshot, measured.Slices, isWhole, spec.Improved == Improved.Fail)]);
    }

    /// <summary>The values as lines of a table.</summary>
    public IReadOnlyList<string> Table(bool onlyFailing)
    {
        var rows = Values.Where(value => value.Fails || !onlyFailing).ToList();
        if (rows.Count == 0)
        {
            return [];
        }

        var cells = rows.Take(MostLines).Select(value => value.Cells()).Prepend(["slice", "metric", "was", "is", "change", "interval", "verdict"]).ToList();
        var widths = Enumerable.Range(0, cells[0].Length).Select(column => cells.Max(row => row[column].Length)).ToArray();
        var lines = cells.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).ToList();
        if (rows.Count > MostLines)
        {
            lines.Add(FormattableString.Invariant($"… and {rows.Count - MostLines} more"));
        }

        return lines;
    }

    private static bool Fails(SnapshotChangeKind kind, SnapshotBaseline snapshot, SuiteSpec suite) => kind switch
    {
        SnapshotChangeKind.SliceGone or SnapshotChangeKind.SliceNew => !suite.Snapshot!.Allowed.Contains(SnapshotChange.Slices),
        SnapshotChangeKind.MetricGone or SnapshotChangeKind.MetricNew => !suite.Snapshot!.Allowed.Contains(SnapshotChange.Metrics),
        SnapshotChangeKind.RowsDiffer => !suite.Snapshot!.Allowed.Contains(SnapshotChange.Rows) && !snapshot.OnlyQuarantined,
        // Rows and labels that changed are told apart where the rows are known: another hash alone is other columns, or the predictions that the file carries.
        SnapshotChangeKind.GoldenDiffers => snapshot.RowChanges is not { SameRows: false } && suite.Predictions is null && !suite.Snapshot!.Allowed.Contains(SnapshotChange.Golden),
        SnapshotChangeKind.ClassesDiffer or SnapshotChangeKind.PositiveDiffers or SnapshotChangeKind.TaskDiffers => true,
        _ => false,
    };

    private static IEnumerable<StructureResult> Rows(SnapshotBaseline snapshot, RowComparison rows, SnapshotSpec spec)
    {
        if (rows.Added.Count > 0)
        {
            yield return new StructureResult($"{Counted.Of(rows.Added.Count, "new row")}: {List(rows.Added, row => snapshot.Rows.Ids[row])}", !spec.Allowed.Contains(SnapshotChange.Rows));
        }

        if (snapshot.Quarantined.Count > 0)
        {
            yield return new StructureResult($"{Counted.Of(snapshot.Quarantined.Count, "row")} quarantined since, on neither side: {List(snapshot.Quarantined, row => rows.Was.Ids[row])}", Fails: false);
        }

        if (rows.Removed.Except(snapshot.Quarantined).ToList() is { Count: > 0 } gone)
        {
            yield return new StructureResult($"{Counted.Of(gone.Count, "row")} gone: {List(gone, row => rows.Was.Ids[row])}", !spec.Allowed.Contains(SnapshotChange.Rows));
        }

        if (rows.Relabelled.Count > 0)
        {
            yield return new StructureResult($"{Counted.Of(rows.Relabelled.Count, "label")} edited: {List(rows.Relabelled, row => snapshot.Rows.Ids[row])}", !spec.Allowed.Contains(SnapshotChange.Labels));
        }
    }

    private static string List(IReadOnlyList<int> rows, Func<int, string> name)
    {
        const int Most = 10;
        return string.Join(", ", rows.Take(Most).Select(name)) + (rows.Count > Most ? ", …" : "");
    }
}
