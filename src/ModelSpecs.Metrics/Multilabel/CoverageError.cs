using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Multilabel;

/// <summary><c>coverage_error</c>: how many labels, from the highest score down, take in all that a row has; labels with the lowest such
/// score count in full, as in <c>sklearn.metrics.coverage_error</c>. A row without labels counts 0. Rests on all rows.</summary>
internal static class CoverageError
{
    private static readonly Depth Column = new();

    /// <summary>Asks for the mean it reads.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.Column(Column);

    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => LabelOrder.Mean(slice, Column);

    private sealed record Depth : LabelColumn
    {
        protected override double Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, ReadOnlySpan<double> scores)
        {
            if (!LabelOrder.IsFinite(scores))
            {
                return double.NaN;
            }

            var lowest = double.PositiveInfinity;
            for (var label = 0; label < truth.Length; label++)
            {
                lowest = truth[label] == 1 ? Math.Min(lowest, scores[label]) : lowest;
            }

            return LabelOrder.AtLeast(truth, scores, lowest).All;
        }
    }
}
