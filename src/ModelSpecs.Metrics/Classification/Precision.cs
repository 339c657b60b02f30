using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary><c>precision</c> = TP / (TP + FP), as <c>sklearn.metrics.precision_score</c>; rests on the rows predicted positive. With
/// <c>at_prevalence</c> it is that of <see cref="StatedPrevalence"/>.</summary>
internal static class Precision
{
    /// <summary>The ratio.</summary>
    public static CountRatio Ratio { get; } = new(
        t => t.TruePositives,
        t => t.Predicted,
        t => t.Predicted,
        Undefined.NothingPredictedPositive,
        Undefined.NothingPredictedAsClass);

    /// <summary>The value; undefined where nothing is predicted positive.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => request.AtPrevalence is { } prevalence
        ? StatedPrevalence.Precision(slice, request, prevalence)
        : Ratio.Of(slice, request);
}
