using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary><c>f1</c> = 2 TP / (2 TP + FP + FN), as <c>sklearn.metrics.f1_score</c>; rests on the rows that are positive or predicted so.</summary>
internal static class F1
{
    private static readonly CountRatio Ratio = new(
        t => 2 * t.TruePositives,
        t => t.Positives + t.Predicted,
        t => t.Positives + t.FalsePositives,
        "no row is positive, in truth or prediction",
        "no row is of the class, in truth or prediction");

    /// <summary>The value; undefined where no row is positive in truth or prediction.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => Ratio.Of(slice, request);
}
