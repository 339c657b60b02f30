using MathNet.Numerics;
using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Drift;

/// <summary>Pearson's test that two samples fall into bins alike.</summary>
/// <param name="Statistic">Σ (observed − expected)² / expected.</param>
/// <param name="DegreesOfFreedom">Bins that either sample has, less one; 0 where there is one bin, which tells nothing.</param>
/// <param name="PValue">Chance of a statistic at least this large where both come from one distribution; 1 with no degree of freedom.</param>
public readonly record struct ChiSquare(double Statistic, int DegreesOfFreedom, double PValue)
{
    /// <summary>The test of two samples. SciPy: <c>chi2_contingency([first, second], correction=False)</c> without bins that both lack.</summary>
    /// <param name="first">Rows by bin: finite, not negative, with a sum above 0.</param>
    /// <param name="second">Likewise, of the same length.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are not.</exception>
    public static ChiSquare Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(first.Length, second.Length);
        var (n, m) = (0.0, 0.0);
        for (var i = 0; i < first.Length; i++)
        {
            Guard.NotNegative(first[i]);
            Guard.NotNegative(second[i]);
            n += first[i];
            m += second[i];
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(n, 0, nameof(first));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(m, 0, nameof(second));
        var (statistic, bins) = (0.0, 0);
        for (var i = 0; i < first.Length; i++)
        {
            var both = first[i] + second[i];
            if (both > 0)
            {
                var (here, there) = (both * n / (n + m), both * m / (n + m));
                statistic += ((first[i] - here) * (first[i] - here) / here) + ((second[i] - there) * (second[i] - there) / there);
                bins++;
            }
        }

        return new ChiSquare(statistic, bins - 1, bins <= 1 ? 1 : SpecialFunctions.GammaUpperRegularized((bins - 1) / 2.0, statistic / 2));
    }
}
