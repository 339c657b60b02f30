using ModelSpecs.Metrics.Classification;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Multilabel;

/// <summary><c>jaccard</c> = TP / (TP + FP + FN), as <c>sklearn.metrics.jaccard_score</c>; rests on the rows that have the label or are
/// predicted to.</summary>
internal static class Jaccard
{
    /// <summary>The ratio.</summary>
    public static CountRatio Ratio { get; } = new(
        t => t.TruePositives,
        t => t.Positives + t.FalsePositives,
        t => t.Positives + t.FalsePositives,
        "no row is positive, in truth or prediction",
        "no row is of the class, in truth or prediction");

    /// <summary>The value; undefined where no row has the label in truth or prediction.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => Ratio.Of(slice, request);
}
