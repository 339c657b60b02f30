using ModelSpecs.Metrics.Ranking;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary><c>recall</c> = TP / (TP + FN), as <c>sklearn.metrics.recall_score</c>; rests on the positive rows. With <c>at_fpr</c>
/// or <c>at_precision</c> it is that of <see cref="RecallAt"/>.</summary>
internal static class Recall
{
    private static readonly CountRatio Ratio = new(
        t => t.TruePositives,
        t => t.Positives,
        t => t.Positives,
        Undefined.NoPositive,
        Undefined.NoRowOfClass);

    /// <summary>The value; undefined where no row is positive.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) =>
        RecallAt.Is(request) ? RecallAt.Value(slice, request) : Ratio.Of(slice, request);

    /// <summary>Scores at an operating point, otherwise predictions.</summary>
    public static KernelNeeds Needs(MetricRequest request) => RecallAt.Is(request) ? KernelNeeds.Scores : KernelNeeds.Predictions;
}
