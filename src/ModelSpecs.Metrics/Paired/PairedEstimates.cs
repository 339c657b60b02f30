using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Paired;

/// <summary>The difference of two shares of the same rows, from those that changed (<see cref="PairedProportion"/>).</summary>
/// <param name="value">The difference: now − then.</param>
/// <param name="gained">Rows that count now and did not.</param>
/// <param name="lost">Rows that counted and do not now.</param>
/// <param name="rows">All rows: the denominator of both shares.</param>
public sealed class PairedShareEstimate(double value, long gained, long lost, long rows) : Estimate(value, rows)
{
    /// <inheritdoc/>
    public override IntervalMethod Method => IntervalMethod.Tango;

    /// <summary>Rows that count now and did not.</summary>
    public long Gained => gained;

    /// <summary>Rows that counted and do not now.</summary>
    public long Lost => lost;

    /// <summary>A standard deviation of the score interval, which is not 0 where nothing changed.</summary>
    public override double StandardError => 0.5 * PairedProportion.ScoreEnds(gained, lost, Rows, 1).Width;

    /// <inheritdoc/>
    public override double PValue(double bound) =>
        !double.IsFinite(bound) ? double.NaN : bound is < -1 or > 1 ? 0 : PairedProportion.ScoreP(gained, lost, Rows, bound);

    /// <summary>Of no difference: McNemar's exact p-value. Of another bound: <see cref="PairedProportion.TailP"/>, since a normal tail is too thin so far out.</summary>
    /// <inheritdoc cref="PValue"/>
    public override double FamilyPValue(double bound) =>
        bound == 0 ? McNemar.ExactP(gained, lost) : bound is >= -1 and <= 1 ? PairedProportion.TailP(gained, lost, Rows, bound) : PValue(bound);

    /// <inheritdoc/>
    public override double RowsNeeded(double bound, double confidence) =>
        bound is >= -1 and <= 1 ? PairedProportion.RowsNeeded(gained, lost, Rows, bound, confidence) : base.RowsNeeded(bound, confidence);

    /// <inheritdoc/>
    protected internal override Interval Between(double z) => z == 0 ? new Interval(Value, Value) : PairedProportion.ScoreEnds(gained, lost, Rows, z);
}

/// <summary>The difference of two areas under ROC curves over the same rows, with DeLong's variance.</summary>
/// <param name="pair">Both areas.</param>
/// <param name="rows">Rows of the smaller class.</param>
public sealed class PairedAreaEstimate(DeLongPair pair, long rows) : Estimate(pair.Difference, rows)
{
    /// <inheritdoc/>
    public override IntervalMethod Method => IntervalMethod.PairedDeLong;

    /// <summary>From the variance; a standard deviation of the interval where every pair of rows stands as it stood and there is none.</summary>
    public override double StandardError => pair.Variance > 0 ? Math.Sqrt(pair.Variance) : 0.5 * Between(1).Width;

    /// <inheritdoc/>
    public override double PValue(double bound) => !double.IsFinite(bound) ? double.NaN : bound is < -1 or > 1 ? 0 : pair.P(bound);

    /// <inheritdoc/>
    protected internal override Interval Between(double z) =>
        z == 0 ? new Interval(Value, Value) : pair.Interval(Math.Min(1 - Normal.TwoSidedP(z), 1 - 1e-15));
}

/// <summary>The mean change of a row's loss, normal as the mean of many is.</summary>
/// <param name="value">The difference.</param>
/// <param name="rows">Rows.</param>
/// <param name="standardError">Its standard error, above 0.</param>
public sealed class PairedMeanEstimate(double value, long rows, double standardError) : Estimate(value, rows)
{
    /// <inheritdoc/>
    public override IntervalMethod Method => IntervalMethod.PairedMean;

    /// <inheritdoc/>
    public override double StandardError => standardError;

    /// <inheritdoc/>
    public override double PValue(double bound) => double.IsFinite(bound) ? Normal.TwoSidedP((Value - bound) / standardError) : double.NaN;

    /// <inheritdoc/>
    protected internal override Interval Between(double z) => new(Value - (z * standardError), Value + (z * standardError));
}

/// <summary>The difference of a metric of predicted classes where every row of the slice is predicted as before: 0, and as much noise as rows that were not seen may bring. Of n
/// rows that did not change, a share of up to z²/(n + z²) might have (Wilson without a success); what that does to the metric is put together over the classes.</summary>
/// <param name="rows">Rows.</param>
/// <param name="reaches">By class: its rows, and what the metric would change if all of them were predicted otherwise, as far as a single one tells.</param>
public sealed class UnflippedEstimate(long rows, IReadOnlyList<(long Rows, double Reach)> reaches) : Estimate(0, rows)
{
    /// <inheritdoc/>
    public override IntervalMethod Method => IntervalMethod.Mover;

    /// <inheritdoc/>
    public override double StandardError => Between(1).High;

    /// <inheritdoc/>
    protected internal override Interval Between(double z)
    {
        var squares = 0.0;
        foreach (var (ofClass, reach) in reaches)
        {
            var side = reach * z * z / (ofClass + (z * z));
            squares += side * side;
        }

        var half = Math.Sqrt(squares);
        return new Interval(-half, half);
    }
}

/// <summary>The difference where both sides answer alike on every row of the whole set: two runs of one model. No other rows would tell them apart, and there is no noise.</summary>
/// <param name="value">The difference: 0, or what rounding left of it.</param>
/// <param name="rows">Rows.</param>
public sealed class UnchangedEstimate(double value, long rows) : Estimate(value, rows)
{
    /// <inheritdoc/>
    public override IntervalMethod Method => IntervalMethod.Unchanged;

    /// <inheritdoc/>
    public override double StandardError => 0;

    /// <inheritdoc/>
    public override double PValue(double bound) => !double.IsFinite(bound) ? double.NaN : bound == Value ? 1 : 0;

    /// <inheritdoc/>
    protected internal override Interval Between(double z) => new(Value, Value);
}
