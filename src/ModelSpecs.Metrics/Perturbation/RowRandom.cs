using ModelSpecs.Metrics.Intervals;

namespace ModelSpecs.Metrics.Perturbation;

/// <summary>Random numbers of one row: they hang on the seed, on what they are for and on the row, and not on which rows came before. So a row is perturbed alike on any number of threads and in any order.</summary>
public struct RowRandom
{
    private RandomStream stream;
    private double spare;
    private bool hasSpare;

    /// <summary>The numbers of a row.</summary>
    /// <param name="seed">Of the perturbation.</param>
    /// <param name="purpose">Keeps columns, levels and the like of one seed apart; see <see cref="PurposeOf"/>.</param>
    /// <param name="row">Number of the row.</param>
    public RowRandom(ulong seed, ulong purpose, long row)
    {
        var state = purpose ^ ((ulong)row * 0x9E3779B97F4A7C15);
        stream = new RandomStream(seed, RandomStream.Mix(ref state));
        spare = 0;
        hasSpare = false;
    }

    /// <summary>A purpose by its name: FNV-1a of its UTF-16.</summary>
    public static ulong PurposeOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var hash = 14695981039346656037UL;
        foreach (var c in name)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return hash;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => stream.NextDouble();

    /// <summary>Uniform in 0 to <paramref name="count"/> − 1.</summary>
    public int NextIndex(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return stream.NextIndex(count);
    }

    /// <summary>Normal with mean 0 and standard deviation 1 (Box and Muller 1958).</summary>
    public double NextNormal()
    {
        if (hasSpare)
        {
            hasSpare = false;
            return spare;
        }

        // 1 − u lies in (0, 1]: its logarithm is finite.
        var radius = Math.Sqrt(-2 * Math.Log(1 - stream.NextDouble()));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * stream.NextDouble());
        spare = radius * sine;
        hasSpare = true;
        return radius * cosine;
    }
}
