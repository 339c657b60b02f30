using ModelSpecs.Metrics.Intervals;

namespace ModelSpecs.Metrics.Trends;

/// <summary>How far a level changed: a number without an interval, whose test against no change at all is that of the change point.</summary>
/// <param name="change">The change; that there is none is its bound 0.</param>
/// <param name="values">Values of the series.</param>
public sealed class ChangeEstimate(ChangePoint change, int values) : Estimate(change.After == 0 ? 0 : change.Since - change.Before, values)
{
    /// <inheritdoc/>
    public override IntervalMethod Method => IntervalMethod.None;

    /// <inheritdoc/>
    public override double StandardError => double.NaN;

    /// <inheritdoc/>
    public override string Missing => "a change of level has a p-value and no interval";

    /// <inheritdoc/>
    public override double PValue(double bound) => bound == 0 ? change.PValue : double.NaN;

    /// <inheritdoc/>
    protected internal override Statistics.Interval Between(double z) => new(double.NaN, double.NaN);
}
