using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Results;
using ModelSpecs.Results.Snapshots;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Baselines;

/// <summary>The approved results beside a spec, and what differs from them.</summary>
internal sealed class SnapshotBaseline
{
    /// <summary>Name of the snapshot where a bound names it.</summary>
    public const string Name = "snapshot";

    private SnapshotBaseline(SnapshotPaths paths, SnapshotLoad verified, SnapshotDocument now, RowOutcomes rows, Baseline baseline, IReadOnlySet<string> unmeasured)
    {
        (Paths, Verified, Now, Rows, Baseline) = (paths, verified, now, rows, baseline);
        if (verified.Document is { } was)
        {
            Comparison = SnapshotComparison.Of(GuardBaseline.Without(was, unmeasured), now);
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

    /// <summary>Rows of the approved results that the spec has quarantined since; they count on neither side.</summary>
    public IReadOnlyList<int> Quarantined { get; private init; } = [];

    /// <summary>Whether rows differ by those that were quarantined, and by nothing else.</summary>
    public bool OnlyQuarantined => Quarantined.Count > 0 && RowChanges is { Added.Count: 0 } changes && changes.Removed.Count == Quarantined.Count;

    /// <summary>Reads what is approved and holds this run against it.</summary>
    /// <param name="data">The judged rows.</param>
    /// <param name="paired">This run's values.</param>
    /// <param name="now">This run's document.</param>
    /// <param name="unmeasured">Names of what this run was not asked to measure.</param>
    /// <param name="accept">Whether this run's results are approved first, as <c>MODELSPECS_ACCEPT</c> asks.</param>
    public static SnapshotBaseline Of(EvaluationData data, PairedRows paired, SnapshotDocument now, IReadOnlySet<string> unmeasured, bool accept)
    {
        var suite = data.Suite;
        var paths = new SnapshotPaths(suite.File, suite.Root);
        var rows = SnapshotRows.Of(data);
        var problem = accept ? SnapshotStore.WriteVerified(paths, now, rows) : null;
        var verified = problem is null ? SnapshotStore.ReadVerified(paths) : new SnapshotLoad { Problem = problem };
        if (verified.Document is not { } was)
        {
            var missing = verified.Problem?.ToString() ?? $"nothing is approved yet: there is no {Path.GetFileName(paths.VerifiedText)}";
            return new SnapshotBaseline(paths, verified, now, rows, new Baseline(Name, paired.Metrics, paired.Axes) { Missing = missing }, unmeasured);
        }

        var values = Values(was, paired);
        var comparable = verified.Rows is { } kept && SnapshotRows.Fits(kept, data.Input) && now.Classes.SequenceEqual(was.Classes, StringComparer.Ordinal) ? kept : null;
        var changes = comparable is null ? null : RowComparison.Of(comparable, rows);
        var ids = suite.Golden.Quarantine.Select(row => row.Id.Value).ToHashSet(StringComparer.Ordinal);
        var quarantined = changes is null || ids.Count == 0 ? [] : changes.Removed.Where(row => ids.Contains(changes.Was.Ids[row])).ToList();
        if (quarantined.Count > 0 && quarantined.Count == changes!.Removed.Count && changes.Added.Count == 0)
        {
            values = WithoutQuarantined(data, paired, comparable!, changes, values);
        }

        var baseline = changes is null || changes.Common == 0
            ? new Baseline(Name, paired.Metrics, paired.Axes) { Values = values, Tolerance = SnapshotNumber.Tolerance }
            : WithRows(data, paired, comparable!, changes, values);
        return new SnapshotBaseline(paths, verified, now, rows, baseline, unmeasured) { RowChanges = changes, Quarantined = quarantined };
    }

    private static Baseline WithRows(EvaluationData data, PairedRows paired, RowOutcomes kept, RowComparison changes, SliceValues values)
    {
        var common = changes.Added.Count == 0 ? null : Enumerable.Range(0, changes.Before.Length).Where(row => changes.Before[row] >= 0).ToArray();
        var before = common is null ? changes.Before : Array.ConvertAll(common, row => changes.Before[row]);
        var then = SnapshotRows.Then(kept, before, common is null ? data.Input : data.Input.Gather(common));
        return paired.With(Name, then, values, common, SnapshotNumber.Tolerance);
    }

    // What was approved, of the rows that are still judged: measured again from the kept rows where these tell everything, which the predicted classes do.
    // Scores are kept in levels, weights and columns not at all: there the approved value stands as it is.
    private static SliceValues WithoutQuarantined(EvaluationData data, PairedRows paired, RowOutcomes kept, RowComparison changes, SliceValues values)
    {
        if (data.Input.Weights is not null)
        {
            return values;
        }

        var exact = Enumerable.Range(0, paired.Metrics.Count).Where(i => MetricCatalogue.Find(paired.Metrics[i].Name) is { Needs: MetricNeeds.Truth or MetricNeeds.Predictions }).ToList();
        var axes = paired.Axes.Select(axis => axis.Axis).ToList();
        var then = SliceEvaluator.Evaluate(
            SnapshotRows.Then(kept, changes.Before, data.Input), axes, [.. exact.Select(i => paired.Requests[i])], paired.Threads, paired.CancellationToken);
        return new SliceValues(
            Of(values.Overall, then.Overall),
            [.. values.Groups.Select((groups, axis) => groups.Select((was, group) => Of(was, then.Groups[axis][group])).ToArray())]);

        MetricValue[] Of(MetricValue[] was, MetricValue[] again)
        {
            var of = (MetricValue[])was.Clone();
            for (var i = 0; i < exact.Count; i++)
            {
                // A slice or metric that is new has nothing approved of it.
                of[exact[i]] = was[exact[i]].IsDefined ? again[i] : was[exact[i]];
            }

            return of;
        }
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
