namespace ModelSpecs.Metrics.Latency;

/// <summary>A number of a series of calls.</summary>
public abstract record SeriesStatistic
{
    /// <summary>A quantile: the smallest value that at least this share does not exceed.</summary>
    public static SeriesStatistic Quantile(double share) => new QuantileOf(share);

    /// <summary>The mean.</summary>
    public static SeriesStatistic Mean { get; } = new MeanOf();

    /// <summary>How many of something a second, where each value is the seconds that <paramref name="each"/> of them took.</summary>
    public static SeriesStatistic Rate(double each) => new RateOf(each);

    /// <summary>The number, each value counted as often as its weight says.</summary>
    /// <param name="series">The values.</param>
    /// <param name="weights">How often each is counted.</param>
    /// <param name="total">Sum of the weights.</param>
    internal abstract double Of(SortedSeries series, ReadOnlySpan<int> weights, long total);

    private static double WeightedMean(SortedSeries series, ReadOnlySpan<int> weights, long total)
    {
        var sum = 0.0;
        var values = series.Values;
        for (var i = 0; i < values.Length; i++)
        {
            sum += weights[i] * values[i];
        }

        return sum / total;
    }

    private sealed record QuantileOf(double Share) : SeriesStatistic
    {
        internal override double Of(SortedSeries series, ReadOnlySpan<int> weights, long total)
        {
            var left = OrderStatistics.Place(total, Share);
            var order = series.Order;
            var last = 0;
            foreach (var at in order)
            {
                left -= weights[at];
                last = at;
                if (left < 0)
                {
                    break;
                }
            }

            return series.Values[last];
        }
    }

    private sealed record MeanOf : SeriesStatistic
    {
        internal override double Of(SortedSeries series, ReadOnlySpan<int> weights, long total) => WeightedMean(series, weights, total);
    }

    private sealed record RateOf(double Each) : SeriesStatistic
    {
        internal override double Of(SortedSeries series, ReadOnlySpan<int> weights, long total) => Each / WeightedMean(series, weights, total);
    }
}

/// <summary>A series and the order of its values.</summary>
internal sealed class SortedSeries
{
    private readonly double[] values;
    private readonly int[] order;

    /// <summary>Sorts a series; equal values stay in their order.</summary>
    public SortedSeries(double[] values)
    {
        this.values = values;
        order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
    }

    /// <summary>The values in the order of the calls.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>Their positions from the smallest value to the largest.</summary>
    public ReadOnlySpan<int> Order => order;
}
