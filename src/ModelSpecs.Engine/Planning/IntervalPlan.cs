using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Planning;

/// <summary>How a spec wants its noise measured.</summary>
internal static class IntervalPlan
{
    /// <summary>Options for the evaluator.</summary>
    /// <param name="data">The judged rows.</param>
    /// <param name="metrics">Metrics in request order.</param>
    /// <param name="slices">Slices in axis order.</param>
    /// <param name="scope">Which intervals are wanted.</param>
    /// <param name="diagnostics">Takes the problems of the cluster column.</param>
    public static IntervalOptions Of(
        EvaluationData data, IReadOnlyList<MetricReference> metrics, IReadOnlyList<SliceGroups> slices, IntervalScope scope, ICollection<SpecDiagnostic> diagnostics)
    {
        if (scope == IntervalScope.Needed && data.Suite.Verdict.Judge == JudgePolicy.Point && data.Suite.Snapshot is null)
        {
            return IntervalOptions.None;
        }

        var (verdict, intervals) = (data.Suite.Verdict, data.Suite.Verdict.Intervals);
        var clusters = RowUnits.Clusters(data.Suite, data.Table, diagnostics);
        return new IntervalOptions
        {
            Proportions = intervals.Proportions == ProportionMethod.ClopperPearson ? IntervalMethod.ClopperPearson : IntervalMethod.Wilson,
            RocAuc = intervals.RocAuc == AreaMethod.LogitDelong ? IntervalMethod.LogitDeLong : IntervalMethod.DeLong,
            Bootstrap = intervals.Bootstrap == BootstrapMethod.Bca ? IntervalMethod.Bca : IntervalMethod.Percentile,
            Replicates = intervals.Replicates,
            Seed = (ulong)intervals.Seed,
            Clusters = clusters,
            Wanted = scope == IntervalScope.All ? null : Judged(data.Suite, metrics, slices),
        };
    }

    // Those that a verdict or a message needs; a bound that is relative to the whole needs the whole's too.
    private static HashSet<(int Axis, int Request)> Judged(SuiteSpec suite, IReadOnlyList<MetricReference> metrics, IReadOnlyList<SliceGroups> slices)
    {
        var requests = metrics.Select((metric, i) => (metric, i)).ToDictionary(m => m.metric, m => m.i);
        var axes = slices.Select((slice, i) => (slice.Spec.Name.Value, i)).ToDictionary(s => s.Value, s => s.i, StringComparer.Ordinal);
        var wanted = new HashSet<(int, int)>();
        foreach (var planned in CheckPlan.Of(suite).Where(planned => planned.MetricCheck is { IsOfBaseline: false }))
        {
            if (planned.MetricCheck is not { } check)
            {
                continue;
            }

            foreach (var request in GapMetrics.PartsOf(check.Metric).Select(part => requests[part]))
            {
                wanted.Add((planned.Slice is null ? -1 : axes[planned.SliceName], request));
                if (check.Bound.Reference == BoundReference.Overall)
                {
                    wanted.Add((-1, request));
                }
            }
        }

        return wanted;
    }
}
