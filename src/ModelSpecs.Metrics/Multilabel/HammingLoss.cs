using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Multilabel;

/// <summary><c>hamming_loss</c>: the share of (row, label) pairs that are wrong, as <c>sklearn.metrics.hamming_loss</c>; rests on all rows.</summary>
internal static class HammingLoss
{
    private static readonly Mistakes Column = new();

    /// <summary>Asks for the mean it reads.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.Column(Column);

    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) =>
        new(slice.Sum(Column) / slice.Weight, slice.Rows, null);

    /// <summary>Share of a row's labels that are wrong.</summary>
    public static double Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted)
    {
        var wrong = 0;
        for (var label = 0; label < truth.Length; label++)
        {
            wrong += truth[label] == predicted[label] ? 0 : 1;
        }

        return (double)wrong / truth.Length;
    }

    private sealed record Mistakes : LabelColumn
    {
        protected override double Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, ReadOnlySpan<double> scores) => HammingLoss.Of(truth, predicted);
    }
}
