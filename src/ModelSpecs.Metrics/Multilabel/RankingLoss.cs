using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Multilabel;

/// <summary><c>ranking_loss</c>: the share of pairs of a label that a row has and one that it lacks whose scores are the wrong way round
/// or equal, as <c>sklearn.metrics.label_ranking_loss</c>; a row with no label or with all counts 0. Rests on all rows.</summary>
internal static class RankingLoss
{
    private static readonly Share Column = new();

    /// <summary>Asks for the mean it reads.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.Column(Column);

    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => LabelOrder.Mean(slice, Column);

    /// <summary>The loss of one row.</summary>
    public static double Of(ReadOnlySpan<int> truth, ReadOnlySpan<double> scores)
    {
        if (!LabelOrder.IsFinite(scores))
        {
            return double.NaN;
        }

        var (wrong, ties) = LabelOrder.Pairs(truth, scores);
        return LabelOrder.IsOneSided(truth) ? 0 : (double)(wrong + ties) / LabelOrder.PairCount(truth);
    }

    private sealed record Share : LabelColumn
    {
        protected override double Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, ReadOnlySpan<double> scores) => RankingLoss.Of(truth, scores);
    }
}
