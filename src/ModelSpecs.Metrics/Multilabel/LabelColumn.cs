using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Multilabel;

/// <summary>A value a row, made from the row's labels.</summary>
internal abstract record LabelColumn : RowColumn
{
    /// <summary>The value of one row; predictions and scores are empty where there are none.</summary>
    protected abstract double Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, ReadOnlySpan<double> scores);

    /// <inheritdoc/>
    public override void Fill(MetricInput input, int start, Span<double> values)
    {
        var labels = input.ClassCount;
        for (var i = 0; i < values.Length; i++)
        {
            var first = (start + i) * labels;
            values[i] = Of(
                input.Truth.AsSpan(first, labels),
                input.Predicted is null ? [] : input.Predicted.AsSpan(first, labels),
                input.Scores is null ? [] : input.Scores.AsSpan(first, labels));
        }
    }

    /// <summary>Never asked for: the constant of a multi-label slice is measured row by row (<see cref="LabelConstants"/>).</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override double TrivialMean(ConstantPrediction constant) => throw new NotSupportedException("The constant of a multi-label slice is measured row by row.");
}
