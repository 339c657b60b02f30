using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Multilabel;

/// <summary><c>lrap</c>: over the labels that a row has, the mean share of such labels among those scored at least as high, as
/// <c>sklearn.metrics.label_ranking_average_precision_score</c>; a row with no label or with all counts 1. Rests on all rows.</summary>
internal static class RankingAveragePrecision
{
    private static readonly Shares Column = new();

    /// <summary>Asks for the mean it reads.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.Column(Column);

    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => LabelOrder.Mean(slice, Column);

    private sealed record Shares : LabelColumn
    {
        protected override double Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, ReadOnlySpan<double> scores)
        {
            if (!LabelOrder.IsFinite(scores))
            {
                return double.NaN;
            }

            if (LabelOrder.IsOneSided(truth))
            {
                return 1;
            }

            var sum = 0.0;
            for (var label = 0; label < truth.Length; label++)
            {
                if (truth[label] == 1)
                {
                    var (all, own) = LabelOrder.AtLeast(truth, scores, scores[label]);
                    sum += (double)own / all;
                }
            }

            return sum / LabelOrder.Count(truth);
        }
    }
}
