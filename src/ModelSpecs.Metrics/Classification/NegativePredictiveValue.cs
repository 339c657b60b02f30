using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary><c>npv</c> = TN / (TN + FN), the precision of the negatives; rests on the rows predicted negative.</summary>
internal static class NegativePredictiveValue
{
    /// <summary>The ratio.</summary>
    public static CountRatio Ratio { get; } = new(
        t => t.TrueNegatives,
        t => t.TrueNegatives + t.FalseNegatives,
        t => t.TrueNegatives + t.FalseNegatives,
        "no row is predicted negative",
        "every row is predicted as the class");

    /// <summary>The value; undefined where nothing is predicted negative.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => Ratio.Of(slice, request);
}
