using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Drift;

/// <summary>How far two distributions over the same bins are apart. Counts may be weights: finite, not negative, with a sum above 0; otherwise it is an
/// <see cref="ArgumentOutOfRangeException"/>.</summary>
public static class BinnedDistances
{
    /// <summary>Share that an empty bin is given by <see cref="Psi"/> and <see cref="KullbackLeibler"/>: 1e-4. A logarithm of nothing is infinite, and one row more or less would decide.</summary>
    public const double Floor = 1e-4;

    /// <summary>Population stability index Σ (a − e) ln(a / e) over shares, each at least <see cref="Floor"/> (Siddiqi 2006): from 0; marks in use are 0.1 (some change) and 0.25 (much).</summary>
    /// <param name="expected">Counts by bin of the reference.</param>
    /// <param name="actual">Counts by bin of what is held against it.</param>
    public static double Psi(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        var (all, now) = (Sum(expected, actual.Length), Sum(actual, expected.Length));
        var sum = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            var (e, a) = (Math.Max(expected[i] / all, Floor), Math.Max(actual[i] / now, Floor));
            sum += (a - e) * Math.Log(a / e);
        }

        return sum;
    }

    /// <summary>Kullback–Leibler divergence Σ a log₂(a / e) of what is there from the reference, in bits, from 0; an empty bin of the reference counts <see cref="Floor"/>.</summary>
    /// <inheritdoc cref="Psi"/>
    public static double KullbackLeibler(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        var (all, now) = (Sum(expected, actual.Length), Sum(actual, expected.Length));
        var sum = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            var a = actual[i] / now;
            sum += a > 0 ? a * Math.Log2(a / Math.Max(expected[i] / all, Floor)) : 0;
        }

        // What the floor adds to the reference's shares could take the sum a hair below 0.
        return Math.Max(0, sum);
    }

    /// <summary>Jensen–Shannon distance, the square root of the divergence in bits: from 0, where both are the same, to 1, where they share no bin. SciPy:
    /// <c>jensenshannon(expected, actual, base=2)</c>.</summary>
    /// <inheritdoc cref="Psi"/>
    public static double JensenShannon(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        var (all, now) = (Sum(expected, actual.Length), Sum(actual, expected.Length));
        var sum = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            var (e, a) = (expected[i] / all, actual[i] / now);
            var middle = (e + a) / 2;
            sum += (e > 0 ? e * Math.Log2(e / middle) : 0) + (a > 0 ? a * Math.Log2(a / middle) : 0);
        }

        return Math.Sqrt(Math.Clamp(sum / 2, 0, 1));
    }

    private static double Sum(ReadOnlySpan<double> counts, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, bins);
        var sum = 0.0;
        foreach (var count in counts)
        {
            Guard.NotNegative(count);
            sum += count;
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(sum, 0);
        return sum;
    }
}
