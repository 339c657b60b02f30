using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Latency;

/// <summary>A quantile of independent values with the interval of its order statistics, which holds for any distribution and covers no less than it says. An end that no
/// value is far enough out for is infinite.</summary>
public sealed class QuantileEstimate : Estimate
{
    private readonly double[] sorted;
    private readonly double share;

    private QuantileEstimate(double[] sorted, double share)
        : base(sorted[OrderStatistics.Place(sorted.Length, share)], sorted.Length)
    {
        this.sorted = sorted;
        this.share = share;
    }

    /// <inheritdoc/>
    public override IntervalMethod Method => IntervalMethod.OrderStatistics;

    /// <summary>Half of the interval of one deviation.</summary>
    public override double StandardError => 0.5 * Between(1).Width;

    /// <summary>A quantile.</summary>
    /// <param name="values">The values, at least one, none NaN; they are copied.</param>
    /// <param name="share">Above 0 and below 1.</param>
    public static QuantileEstimate Of(ReadOnlySpan<double> values, double share)
    {
        ArgumentOutOfRangeException.ThrowIfZero(values.Length, nameof(values));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return new QuantileEstimate(sorted, share);
    }

    /// <inheritdoc/>
    public override double PValue(double bound)
    {
        if (!double.IsFinite(bound))
        {
            return double.NaN;
        }

        // Twice the smaller tail: below 1 − confidence where the interval leaves the bound out, and only there.
        var (below, notAbove) = (Count(value => value < bound), Count(value => value <= bound));
        return Math.Min(1, 2 * Math.Min(Proportion.AtMost(notAbove, sorted.Length, share), Proportion.AtLeast(below, sorted.Length, share)));
    }

    /// <inheritdoc/>
    protected internal override Interval Between(double z)
    {
        if (z == 0)
        {
            return new Interval(Value, Value);
        }

        var (low, high) = OrderStatistics.Ends(sorted.Length, share, 0.5 * Normal.TwoSidedP(z));
        return new Interval(low < 0 ? double.NegativeInfinity : sorted[low], high >= sorted.Length ? double.PositiveInfinity : sorted[high]);
    }

    private int Count(Func<double, bool> isSo)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = isSo(sorted[middle]) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
