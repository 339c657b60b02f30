namespace ModelSpecs.Metrics.Drift;

/// <summary>Bins that are too small for Pearson's test: its distribution is a limit, and an expected count below five is far from it (Cochran 1954).</summary>
public static class SmallBins
{
    /// <summary>Smallest count that is to be expected in a bin of either sample.</summary>
    public const double Least = 5;

    /// <summary>The counts with all small bins as one, the last; the same counts where fewer than two are small.</summary>
    /// <param name="first">Rows by bin.</param>
    /// <param name="second">Likewise, of the same length.</param>
    public static (double[] First, double[] Second) Pool(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(first.Length, second.Length);
        var (n, m) = (0.0, 0.0);
        for (var i = 0; i < first.Length; i++)
        {
            (n, m) = (n + first[i], m + second[i]);
        }

        var share = Math.Min(n, m) / Math.Max(double.Epsilon, n + m);
        var (one, other) = (new List<double>(first.Length), new List<double>(first.Length));
        var (small, small2) = (0.0, 0.0);
        for (var i = 0; i < first.Length; i++)
        {
            if ((first[i] + second[i]) * share < Least)
            {
                (small, small2) = (small + first[i], small2 + second[i]);
            }
            else
            {
                one.Add(first[i]);
                other.Add(second[i]);
            }
        }

        if (small + small2 > 0)
        {
            one.Add(small);
            other.Add(small2);
        }

        return ([.. one], [.. other]);
    }
}
