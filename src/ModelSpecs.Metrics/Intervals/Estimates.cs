using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Intervals;

/// <summary>A value without an interval: a count, an undefined value, or one that could not be resampled.</summary>
/// <param name="value">The value.</param>
/// <param name="rows">Rows it rests on.</param>
/// <param name="reason">Why there is no interval.</param>
public sealed class BareEstimate(double value, long rows, string reason) : Estimate(value, rows)
{
    /// <inheritdoc/>
    public override IntervalMethod Method => IntervalMethod.None;

    /// <inheritdoc/>
    public override double StandardError => double.NaN;

    /// <inheritdoc/>
    public override string Missing => reason;

    /// <inheritdoc/>
    protected internal override Interval Between(double z) => new(double.NaN, double.NaN);
}

/// <summary>A share of independent rows.</summary>
/// <param name="value">The share.</param>
/// <param name="successes">Rows that count.</param>
/// <param name="trials">All rows; the share rests on them.</param>
/// <param name="method"><see cref="IntervalMethod.Wilson"/> or <see cref="IntervalMethod.ClopperPearson"/>.</param>
public sealed class ProportionEstimate(double value, double successes, long trials, IntervalMethod method) : Estimate(value, trials)
{
    /// <inheritdoc/>
    public override IntervalMethod Method => method;

    /// <summary>Rows that count.</summary>
    public double Successes => successes;

    /// <summary>A standard deviation of Wilson's interval, which is not 0 where all rows agree.</summary>
    public override double StandardError
    {
        get
        {
            var interval = Proportion.Wilson(successes, Rows, OneDeviation);
            return 0.5 * (interval.High - interval.Low);
        }
    }

    private static double OneDeviation => 1 - Normal.TwoSidedP(1);

    /// <inheritdoc/>
    protected internal override Interval Between(double z)
    {
        if (z == 0)
        {
            return new Interval(Value, Value);
        }

        var confidence = 1 - Normal.TwoSidedP(z);
        if (confidence >= 1)
        {
            return new Interval(0, 1);
        }

        return method == IntervalMethod.ClopperPearson ? Proportion.ClopperPearson(successes, Rows, confidence) : Proportion.Wilson(successes, Rows, confidence);
    }

    /// <inheritdoc/>
    public override double PValue(double bound) =>
        method == IntervalMethod.ClopperPearson ? FamilyPValue(bound) : Known(bound) ?? Proportion.WilsonP(successes, Rows, bound);

    /// <summary>From the binomial distribution, whatever the interval: Wilson's normal approximation falls below 0.001 on the failing side up to eight times as often as it says
    /// where a rate of 0.9 to 0.99 has 60 to 500 rows (docs/statistics.md).</summary>
    public override double FamilyPValue(double bound) => Known(bound) ?? Proportion.ClopperPearsonP(successes, Rows, bound);

    /// <summary>For Wilson's interval from its own equation.</summary>
    /// <inheritdoc cref="Estimate.RowsNeeded"/>
    public override double RowsNeeded(double bound, double confidence) => method == IntervalMethod.Wilson && bound is >= 0 and <= 1
        ? Power.RowsNeededWilson(Value, bound, confidence)
        : base.RowsNeeded(bound, confidence);

    // No share lies outside [0, 1].
    private static double? Known(double bound) => !double.IsFinite(bound) ? double.NaN : bound is < 0 or > 1 ? 0 : null;
}

/// <summary>An area under a ROC curve with DeLong's variance.</summary>
/// <param name="result">The area and its variance.</param>
/// <param name="rows">Rows it rests on.</param>
/// <param name="method"><see cref="IntervalMethod.DeLong"/> or <see cref="IntervalMethod.LogitDeLong"/>.</param>
public sealed class AreaEstimate(DeLongResult result, long rows, IntervalMethod method) : Estimate(result.Auc, rows)
{
    /// <inheritdoc/>
    public override IntervalMethod Method => method;

    /// <inheritdoc/>
    public override double StandardError => Math.Sqrt(result.Variance);

    /// <inheritdoc/>
    protected internal override Interval Between(double z)
    {
        if (z == 0)
        {
            return new Interval(Value, Value);
        }

        var confidence = Math.Min(1 - Normal.TwoSidedP(z), 1 - 1e-15);
        return method == IntervalMethod.LogitDeLong ? result.LogitInterval(confidence) : result.Interval(confidence);
    }

    /// <inheritdoc/>
    public override double PValue(double bound) =>
        !double.IsFinite(bound) ? double.NaN
        : bound is < 0 or > 1 ? 0
        : method == IntervalMethod.LogitDeLong ? DeLong.LogitP(result, bound) : DeLong.P(result, bound);
}
