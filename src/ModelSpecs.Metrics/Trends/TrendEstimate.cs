using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Trends;

/// <summary>How fast values that follow one another rise: Sen's slope (1968), the median of the slopes of all pairs, with the test of Mann and Kendall.</summary>
/// <remarks>The interval is the slopes that the test does not refuse, so that it holds 0 exactly where the test finds no trend; but for ties, which are there at slope 0 alone. Neither asks
/// how values are distributed; both take windows to be independent of one another.</remarks>
public sealed class TrendEstimate : Estimate
{
    private readonly double[] times;
    private readonly double[] values;
    private readonly double[] slopes;
    private readonly KendallDistribution distribution;
    private readonly KendallDistribution withoutTies;

    private TrendEstimate(double slope, double[] times, double[] values, double[] slopes)
        : base(slope, values.Length)
    {
        (this.times, this.values, this.slopes) = (times, values, slopes);
        distribution = KendallDistribution.Of(values);
        withoutTies = KendallDistribution.Of(times);
    }

    /// <summary>Fewest values of which a test at this confidence can ever find a trend: fewer show a rise in every pair too often by chance.</summary>
    public static int FewestValues(double confidence)
    {
        var (n, orders) = (2, 2.0);
        while (2 / orders >= 1 - confidence)
        {
            orders *= ++n;
        }

        return n;
    }

    /// <summary>The trend of a series.</summary>
    /// <param name="times">Ascending, in the unit that the slope is by.</param>
    /// <param name="values">As many, finite; at least two.</param>
    /// <exception cref="ArgumentException">Fewer than two, or not as many times.</exception>
    public static TrendEstimate Of(ReadOnlySpan<double> times, ReadOnlySpan<double> values)
    {
        if (values.Length < 2 || times.Length != values.Length)
        {
            throw new ArgumentException("A trend needs two values and a time for each.", nameof(values));
        }

        var slopes = new double[values.Length * (values.Length - 1) / 2];
        var next = 0;
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = i + 1; j < values.Length; j++)
            {
                slopes[next++] = (values[j] - values[i]) / (times[j] - times[i]);
            }
        }

        Array.Sort(slopes);
        return new TrendEstimate(0.5 * (slopes[(next - 1) / 2] + slopes[next / 2]), [.. times], [.. values], slopes);
    }

    /// <summary>Kendall's tau-b against time, from −1 (every later value is smaller) to 1.</summary>
    public double Tau => MannKendall.Of(values).Tau;

    /// <inheritdoc/>
    public override IntervalMethod Method => IntervalMethod.Sen;

    /// <inheritdoc/>
    public override double StandardError
    {
        get
        {
            var z = -Normal.Quantile(0.025);
            var interval = Between(z);
            return (interval.High - interval.Low) / (2 * z);
        }
    }

    /// <inheritdoc/>
    public override double PValue(double bound)
    {
        if (!double.IsFinite(bound))
        {
            return double.NaN;
        }

        var rest = Rest(bound);
        return (bound == 0 ? distribution : KendallDistribution.Of(rest)).TwoSidedP(MannKendall.Of(rest).S);
    }

    /// <inheritdoc/>
    protected internal override Interval Between(double z)
    {
        if (z == 0)
        {
            return new Interval(Value, Value);
        }

        // S falls as the slope that is taken off rises, by two a pair: the smallest S that is refused says how many pairs each end leaves outside.
        var refused = 1L;
        var tail = Normal.TwoSidedP(z);
        while (refused <= slopes.Length && withoutTies.TwoSidedP(refused) >= tail)
        {
            refused++;
        }

        var outside = (int)Math.Floor((slopes.Length - refused) / 2.0) + 1;
        return outside <= 0
            ? new Interval(double.NegativeInfinity, double.PositiveInfinity)
            : new Interval(slopes[outside - 1], slopes[^outside]);
    }

    private double[] Rest(double slope)
    {
        var rest = new double[values.Length];
        for (var i = 0; i < rest.Length; i++)
        {
            rest[i] = values[i] - (slope * times[i]);
        }

        return rest;
    }
}
