using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Trends;

/// <summary>The test of Mann (1945) and Kendall (1975) for a trend in values that follow one another.</summary>
/// <param name="S">Pairs that rise less pairs that fall.</param>
/// <param name="Tau">S as a share of what it is at most with these ties (tau-b against time), from −1 to 1; 0 where all values are the same.</param>
/// <param name="Variance">Variance of S where there is no trend, ties taken into account.</param>
public readonly record struct MannKendall(long S, double Tau, double Variance)
{
    /// <summary>The test of a series.</summary>
    /// <param name="values">In order of time; finite. With fewer than two there are no pairs.</param>
    public static MannKendall Of(ReadOnlySpan<double> values)
    {
        long s = 0;
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = i + 1; j < values.Length; j++)
            {
                s += Math.Sign(values[j] - values[i]);
            }
        }

        double n = values.Length;
        var variance = n * (n - 1) * ((2 * n) + 5);
        var tied = 0.0;
        double[] sorted = [.. values];
        Array.Sort(sorted);
        for (var i = 0; i < sorted.Length;)
        {
            var end = i + 1;
            while (end < sorted.Length && sorted[end].Equals(sorted[i]))
            {
                end++;
            }

            double t = end - i;
            variance -= t * (t - 1) * ((2 * t) + 5);
            tied += t * (t - 1) / 2;
            i = end;
        }

        var pairs = n * (n - 1) / 2;
        return new MannKendall(s, pairs - tied > 0 ? s / Math.Sqrt((pairs - tied) * pairs) : 0, Math.Max(0, variance / 18));
    }

    /// <summary>S in standard deviations, one pair closer to 0 (the correction for continuity); 0 where there is no variance.</summary>
    public double Z => Variance > 0 ? (S - Math.Sign(S)) / Math.Sqrt(Variance) : 0;

    /// <summary>One-sided p-value that values do not fall: small where they do.</summary>
    public double PFalling => Normal.Cdf(Z);

    /// <summary>One-sided p-value that values do not rise: small where they do.</summary>
    public double PRising => Normal.Cdf(-Z);
}
