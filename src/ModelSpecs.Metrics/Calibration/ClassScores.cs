using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Calibration;

/// <summary>The probabilities of one class, one against the rest: those of class 0 of a binary task are one less the positive one's.</summary>
internal static class ClassScores
{
    /// <summary>Probabilities of a block of rows.</summary>
    public static void Fill(MetricInput input, int ofClass, int start, Span<double> scores)
    {
        if (input.Task == MetricTask.Binary)
        {
            var positive = input.Scores.AsSpan(start, scores.Length);
            for (var i = 0; i < scores.Length; i++)
            {
                scores[i] = ofClass == 1 ? positive[i] : 1 - positive[i];
            }

            return;
        }

        var classes = input.ClassCount;
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = input.Scores![((start + i) * classes) + ofClass];
        }
    }

    /// <summary>Whether a row's truth is the class, or has the label.</summary>
    public static bool IsTrue(MetricInput input, int ofClass, int row) =>
        input.Task == MetricTask.Multilabel ? input.Truth![(row * input.ClassCount) + ofClass] == 1 : input.Truth![row] == ofClass;
}

/// <summary>A loss of one class's probability, one against the rest.</summary>
/// <param name="Class">The class.</param>
internal abstract record ClassColumn(int Class) : RowColumn
{
    /// <inheritdoc/>
    public sealed override void Fill(MetricInput input, int start, Span<double> values)
    {
        ClassScores.Fill(input, Class, start, values);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Loss(values[i], ClassScores.IsTrue(input, Class, start + i));
        }
    }

    /// <inheritdoc/>
    public sealed override double TrivialMean(ConstantPrediction constant)
    {
        var share = constant.Share(Class);
        return (share > 0 ? share * Loss(share, true) : 0) + (share < 1 ? (1 - share) * Loss(share, false) : 0);
    }

    /// <summary>The loss of one row.</summary>
    protected abstract double Loss(double score, bool isTrue);
}

/// <summary>(p − [is the class])², as <c>sklearn.metrics.brier_score_loss</c> of the class's own truth.</summary>
/// <param name="Class">The class.</param>
internal sealed record ClassBrier(int Class) : ClassColumn(Class)
{
    /// <inheritdoc/>
    protected override double Loss(double score, bool isTrue)
    {
        var difference = score - (isTrue ? 1 : 0);
        return difference * difference;
    }
}

/// <summary>−ln of the probability of what happened, as <c>sklearn.metrics.log_loss</c> 1.2 of the class's own truth.</summary>
/// <param name="Class">The class.</param>
internal sealed record ClassLogLoss(int Class) : ClassColumn(Class)
{
    /// <inheritdoc/>
    protected override double Loss(double score, bool isTrue) => LogLossColumn.Loss(score, isTrue);
}
