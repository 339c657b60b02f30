using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary><c>recall</c> = TP / (TP + FN), as <c>sklearn.metrics.recall_score</c>; rests on the positive rows.</summary>
internal static class Recall
{
    private static readonly CountRatio Ratio = new(
        t => t.TruePositives,
        t => t.Positives,
        t => t.Positives,
        Undefined.NoPositive,
        Undefined.NoRowOfClass);

    /// <summary>The value; undefined where no row is positive.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => Ratio.Of(slice, request);
}
