namespace ModelSpecs.Metrics.Drift;

/// <summary>The distance that mass has to move to make one distribution of another.</summary>
public static class Wasserstein
{
    /// <summary>First Wasserstein distance ∫ |F − G| of two samples, in the unit of the values. SciPy: <c>wasserstein_distance(first, second)</c>.</summary>
    /// <param name="first">Ascending, not empty, finite.</param>
    /// <param name="second">Likewise.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is empty.</exception>
    public static double Distance(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        ArgumentOutOfRangeException.ThrowIfZero(first.Length, nameof(first));
        ArgumentOutOfRangeException.ThrowIfZero(second.Length, nameof(second));
        var (i, j, sum) = (0, 0, 0.0);
        var before = Math.Min(first[0], second[0]);
        while (i < first.Length || j < second.Length)
        {
            var value = j == second.Length || (i < first.Length && first[i] <= second[j]) ? first[i] : second[j];
            sum += Math.Abs(((double)i / first.Length) - ((double)j / second.Length)) * (value - before);
            before = value;
            while (i < first.Length && first[i] <= value)
            {
                i++;
            }

            while (j < second.Length && second[j] <= value)
            {
                j++;
            }
        }

        return sum;
    }
}
