using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary><c>f1</c> = 2 TP / (2 TP + FP + FN), as <c>sklearn.metrics.f1_score</c>; rests on the rows that are positive or
/// predicted so.</summary>
internal static class F1
{
    private static readonly CountRatio Ratio = FBeta.Ratio(1);

    /// <summary>The value; undefined where no row is positive in truth or prediction.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => Ratio.Of(slice, request);
}

/// <summary><c>fbeta</c> = (1 + β²) TP / (β² (TP + FN) + TP + FP), as <c>sklearn.metrics.fbeta_score</c>; rests on the rows that
/// are positive or predicted so.</summary>
internal static class FBeta
{
    /// <summary>The value; undefined where no row is positive in truth or prediction.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => Ratio(request.Beta).Of(slice, request);

    /// <summary>The ratio of one β.</summary>
    public static CountRatio Ratio(double beta) => new(
        t => (1 + (beta * beta)) * t.TruePositives,
        t => (beta * beta * t.Positives) + t.Predicted,
        t => t.Positives + t.FalsePositives,
        "no row is positive, in truth or prediction",
        "no row is of the class, in truth or prediction");
}
