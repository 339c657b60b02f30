using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Latency;

/// <summary>Which of n sorted values are the ends of a quantile's interval, whatever their distribution (Conover 1999, 3.2; SciPy's <c>quantile_test</c>).</summary>
public static class OrderStatistics
{
    // 0.99 × 1,000 is 990 for people and 990.0000000000001 for some machine.
    private const double Slack = 1e-9;

    /// <summary>Position, from 0, of the quantile: the smallest value that at least this share of all does not exceed.</summary>
    /// <param name="count">Values, at least one.</param>
    /// <param name="share">0 to 1.</param>
    public static int Place(long count, double share) => (int)Math.Clamp(Math.Ceiling((share * count) - Slack) - 1, 0, count - 1);

    /// <summary>Positions, from 0, of the interval's ends; −1 below, and <paramref name="count"/> above, where no value is far enough out.</summary>
    /// <param name="count">Values.</param>
    /// <param name="share">The quantile, above 0 and below 1.</param>
    /// <param name="tail">Most probability that the quantile lies below the lower end, and above the upper one.</param>
    public static (int Low, int High) Ends(int count, double share, double tail) =>
        // The k-th value lies above the quantile where fewer than k values do not: a binomial tail.
        (First(count, k => Proportion.AtMost(k, count, share) > tail) - 1, First(count, k => k == count || Proportion.AtLeast(k + 1, count, share) <= tail));

    /// <summary>Fewest values from which both ends of the interval can be read.</summary>
    /// <param name="share">The quantile, above 0 and below 1.</param>
    /// <param name="confidence">For example 0.95.</param>
    public static int Needed(double share, double confidence) =>
        (int)Math.Ceiling((Math.Log((1 - confidence) / 2) / Math.Log(Math.Max(share, 1 - share))) - Slack);

    // The smallest position at which something is so; it stays so above.
    private static int First(int count, Func<int, bool> isSo)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = isSo(middle) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
