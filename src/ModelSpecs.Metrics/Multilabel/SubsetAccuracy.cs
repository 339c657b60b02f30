using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Multilabel;

/// <summary><c>accuracy</c> of several labels: the share of rows whose labels are all right, as <c>sklearn.metrics.accuracy_score</c>
/// of indicator matrices (subset accuracy); rests on all rows.</summary>
internal sealed record SubsetAccuracy : LabelColumn
{
    /// <summary>The one column.</summary>
    public static SubsetAccuracy Column { get; } = new();

    /// <summary>Asks for the mean it reads.</summary>
    public static void Require(Demand demand, MetricRequest request)
    {
        if (demand.Task == MetricTask.Multilabel)
        {
            demand.Column(Column);
        }
    }

    /// <inheritdoc/>
    protected override double Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, ReadOnlySpan<double> scores) =>
        truth.SequenceEqual(predicted) ? 1 : 0;
}
