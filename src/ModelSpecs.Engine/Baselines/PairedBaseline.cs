using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Paired;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Baselines;

/// <summary>This run beside another on the same rows: what both the snapshot and the champion come down to.</summary>
/// <param name="Now">This run's rows.</param>
/// <param name="Axes">Its slices.</param>
/// <param name="Metrics">Metrics measured.</param>
/// <param name="Requests">The same as the kernels take them.</param>
/// <param name="Values">This run's values.</param>
/// <param name="Options">Replicates, seed, clusters; what is wanted by axis and metric.</param>
/// <param name="Threads">Most threads.</param>
/// <param name="CancellationToken">Stops between blocks.</param>
internal sealed record PairedRows(
    MetricInput Now,
    IReadOnlyList<SliceGroups> Axes,
    IReadOnlyList<MetricReference> Metrics,
    IReadOnlyList<MetricRequest> Requests,
    SliceValues Values,
    IntervalOptions Options,
    int Threads,
    CancellationToken CancellationToken)
{
    /// <summary>Predictions that differ by less are the same: another processor, or another number of threads, moves the last digits.</summary>
    public const double SamePrediction = 1e-5;

    private const int NamedRows = 100;

    /// <summary>The baseline of other predictions.</summary>
    /// <param name="name">As bounds call it.</param>
    /// <param name="then">Its rows, of <paramref name="rows"/> in this order.</param>
    /// <param name="thenValues">Its values; null: measured here.</param>
    /// <param name="rows">Indices of this run's rows that are in both; null: all.</param>
    /// <param name="tolerance">How exact its values are.</param>
    public Baseline With(string name, MetricInput then, SliceValues? thenValues, int[]? rows, double tolerance)
    {
        var now = rows is null ? Now : Now.Gather(rows);
        var axes = Axes.Select(slice => rows is null ? slice.Axis : new SliceAxis(Array.ConvertAll(rows, row => slice.Axis.Codes[row]), slice.Axis.Groups)).ToList();
        thenValues ??= SliceEvaluator.Evaluate(then, axes, Requests, Threads, CancellationToken);
        var options = rows is not null && Options.Clusters is { } clusters ? Options with { Clusters = Array.ConvertAll(rows, row => clusters[row]) } : Options;

        // A ranking's scores have no unit.
        var ofSame = SamePrediction * (then.Task == MetricTask.Ranking ? then.Scores!.Max(Math.Abs) : 1);
        return new Baseline(name, Metrics, Axes)
        {
            Values = thenValues,
            Differences = PairedEvaluator.Differences(now, then, axes, Requests, Values, thenValues, options, Threads, CancellationToken),
            Flips = Flips.Count(
                now, then, axes, new FlipOptions { Named = NamedRows, AbsoluteTolerance = ofSame, RelativeTolerance = SamePrediction }, Threads, CancellationToken),
            Rows = rows,
            Tolerance = tolerance,
        };
    }
}
