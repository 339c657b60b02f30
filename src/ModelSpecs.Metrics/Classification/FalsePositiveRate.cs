using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary><c>fpr</c> = FP / (TN + FP), as <c>fairlearn.metrics.false_positive_rate</c>; rests on the negative rows.</summary>
internal static class FalsePositiveRate
{
    /// <summary>The ratio.</summary>
    public static CountRatio Ratio { get; } = new(
        t => t.FalsePositives,
        t => t.Negatives,
        t => t.Negatives,
        Undefined.NoNegative,
        Undefined.EveryRowOfClass);

    /// <summary>The value; undefined where no row is negative.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => Ratio.Of(slice, request);
}
