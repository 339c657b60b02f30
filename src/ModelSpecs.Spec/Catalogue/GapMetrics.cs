using ModelSpecs.Spec.Model;

namespace ModelSpecs.Spec.Catalogue;

/// <summary>Metrics that compare groups and have no value on one slice: they stand in a <c>gap</c> alone.</summary>
public static class GapMetrics
{
    /// <summary>Fairlearn's equalized odds: the worse of the gaps of recall and fpr.</summary>
    public const string EqualizedOdds = "equalized_odds";

    /// <summary>The rows.</summary>
    internal static IReadOnlyList<MetricDescriptor> All { get; } =
    [
        new(EqualizedOdds, [TaskKind.Binary, TaskKind.Multiclass], MetricDirection.LowerIsBetter, MetricNeeds.Predictions, 0, 1, MetricParameters.Class,
            "Fairlearn's equalized odds: the worse of the gaps of recall and fpr.", "the worse of the gaps of recall and fpr"),
    ];

    /// <summary>The row of a name, or null.</summary>
    internal static MetricDescriptor? Find(string name) => All.FirstOrDefault(row => string.Equals(row.Name, name, StringComparison.Ordinal));

    /// <summary>The metrics of the catalogue that a check's metric is measured from: itself, unless it is one of these.</summary>
    public static IReadOnlyList<MetricReference> PartsOf(MetricReference metric) => string.Equals(metric.Name, EqualizedOdds, StringComparison.Ordinal)
        ? [metric with { Name = "recall" }, metric with { Name = "fpr" }]
        : [metric];
}
