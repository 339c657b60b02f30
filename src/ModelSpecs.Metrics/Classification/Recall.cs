using ModelSpecs.Metrics.Multilabel;
using ModelSpecs.Metrics.Ranking;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary><c>recall</c> = TP / (TP + FN), as <c>sklearn.metrics.recall_score</c>; rests on the positive rows. With <c>at_fpr</c>
/// or <c>at_precision</c> it is that of <see cref="RecallAt"/>.</summary>
internal static class Recall
{
    /// <summary>The ratio.</summary>
    public static CountRatio Ratio { get; } = new(
        t => t.TruePositives,
        t => t.Positives,
        t => t.Positives,
        Undefined.NoPositive,
        Undefined.NoRowOfClass);

    /// <summary>Asks for the point or the column it reads.</summary>
    public static void Require(Demand demand, MetricRequest request)
    {
        RecallAt.Require(demand, request);
        SampleRatio.Require(demand, request);
    }

    /// <summary>The value; undefined where no row is positive.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) =>
        RecallAt.Is(request) ? RecallAt.Value(slice, request) : Ratio.Of(slice, request);

    /// <summary>Scores at an operating point, otherwise predictions.</summary>
    public static KernelNeeds Needs(MetricRequest request) => RecallAt.Is(request) ? KernelNeeds.Scores : KernelNeeds.Predictions;
}
