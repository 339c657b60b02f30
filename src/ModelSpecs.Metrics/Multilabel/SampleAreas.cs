using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Multilabel;

/// <summary>The area under the ROC curve over the labels of one row; 0 where the row has no label or all.</summary>
internal sealed record SampleRocAuc : LabelColumn
{
    /// <summary>The one column.</summary>
    public static SampleRocAuc Column { get; } = new();

    /// <inheritdoc/>
    protected override double Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, ReadOnlySpan<double> scores)
    {
        if (!LabelOrder.IsFinite(scores))
        {
            return double.NaN;
        }

        var (wrong, ties) = LabelOrder.Pairs(truth, scores);
        var pairs = LabelOrder.PairCount(truth);
        return pairs == 0 ? 0 : (pairs - wrong - (ties / 2.0)) / pairs;
    }
}

/// <summary>1 where a row has no label or all, so that it has no such area.</summary>
internal sealed record OneSidedRow : LabelColumn
{
    /// <summary>The one column.</summary>
    public static OneSidedRow Column { get; } = new();

    /// <inheritdoc/>
    protected override double Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, ReadOnlySpan<double> scores) =>
        LabelOrder.IsOneSided(truth) ? 1 : 0;
}

/// <summary>Average precision over the labels of one row; 0 where the row has none, as in scikit-learn.</summary>
internal sealed record SampleAveragePrecision : LabelColumn
{
    /// <summary>The one column.</summary>
    public static SampleAveragePrecision Column { get; } = new();

    /// <inheritdoc/>
    protected override double Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, ReadOnlySpan<double> scores)
    {
        if (!LabelOrder.IsFinite(scores))
        {
            return double.NaN;
        }

        // Σ (Rₙ − Rₙ₋₁) Pₙ: each label that the row has adds 1 / count at the precision of its own score.
        var sum = 0.0;
        for (var label = 0; label < truth.Length; label++)
        {
            if (truth[label] == 1)
            {
                var (all, own) = LabelOrder.AtLeast(truth, scores, scores[label]);
                sum += (double)own / all;
            }
        }

        return sum / Math.Max(1, LabelOrder.Count(truth));
    }
}
