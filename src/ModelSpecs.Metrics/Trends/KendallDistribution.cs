using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Trends;

/// <summary>How S of Mann and Kendall is distributed where there is no trend: exactly for short series, normally for long ones.</summary>
public sealed class KendallDistribution
{
    /// <summary>Longest series without ties whose distribution is counted; the normal one is within 0.001 of it from there on.</summary>
    public const int MostExact = 33;

    // 8! orders are counted one by one where values tie.
    private const int MostPermuted = 8;

    private readonly double[]? tails;
    private readonly double deviation;

    private KendallDistribution(double[]? tails, double deviation) => (this.tails, this.deviation) = (tails, deviation);

    /// <summary>The distribution of a series of these values in any order.</summary>
    /// <param name="values">Finite; ties are taken into account.</param>
    public static KendallDistribution Of(ReadOnlySpan<double> values)
    {
        var n = values.Length;
        double[] sorted = [.. values];
        Array.Sort(sorted);
        var ties = sorted.Zip(sorted.Skip(1), (a, b) => a.Equals(b)).Any(same => same);
        var variance = MannKendall.Of(sorted).Variance;
        return new KendallDistribution(ties ? n <= MostPermuted ? Permuted(sorted) : null : n <= MostExact ? Counted(n) : null, Math.Sqrt(variance));
    }

    /// <summary>Probability that S is so far from 0 as this or farther, where there is no trend. 1 where all values are the same.</summary>
    public double TwoSidedP(long s)
    {
        var size = Math.Abs(s);
        return size == 0 || deviation == 0 ? 1
            : tails is null ? Math.Min(1, Normal.TwoSidedP((size - 1) / deviation))
            : size < tails.Length ? Math.Min(1, 2 * tails[size]) : 0;
    }

    // P(S >= s) by s, of distinct values: inversions of permutations, one value added at a time.
    private static double[] Counted(int n)
    {
        var pairs = n * (n - 1) / 2;
        double[] byInversions = new double[pairs + 1];
        byInversions[0] = 1;
        for (var k = 2; k <= n; k++)
        {
            var next = new double[pairs + 1];
            var sum = 0.0;
            for (var i = 0; i <= k * (k - 1) / 2; i++)
            {
                sum += byInversions[i] - (i >= k ? byInversions[i - k] : 0);
                next[i] = sum / k;
            }

            byInversions = next;
        }

        var mass = new double[pairs + 1];
        for (var inversions = 0; pairs - (2 * inversions) >= 0; inversions++)
        {
            mass[pairs - (2 * inversions)] += byInversions[inversions];
        }

        return Tails(mass);
    }

    private static double[] Permuted(double[] values)
    {
        var mass = new double[(values.Length * (values.Length - 1) / 2) + 1];
        var all = 0L;
        Orders.ForEach(values, order =>
        {
            all++;
            var s = MannKendall.Of(order).S;
            if (s >= 0)
            {
                mass[s]++;
            }
        });
        for (var s = 0; s < mass.Length; s++)
        {
            mass[s] /= all;
        }

        return Tails(mass);
    }

    private static double[] Tails(double[] mass)
    {
        for (var s = mass.Length - 2; s >= 0; s--)
        {
            mass[s] += mass[s + 1];
        }

        return mass;
    }
}
