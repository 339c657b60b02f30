using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Paired;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Baselines;

/// <summary>Other results of the same spec that this run is held against: the approved ones, or a champion's. Values stand by slice; where both have rows, the differences are
/// those of the same rows.</summary>
internal sealed class Baseline
{
    private readonly Dictionary<MetricReference, int> metricIndex = [];
    private readonly Dictionary<string, int> axisIndex = new(StringComparer.Ordinal);

    /// <summary>A baseline of the metrics and slices of a run.</summary>
    public Baseline(string name, IReadOnlyList<MetricReference> metrics, IReadOnlyList<SliceGroups> slices)
    {
        Name = name;
        Metrics = metrics;
        Slices = slices;
        for (var i = 0; i < metrics.Count; i++)
        {
            metricIndex[metrics[i]] = i;
        }

        for (var i = 0; i < slices.Count; i++)
        {
            axisIndex[slices[i].Spec.Name.Value] = i;
        }
    }

    /// <summary>As bounds call it: <c>snapshot</c> or <c>champion</c>.</summary>
    public string Name { get; }

    /// <summary>Metrics that it has values of, or says why not.</summary>
    public IReadOnlyList<MetricReference> Metrics { get; }

    /// <summary>The slices of the run.</summary>
    public IReadOnlyList<SliceGroups> Slices { get; }

    /// <summary>Why nothing can be held against it; null: it is there.</summary>
    public string? Missing { get; init; }

    /// <summary>Its values; null where <see cref="Missing"/>.</summary>
    public SliceValues? Values { get; init; }

    /// <summary>This run's values minus its own, paired by row; null where it has no rows.</summary>
    public SliceEstimates? Differences { get; init; }

    /// <summary>Rows that changed sides; null where it has no rows.</summary>
    public SliceFlips? Flips { get; init; }

    /// <summary>Judged rows that <see cref="Flips"/> are counted over, as their indices stand in it; null: all.</summary>
    public int[]? Rows { get; init; }

    /// <summary>How exact its values are: a difference below that times the larger of 1 and the value is none.</summary>
    public double Tolerance { get; init; }

    /// <summary>Its value of a metric on a place; a null place is the whole set.</summary>
    public MetricValue On(SlicePlace? place, MetricReference metric) =>
        Values is not { } values ? new MetricValue(double.NaN, 0, Missing)
        : place is { } at ? values.Groups[axisIndex[at.Slice]][at.Group][metricIndex[metric]]
        : values.Overall[metricIndex[metric]];

    /// <summary>The difference of a metric on a place, with its noise; null where it has no rows.</summary>
    public Estimate? DifferenceOn(SlicePlace? place, MetricReference metric) =>
        Differences is not { } differences ? null
        : place is { } at ? differences.Groups[axisIndex[at.Slice]][at.Group][metricIndex[metric]]
        : differences.Overall[metricIndex[metric]];

    /// <summary>The rows of a place that changed sides; null where it has no rows.</summary>
    public SliceFlip? FlipsOn(SlicePlace? place) =>
        Flips is not { } flips ? null : place is { } at ? flips.Groups[axisIndex[at.Slice]][at.Group] : flips.Overall;

    /// <summary>Index among the judged rows of a row that <see cref="Flips"/> names.</summary>
    public int RowOf(int named) => Rows is null ? named : Rows[named];
}
