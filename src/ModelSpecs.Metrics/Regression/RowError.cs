using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Regression;

/// <summary>Which constant a metric's trivial baseline predicts.</summary>
internal enum TrivialConstant
{
    /// <summary>The mean of the truth.</summary>
    Mean,

    /// <summary>Its median.</summary>
    Median,

    /// <summary>The quantile that the error's parameter names.</summary>
    Quantile,
}

/// <summary>An error of one row of a regression.</summary>
internal interface IRowError
{
    /// <summary>The constant that is best, or the customary one, for this error.</summary>
    static abstract TrivialConstant Constant { get; }

    /// <summary>The error.</summary>
    static abstract double Of(double truth, double predicted, double parameter);
}

/// <summary>The column of a row error.</summary>
/// <param name="Parameter">Parameter of the error, where it has one.</param>
internal sealed record ErrorColumn<TError>(double Parameter = 0) : RowColumn
    where TError : struct, IRowError
{
    /// <inheritdoc/>
    public override void Fill(MetricInput input, int start, Span<double> values)
    {
        var truth = input.TrueValues.AsSpan(start, values.Length);
        var predicted = input.PredictedValues.AsSpan(start, values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = TError.Of(truth[i], predicted[i], Parameter);
        }
    }

    /// <inheritdoc/>
    public override double TrivialMean(ConstantPrediction constant)
    {
        var predicted = TError.Constant switch
        {
            TrivialConstant.Mean => constant.Mean,
            TrivialConstant.Median => constant.Median,
            _ => constant.Sorted!.Quantile(constant.Group, Parameter),
        };
        var sum = 0.0;
        var truth = constant.Sorted!.Values(constant.Group);
        var weights = constant.Sorted.Weights(constant.Group);
        for (var i = 0; i < truth.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            sum += weight == 0 ? 0 : weight * TError.Of(truth[i], predicted, Parameter);
        }

        return sum / constant.Weight;
    }
}
