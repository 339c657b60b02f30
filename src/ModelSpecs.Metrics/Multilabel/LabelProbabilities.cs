using ModelSpecs.Metrics.Calibration;

namespace ModelSpecs.Metrics.Multilabel;

/// <summary>Mean over a row's labels of the binary log loss, as <c>sklearn.metrics.log_loss</c> 1.2 of each label.</summary>
internal sealed record LabelLogLoss : LabelColumn
{
    /// <summary>The one column.</summary>
    public static LabelLogLoss Column { get; } = new();

    /// <inheritdoc/>
    protected override double Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, ReadOnlySpan<double> scores)
    {
        var sum = 0.0;
        for (var label = 0; label < truth.Length; label++)
        {
            sum += LogLossColumn.Loss(scores[label], truth[label] == 1);
        }

        return sum / truth.Length;
    }
}

/// <summary>Mean over a row's labels of (p − truth)², as <c>sklearn.metrics.brier_score_loss</c> of each label.</summary>
internal sealed record LabelBrier : LabelColumn
{
    /// <summary>The one column.</summary>
    public static LabelBrier Column { get; } = new();

    /// <inheritdoc/>
    protected override double Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, ReadOnlySpan<double> scores)
    {
        var sum = 0.0;
        for (var label = 0; label < truth.Length; label++)
        {
            var difference = scores[label] - truth[label];
            sum += difference * difference;
        }

        return sum / truth.Length;
    }
}
