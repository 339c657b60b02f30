namespace ModelSpecs.Metrics.Drift;

/// <summary>Bins of about equal count, cut at quantiles of a reference and frozen there.</summary>
public static class QuantileEdges
{
    /// <summary>Bins of the population stability index unless said.</summary>
    public const int Bins = 10;

    /// <summary>Upper ends of all bins but the last, each the smallest value that at least k of <paramref name="bins"/> parts of the rows do not exceed; equal ones once, so that ties leave
    /// fewer bins. A value on an edge is in the bin below it. NumPy: <c>unique(quantile(values, arange(1, bins) / bins, method="inverted_cdf"))</c>.</summary>
    /// <param name="sorted">Ascending, not empty, no NaN.</param>
    /// <param name="bins">At least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no value, or fewer than two bins.</exception>
    public static double[] Of(ReadOnlySpan<double> sorted, int bins = Bins)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length, nameof(sorted));
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        var edges = new List<double>(bins - 1);
        for (var k = 1L; k < bins; k++)
        {
            var value = sorted[(int)(((sorted.Length * k) + bins - 1) / bins) - 1];
            if (edges.Count == 0 || value > edges[^1])
            {
                edges.Add(value);
            }
        }

        return [.. edges];
    }

    /// <summary>Values by bin, one more than edges.</summary>
    /// <param name="sorted">Ascending, no NaN.</param>
    /// <param name="edges">Ascending.</param>
    public static double[] Count(ReadOnlySpan<double> sorted, ReadOnlySpan<double> edges)
    {
        var counts = new double[edges.Length + 1];
        var before = 0;
        for (var i = 0; i < edges.Length; i++)
        {
            var end = UpTo(sorted, edges[i]);
            counts[i] = end - before;
            before = end;
        }

        counts[^1] = sorted.Length - before;
        return counts;
    }

    /// <summary>Values that are not above a limit.</summary>
    /// <param name="sorted">Ascending, no NaN.</param>
    /// <param name="limit">The limit.</param>
    public static int UpTo(ReadOnlySpan<double> sorted, double limit)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = sorted[middle] <= limit ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>What the population stability index is on average where nothing has drifted: (bins − 1)(1/n + 1/m) (Yurdakul 2018). A sample of 100 against 100 has 0.18 by chance alone.</summary>
    /// <param name="bins">Bins, from 1.</param>
    /// <param name="first">Rows of the reference, above 0.</param>
    /// <param name="second">Rows held against it, above 0.</param>
    public static double ExpectedPsi(int bins, double first, double second) => (bins - 1) * ((1 / first) + (1 / second));
}
