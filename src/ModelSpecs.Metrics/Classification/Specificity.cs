using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary><c>specificity</c> = TN / (TN + FP), the recall of the negatives; rests on the negative rows.</summary>
internal static class Specificity
{
    /// <summary>The ratio.</summary>
    public static CountRatio Ratio { get; } = new(
        t => t.TrueNegatives,
        t => t.Negatives,
        t => t.Negatives,
        Undefined.NoNegative,
        Undefined.EveryRowOfClass);

    /// <summary>The value; undefined where no row is negative.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => Ratio.Of(slice, request);
}
