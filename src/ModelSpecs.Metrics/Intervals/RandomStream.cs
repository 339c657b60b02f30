using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ModelSpecs.Metrics.Intervals;

/// <summary>xoshiro256++ (Blackman &amp; Vigna 2019), seeded by SplitMix64: the same stream on every machine, which <see cref="Random"/> does not promise.</summary>
internal struct RandomStream
{
    private ulong a;
    private ulong b;
    private ulong c;
    private ulong d;

    /// <summary>A stream.</summary>
    /// <param name="seed">Of the run.</param>
    /// <param name="purpose">Keeps streams of one seed apart.</param>
    public RandomStream(ulong seed, ulong purpose)
    {
        var state = seed ^ (purpose * 0xD1B54A32D192ED03);
        a = Mix(ref state);
        b = Mix(ref state);
        c = Mix(ref state);
        d = Mix(ref state);
    }

    /// <summary>64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(a + d, 23) + a;
        var shifted = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = BitOperations.RotateLeft(d, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 to <paramref name="count"/> − 1; the bias of the multiplication is below 2⁻³² for any count of rows.</summary>
    public int NextIndex(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    internal static ulong Mix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

/// <summary>Four streams of xoshiro256++ side by side.</summary>
internal struct RandomLanes
{
    private Vector256<ulong> a;
    private Vector256<ulong> b;
    private Vector256<ulong> c;
    private Vector256<ulong> d;

    /// <summary>Streams of a seed and a purpose.</summary>
    public RandomLanes(ulong seed, ulong purpose)
    {
        var state = seed ^ (purpose * 0xD1B54A32D192ED03);
        a = Mix(ref state);
        b = Mix(ref state);
        c = Mix(ref state);
        d = Mix(ref state);
    }

    /// <summary>64 random bits a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<ulong> Next()
    {
        var sum = a + d;
        var result = ((sum << 23) | (sum >> 41)) + a;
        var shifted = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = (d << 45) | (d >> 19);
        return result;
    }

    private static Vector256<ulong> Mix(ref ulong state) =>
        Vector256.Create(RandomStream.Mix(ref state), RandomStream.Mix(ref state), RandomStream.Mix(ref state), RandomStream.Mix(ref state));
}
