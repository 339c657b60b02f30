using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary><c>fnr</c> = FN / (TP + FN), as <c>fairlearn.metrics.false_negative_rate</c>; rests on the positive rows.</summary>
internal static class FalseNegativeRate
{
    /// <summary>The ratio.</summary>
    public static CountRatio Ratio { get; } = new(
        t => t.FalseNegatives,
        t => t.Positives,
        t => t.Positives,
        Undefined.NoPositive,
        Undefined.NoRowOfClass);

    /// <summary>The value; undefined where no row is positive.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => Ratio.Of(slice, request);
}
