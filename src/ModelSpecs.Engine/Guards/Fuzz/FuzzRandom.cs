namespace ModelSpecs.Engine.Guards.Fuzz;

/// <summary>SplitMix64 (Steele, Lea and Flood 2014), a stream for each column: the same numbers on every machine, and in a column whatever the others are.</summary>
internal struct FuzzRandom
{
    private ulong state;

    /// <summary>A stream.</summary>
    /// <param name="seed">Of the guard.</param>
    /// <param name="column">Name of the column.</param>
    public FuzzRandom(int seed, string column)
    {
        // FNV-1a over the name.
        var hash = 14695981039346656037UL;
        foreach (var character in column)
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        state = hash ^ ((ulong)seed * 0xD1B54A32D192ED03);
        Next();
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 to <paramref name="count"/> − 1.</summary>
    public int NextIndex(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);
}
