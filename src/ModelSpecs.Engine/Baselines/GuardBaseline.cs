using ModelSpecs.Engine.Guards;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Results;
using ModelSpecs.Results.Snapshots;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Baselines;

/// <summary>What guards measured when it was approved: in the snapshot it stands among the metrics of its slice, under the name of its check.</summary>
internal static class GuardBaseline
{
    /// <summary>What is kept of a place; null: the whole. Only what has a check is: of the rest nobody knows which way is worse.</summary>
    public static IEnumerable<SnapshotMetric> Kept(IReadOnlyList<GuardOutcome> guards, SlicePlace? place)
    {
        foreach (var (guard, name, measure) in Measures(guards))
        {
            if (guard.Find(measure.Name, place) is { } value && !double.IsNaN(value.KeptScale))
            {
                var kept = value.Value / value.KeptScale;
                yield return new SnapshotMetric(name, double.IsNaN(kept) ? null : kept, null, null, value.Rows) { IsNoisy = value.IsNoisy };
            }
        }
    }

    /// <summary>The measures that have checks, each once, with the names under which they are kept.</summary>
    public static IEnumerable<(GuardOutcome Outcome, string Name, GuardMeasure Measure)> Measures(IReadOnlyList<GuardOutcome> guards) =>
        guards.SelectMany(outcome => outcome.Guard.Checks().DistinctBy(check => check.Subject).Select(check => (outcome, check.Subject, check.Measure)));

    /// <summary>What was approved of a measure, in the unit of this run; null with the reason where nothing was.</summary>
    /// <param name="snapshot">The approved results.</param>
    /// <param name="name">Name under which it is kept.</param>
    /// <param name="slice">Slice.</param>
    /// <param name="group">Value of a group; null otherwise.</param>
    /// <param name="now">What this run measured.</param>
    public static (double? Value, string? Why) Approved(SnapshotBaseline snapshot, string name, string slice, string? group, GuardValue now)
    {
        if (snapshot.Verified.Document is null)
        {
            return (null, snapshot.Baseline.Missing);
        }

        var kept = Find(snapshot, name, slice, group);
        return kept is null ? (null, "no value of it is approved")
            : kept.Value is not { } value ? (null, "it was undefined when it was approved")
            : double.IsNaN(now.KeptScale) ? (null, "it is not kept in a snapshot")
            : (value * now.KeptScale, null);
    }

    /// <summary>The entry of a measure on a place as it is kept; null: there is none.</summary>
    public static SnapshotMetric? Find(SnapshotBaseline snapshot, string name, string slice, string? group) => snapshot.Verified.Document?.Slices
        .FirstOrDefault(s => string.Equals(s.Slice, slice, StringComparison.Ordinal) && string.Equals(s.Group, group, StringComparison.Ordinal))?
        .Metrics.FirstOrDefault(metric => string.Equals(metric.Metric, name, StringComparison.Ordinal));

    /// <summary>Approved results without what this run was not asked to measure, which is no difference.</summary>
    public static SnapshotDocument Without(SnapshotDocument was, IReadOnlySet<string> unmeasured) => unmeasured.Count == 0 ? was : was with
    {
        Slices = [.. was.Slices.Select(slice => slice with { Metrics = [.. slice.Metrics.Where(metric => !unmeasured.Contains(metric.Metric))] })],
    };

    /// <summary>Names of what a run was not asked to measure, since none of its checks is run.</summary>
    public static IReadOnlySet<string> Unmeasured(SuiteSpec suite, IReadOnlyList<GuardOutcome> guards) => suite.Guards
        .Where(guard => !guards.Any(outcome => ReferenceEquals(outcome.Guard, guard))).SelectMany(guard => guard.Checks()).Select(check => check.Subject).ToHashSet(StringComparer.Ordinal);
}
