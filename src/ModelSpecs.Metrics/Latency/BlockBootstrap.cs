using ModelSpecs.Metrics.Intervals;

namespace ModelSpecs.Metrics.Latency;

/// <summary>Noise of what is measured call by call, where neighbours are alike: blocks of neighbouring calls are drawn, closed to a circle (Politis and Romano 1992). Of two
/// series that were measured in turn the same blocks are drawn, so that what slowed both for a while cancels.</summary>
public static class BlockBootstrap
{
    /// <summary>Replicates unless said.</summary>
    public const int UsualReplicates = 1_000;

    // Percentiles of fewer blocks than this say nothing.
    private const int FewestBlocks = 5;
    private const ulong Purpose = 0x1a7e;

    /// <summary>What a series has: a value and, for an interval, its noise.</summary>
    /// <param name="statistic">What is measured.</param>
    /// <param name="series">Values in the order of the calls, at least one.</param>
    /// <param name="seed">Of the draws.</param>
    public static Estimate Of(SeriesStatistic statistic, double[] series, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentNullException.ThrowIfNull(series);
        return Draw(statistic, series, null, 0, seed);
    }

    /// <summary>What one series has less a multiple of what another has.</summary>
    /// <param name="statistic">What is measured of both.</param>
    /// <param name="first">Values in the order of the calls.</param>
    /// <param name="second">The other's, turn by turn beside the first's; as many.</param>
    /// <param name="factor">How many times the second is taken off.</param>
    /// <param name="seed">Of the draws.</param>
    public static Estimate Difference(SeriesStatistic statistic, double[] first, double[] second, double factor, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Length, first.Length);
        return Draw(statistic, first, second, factor, seed);
    }

    /// <summary>The number alone, without its noise.</summary>
    /// <param name="statistic">What is measured.</param>
    /// <param name="series">Values, at least one.</param>
    public static double ValueOf(SeriesStatistic statistic, double[] series)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentNullException.ThrowIfNull(series);
        var ones = new int[series.Length];
        Array.Fill(ones, 1);
        return statistic.Of(new SortedSeries(series), ones, series.Length);
    }

    /// <summary>Calls a block: the cube root of their number (Hall, Horowitz and Jing 1995).</summary>
    internal static int BlockLength(int count) => Math.Max(1, (int)Math.Round(Math.Cbrt(count)));

    private static Estimate Draw(SeriesStatistic statistic, double[] first, double[]? second, double factor, ulong seed)
    {
        var count = first.Length;
        ArgumentOutOfRangeException.ThrowIfZero(count);
        var length = BlockLength(count);
        var (one, other) = (new SortedSeries(first), second is null ? null : new SortedSeries(second));
        var weights = new int[count];
        Array.Fill(weights, 1);
        var value = Value();
        if (count < FewestBlocks * length)
        {
            return new BareEstimate(value, count, "too few calls were made to draw from");
        }

        var random = new RandomStream(seed, Purpose);
        var replicates = new double[UsualReplicates];
        for (var r = 0; r < replicates.Length; r++)
        {
            Array.Clear(weights);
            for (var drawn = 0; drawn < count;)
            {
                var at = random.NextIndex(count);
                for (var k = 0; k < length && drawn < count; k++, drawn++)
                {
                    weights[at]++;
                    at = at + 1 == count ? 0 : at + 1;
                }
            }

            replicates[r] = Value();
        }

        return BootstrapEstimate.Of(value, count, replicates, acceleration: null, smallestClass: null);

        double Value() => statistic.Of(one, weights, count) - (other is null ? 0 : factor * statistic.Of(other, weights, count));
    }
}
