using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary><c>precision</c> = TP / (TP + FP), as <c>sklearn.metrics.precision_score</c>; rests on the rows predicted positive.</summary>
internal static class Precision
{
    private static readonly CountRatio Ratio = new(
        t => t.TruePositives,
        t => t.Predicted,
        t => t.Predicted,
        "no row is predicted positive",
        "no row is predicted as the class");

    /// <summary>The value; undefined where nothing is predicted positive.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => Ratio.Of(slice, request);
}
