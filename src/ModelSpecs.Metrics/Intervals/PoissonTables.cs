using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Intervals;

/// <summary>Sums of independent Poisson(1) weights, which is what a run of rows weighs in a bootstrap replicate, drawn by one look-up: the distribution
/// cut into 1,024 equally likely parts, each standing for its mean. The mean is kept, and the variance to 2 in 1,000; a part that straddles two counts is a
/// weight between them.</summary>
internal static class PoissonTables
{
    /// <summary>Bits of a look-up.</summary>
    public const int Bits = 10;

    /// <summary>Parts of a distribution.</summary>
    public const int Parts = 1 << Bits;

    /// <summary>Largest count with a table of its own.</summary>
    public const int Largest = 48;

    private static readonly Lazy<double[]> Tables = new(Make);

    /// <summary>Weights of counts 0 to <see cref="Largest"/>, <see cref="Parts"/> each; then standard normal deviates, from which a larger count n has
    /// the weight n + √n z + (z² − 1)/6 (Cornish and Fisher's expansion).</summary>
    public static double[] All => Tables.Value;

    /// <summary>Where the deviates begin.</summary>
    public static int Normals => (Largest + 1) * Parts;

    /// <summary>Computes <see cref="All"/>.</summary>
    internal static double[] Make()
    {
        var table = new double[(Largest + 2) * Parts];
        for (var count = 1; count <= Largest; count++)
        {
            Fill(count, table.AsSpan(count * Parts, Parts));
        }

        FillDeviates(table.AsSpan(Normals, Parts));
        return table;
    }

    // Walks up the distribution and deals its mass out into equal parts.
    private static void Fill(double mean, Span<double> parts)
    {
        var value = 0;
        var mass = Math.Exp(-mean);
        var left = mass;
        for (var part = 0; part < parts.Length; part++)
        {
            var need = 1.0 / parts.Length;
            var sum = 0.0;
            while (left < need && value < 1000)
            {
                sum += left * value;
                need -= left;
                value++;
                mass *= mean / value;
                left = mass;
            }

            sum += need * value;
            left -= need;
            parts[part] = sum * parts.Length;
        }
    }

    private static void FillDeviates(Span<double> table)
    {
        var below = 0.0;
        var squares = 0.0;
        for (var part = 0; part < Parts; part++)
        {
            var above = part + 1 == Parts ? 0 : Density(Normal.Quantile((part + 1.0) / Parts));
            table[part] = (below - above) * Parts;
            squares += table[part] * table[part];
            below = above;
        }

        var scale = Math.Sqrt(Parts / squares);
        for (var part = 0; part < Parts; part++)
        {
            table[part] *= scale;
        }
    }

    private static double Density(double z) => Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);
}
