using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Results;
using ModelSpecs.Results.Snapshots;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Baselines;

/// <summary>The approved results beside a spec, and what differs from them.</summary>
internal sealed class SnapshotBaseline
{
    /// <summary>Name of the snapshot where a bound names it.</summary>
    public const string Name = "snapshot";

    private SnapshotBaseline(SnapshotPaths paths, SnapshotLoad verified, SnapshotDocument now, RowOutcomes rows, Baseline baseline)
    {
        (Paths, Verified, Now, Rows, Baseline) = (paths, verified, now, rows, baseline);
        if (verified.Document is { } was)
        {
            Comparison = SnapshotComparison.Of(was, now);
        }
    }

    /// <summary>Its files.</summary>
    public SnapshotPaths Paths { get; }

    /// <summary>The approved results, or why there are none.</summary>
    public SnapshotLoad Verified { get; }

    /// <summary>What this run would leave to be approved.</summary>
    public SnapshotDocument Now { get; }

    /// <summary>Its rows.</summary>
    public RowOutcomes Rows { get; }

    /// <summary>The approved values and rows as bounds are held against them.</summary>
    public Baseline Baseline { get; }

    /// <summary>What differs; null where nothing is approved.</summary>
    public SnapshotComparison? Comparison { get; }

    /// <summary>What became of each row; null where no rows were kept, or where they are of another task.</summary>
    public RowComparison? RowChanges { get; private init; }

    /// <summary>Reads what is approved and holds this run against it.</summary>
    /// <param name="data">The judged rows.</param>
    /// <param name="paired">This run's values.</param>
    /// <param name="now">This run's document.</param>
    /// <param name="accept">Whether this run's results are approved first, as <c>MODELSPECS_ACCEPT</c> asks.</param>
    public static SnapshotBaseline Of(EvaluationData data, PairedRows paired, SnapshotDocument now, bool accept)
    {
        var suite = data.Suite;
        var paths = new SnapshotPaths(suite.File, suite.Root);
        var rows = SnapshotRows.Of(data);
        var problem = accept ? SnapshotStore.WriteVerified(paths, now, rows) : null;
        var verified = problem is null ? SnapshotStore.ReadVerified(paths) : new SnapshotLoad { Problem = problem };
        if (verified.Document is not { } was)
        {
            var missing = verified.Problem?.ToString() ?? $"nothing is approved yet: there is no {Path.GetFileName(paths.VerifiedText)}";
            return new SnapshotBaseline(paths, verified, now, rows, new Baseline(Name, paired.Metrics, paired.Axes) { Missing = missing });
        }

        var values = Values(was, paired);
        var comparable = verified.Rows is { } kept && SnapshotRows.Fits(kept, data.Input) && now.Classes.SequenceEqual(was.Classes, StringComparer.Ordinal) ? kept : null;
        var changes = comparable is null ? null : RowComparison.Of(comparable, rows);
        var baseline = changes is null || changes.Common == 0
            ? new Baseline(Name, paired.Metrics, paired.Axes) { Values = values, Tolerance = SnapshotNumber.Tolerance }
            : WithRows(data, paired, comparable!, changes, values);
        return new SnapshotBaseline(paths, verified, now, rows, baseline) { RowChanges = changes };
    }

    private static Baseline WithRows(EvaluationData data, PairedRows paired, RowOutcomes kept, RowComparison changes, SliceValues values)
    {
        var common = changes.Added.Count == 0 ? null : Enumerable.Range(0, changes.Before.Length).Where(row => changes.Before[row] >= 0).ToArray();
        var before = common is null ? changes.Before : Array.ConvertAll(common, row => changes.Before[row]);
        var then = SnapshotRows.Then(kept, before, common is null ? data.Input : data.Input.Gather(common));
        return paired.With(Name, then, values, common, SnapshotNumber.Tolerance);
    }

    // The approved values as the text has them: where the file has no such slice or metric, the value says so.
    private static SliceValues Values(SnapshotDocument was, PairedRows paired)
    {
        var slices = was.Slices.ToDictionary(slice => (slice.Slice, slice.Group), slice => slice.Metrics.ToDictionary(metric => metric.Metric, StringComparer.Ordinal));
        return new SliceValues(
            Of(SliceResult.Overall, null),
            [.. paired.Axes.Select(axis => axis.Groups.Select(group => Of(axis.Spec.Name.Value, axis.Spec.IsGroup ? group.Name : null)).ToArray())]);

        MetricValue[] Of(string slice, string? group) => slices.TryGetValue((slice, group), out var metrics)
            ? [.. paired.Metrics.Select(metric => metrics.TryGetValue(metric.Display, out var kept)
                ? new MetricValue(kept.Value ?? double.NaN, kept.Rows, kept.Value is null ? "it was undefined when it was approved" : null)
                : new MetricValue(double.NaN, 0, "the metric is new: no value of it is approved"))]
            : [.. paired.Metrics.Select(_ => new MetricValue(double.NaN, 0, NewSlice))];
    }

    /// <summary>Why a slice that is not in the file has no approved value.</summary>
    public const string NewSlice = "the slice is new: nothing is approved of it";
}
