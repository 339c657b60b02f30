using ModelSpecs.Metrics.Intervals;

namespace ModelSpecs.Metrics.Trends;

/// <summary>Where values that follow one another change their level, by the test of Pettitt (1979): no distribution is assumed.</summary>
/// <param name="After">Values before the change: it lies between this one and the next, counted from 1; 0 where there is none to be seen.</param>
/// <param name="Statistic">The largest surplus, over all places, of pairs in which the earlier value is the larger one (a fall) or the smaller (a rise).</param>
/// <param name="PValue">Share of all orders of these values with a surplus as large, on the sides that were asked for.</param>
/// <param name="Before">Mean before the change.</param>
/// <param name="Since">Mean since.</param>
public sealed record ChangePoint(int After, long Statistic, double PValue, double Before, double Since)
{
    /// <summary>Fewest orders that are drawn where there are too many to be counted.</summary>
    public const int FewestDraws = 9_999;

    private const int MostDraws = 2_000_000;

    private const int MostCounted = 8;

    /// <summary>Fewest values of which a test at this confidence can ever find a change on the sides asked for.</summary>
    /// <param name="confidence">Above 0 and below 1.</param>
    /// <param name="sides">1: a fall or a rise; 2: either.</param>
    public static int FewestValues(double confidence, int sides)
    {
        // A clean break in the middle: of all ways to choose which values come first, one has so large a surplus, on each side.
        var (n, ways) = (2, 2.0);
        while (sides / ways >= 1 - confidence)
        {
            n++;
            ways = Choose(n, n / 2);
        }

        return n;
    }

    /// <summary>Orders that have to be drawn so that the smallest p-value there is lies well below a level.</summary>
    /// <param name="level">Level of one test: 1 − confidence, divided by the number of tests of a family.</param>
    public static int DrawsFor(double level) => (int)Math.Clamp(Math.Ceiling(20 / level), FewestDraws, MostDraws);

    /// <summary>The change of a series.</summary>
    /// <param name="values">In order of time; finite.</param>
    /// <param name="falls">Whether a fall is looked for.</param>
    /// <param name="rises">Whether a rise is.</param>
    /// <param name="draws">Orders that are drawn where there are too many to be counted: <see cref="DrawsFor"/>.</param>
    /// <param name="seed">Of the orders that are drawn.</param>
    /// <param name="cancellationToken">Stops between them.</param>
    public static ChangePoint Of(ReadOnlySpan<double> values, bool falls, bool rises, int draws, ulong seed, CancellationToken cancellationToken)
    {
        var ranks = Ranks(values);
        var (statistic, after) = Largest(ranks, falls, rises);
        if (after == 0)
        {
            return new ChangePoint(0, 0, 1, double.NaN, double.NaN);
        }

        return new ChangePoint(after, statistic, P(ranks, statistic, falls, rises, draws, seed, cancellationToken), Mean(values[..after]), Mean(values[after..]));
    }

    private static double P(double[] ranks, long statistic, bool falls, bool rises, int draws, ulong seed, CancellationToken cancellationToken)
    {
        var (asLarge, all) = (0L, 0L);
        if (ranks.Length <= MostCounted)
        {
            Orders.ForEach([.. ranks], order =>
            {
                all++;
                asLarge += Largest(order, falls, rises).Statistic >= statistic ? 1 : 0;
            });
            return (double)asLarge / all;
        }

        double[] drawn = [.. ranks];
        var random = new RandomStream(seed, (ulong)ranks.Length);
        for (; all < draws; all++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = drawn.Length - 1; i > 0; i--)
            {
                var other = random.NextIndex(i + 1);
                (drawn[i], drawn[other]) = (drawn[other], drawn[i]);
            }

            asLarge += Largest(drawn, falls, rises).Statistic >= statistic ? 1 : 0;
        }

        // The order that was seen is one of them.
        return (asLarge + 1.0) / (all + 1);
    }

    // Pairs across a place in which the earlier value is larger, less those in which it is smaller, from the ranks before it; twice a mean rank is whole.
    private static (long Statistic, int After) Largest(double[] ranks, bool falls, bool rises)
    {
        var (best, place) = (0L, 0);
        var sum = 0.0;
        for (var after = 1; after < ranks.Length; after++)
        {
            sum += ranks[after - 1];
            var surplus = (long)Math.Round((2 * sum) - (after * (ranks.Length + 1.0)));
            var size = falls && rises ? Math.Abs(surplus) : falls ? surplus : -surplus;
            if (size > best)
            {
                (best, place) = (size, after);
            }
        }

        return (best, place);
    }

    private static double[] Ranks(ReadOnlySpan<double> values)
    {
        double[] sorted = [.. values];
        var order = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        for (var i = 0; i < sorted.Length;)
        {
            var end = i + 1;
            while (end < sorted.Length && sorted[end].Equals(sorted[i]))
            {
                end++;
            }

            for (var k = i; k < end; k++)
            {
                ranks[order[k]] = 0.5 * (i + 1 + end);
            }

            i = end;
        }

        return ranks;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    private static double Choose(int n, int k)
    {
        var ways = 1.0;
        for (var i = 1; i <= k; i++)
        {
            ways = ways * (n - k + i) / i;
        }

        return ways;
    }
}
