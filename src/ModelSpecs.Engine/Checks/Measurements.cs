using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Cost;
using ModelSpecs.Metrics.Custom;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Results;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Checks;

/// <summary>Every measured value of a run: by slice, group and metric.</summary>
internal sealed class Measurements
{
    private readonly Dictionary<MetricReference, int> metricIndex = [];
    private readonly SliceValues values;
    private readonly SliceEstimates estimates;
    private readonly SliceValues? trivial;
    private readonly Dictionary<MetricReference, int> trivialIndex = [];
    private readonly Dictionary<string, int> axisIndex = new(StringComparer.Ordinal);

    public Measurements(
        IReadOnlyList<MetricReference> metrics,
        SliceEstimates estimates,
        IReadOnlyList<MetricReference> trivialMetrics,
        SliceValues? trivial,
        IReadOnlyList<SliceGroups> slices,
        int rows)
    {
        Metrics = metrics;
        Slices = slices;
        Rows = rows;
        this.estimates = estimates;
        values = estimates.Values;
        this.trivial = trivial;
        for (var i = 0; i < metrics.Count; i++)
        {
            metricIndex[metrics[i]] = i;
        }

        for (var i = 0; i < trivialMetrics.Count; i++)
        {
            trivialIndex[trivialMetrics[i]] = i;
        }

        for (var i = 0; i < slices.Count; i++)
        {
            axisIndex[slices[i].Spec.Name.Value] = i;
        }
    }

    /// <summary>The custom metrics that checks name, by name.</summary>
    public IReadOnlyDictionary<string, CustomMetric> Customs { get; init; } = new Dictionary<string, CustomMetric>(StringComparer.Ordinal);

    /// <summary>Whether a smaller value of a metric is better.</summary>
    public bool LowerIsBetter(MetricReference metric) => Customs.TryGetValue(metric.Name, out var custom)
        ? custom.Direction == CustomMetricDirection.LowerIsBetter
        : MetricFacts.LowerIsBetter(metric);

    /// <summary>Which way a metric is better.</summary>
    public MetricDirection DirectionOf(MetricReference metric) => Customs.TryGetValue(metric.Name, out var custom)
        ? custom.Direction switch
        {
            CustomMetricDirection.HigherIsBetter => MetricDirection.HigherIsBetter,
            CustomMetricDirection.LowerIsBetter => MetricDirection.LowerIsBetter,
            _ => MetricDirection.None,
        }
        : MetricCatalogue.Find(metric.Name)?.Direction ?? MetricDirection.None;

    /// <summary>Best thresholds for the costs of <see cref="Costs"/>; null where none was searched.</summary>
    public BestThresholds? Thresholds { get; init; }

    /// <summary>Metrics that a best threshold was searched for.</summary>
    public IReadOnlyList<MetricReference> Costs { get; init; } = [];

    /// <summary>A better threshold for a cost on a place; null where there is none.</summary>
    public ThresholdSuggestion? SuggestionOn(SlicePlace? place, MetricReference metric)
    {
        var index = Costs.TakeWhile(cost => !cost.Equals(metric)).Count();
        if (Thresholds is null || index == Costs.Count)
        {
            return null;
        }

        var best = place is { } at ? Thresholds.Groups[axisIndex[at.Slice]][at.Group][index] : Thresholds.Overall[index];
        return best is { IsBetter: true } found
            ? new ThresholdSuggestion(double.IsFinite(found.Threshold) ? found.Threshold : null, found.Cost, found.Now)
            : null;
    }

    /// <summary>How many of the metrics are results; those after them were measured for what is made of them.</summary>
    public int Listed { init => Metrics = [.. Metrics.Take(value)]; }

    /// <summary>The metrics that are results, in the order measured.</summary>
    public IReadOnlyList<MetricReference> Metrics { get; private set; }

    /// <summary>The slices that were built.</summary>
    public IReadOnlyList<SliceGroups> Slices { get; }

    /// <summary>Rows judged.</summary>
    public int Rows { get; }

    /// <summary>Confidence of the intervals that results show.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Every value with its noise.</summary>
    public SliceEstimates Estimates => estimates;

    /// <summary>The groups of a slice.</summary>
    public SliceGroups SliceOf(string name) => Slices[axisIndex[name]];

    /// <summary>Value over the whole set.</summary>
    public MetricValue Overall(MetricReference metric) => values.Overall[metricIndex[metric]];

    /// <summary>Value on a place; a null place is the whole set.</summary>
    public MetricValue On(SlicePlace? place, MetricReference metric) => place is { } at
        ? values.Groups[axisIndex[at.Slice]][at.Group][metricIndex[metric]]
        : Overall(metric);

    /// <summary>Value with its noise on a place; a null place is the whole set.</summary>
    public Estimate EstimateOn(SlicePlace? place, MetricReference metric) => place is { } at
        ? estimates.Groups[axisIndex[at.Slice]][at.Group][metricIndex[metric]]
        : estimates.Overall[metricIndex[metric]];

    /// <summary>Value of the best constant prediction on a place.</summary>
    public MetricValue TrivialOn(SlicePlace? place, MetricReference metric)
    {
        var found = trivial ?? throw new InvalidOperationException("No trivial baseline was measured.");
        return place is { } at
            ? found.Groups[axisIndex[at.Slice]][at.Group][trivialIndex[metric]]
            : found.Overall[trivialIndex[metric]];
    }
}
