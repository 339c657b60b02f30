using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ModelSpecs.Metrics.Intervals;

/// <summary>Counts whose Poisson weights are drawn: w = a + t (b + c t), t looked up at the count's place; one form for tables and for the normal
/// expansion, so that the loop does not branch.</summary>
internal sealed class PoissonWeights
{
    private const int Lanes = 4;

    private readonly long[] places;
    private readonly double[] a;
    private readonly double[] b;
    private readonly double[] c;

    /// <summary>Prepares for counts, whole numbers of 0 and more.</summary>
    public PoissonWeights(ReadOnlySpan<double> counts)
    {
        Length = (counts.Length + Lanes - 1) / Lanes * Lanes;
        places = new long[Length];
        a = new double[Length];
        b = new double[Length];
        c = new double[Length];
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] <= PoissonTables.Largest)
            {
                places[i] = (long)counts[i] << PoissonTables.Bits;
                b[i] = 1;
            }
            else
            {
                const double Skew = 1.0 / 6;
                places[i] = PoissonTables.Normals;
                a[i] = counts[i] - Skew;
                b[i] = Math.Sqrt(counts[i]);
                c[i] = Skew;
            }
        }
    }

    /// <summary>Counts, rounded up to whole vectors; those beyond the last weigh 0.</summary>
    public int Length { get; }

    /// <summary>Draws one replicate. With and without vector instructions the digits are the same: nothing is fused.</summary>
    /// <param name="random">Four streams.</param>
    /// <param name="weights">At least <see cref="Length"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Draw(ref RandomLanes random, double[] weights)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(weights.Length, Length);
        var stream = random;
        var part = Vector256.Create((long)(PoissonTables.Parts - 1));
        fixed (double* table = PoissonTables.All, a = this.a, b = this.b, c = this.c, w = weights)
        fixed (long* places = this.places)
        {
            var length = Length;
            for (var i = 0; i < length;)
            {
                var bits = stream.Next().AsInt64();
                var end = Math.Min(length, i + (Lanes * (64 / PoissonTables.Bits)));
                for (; i < end; i += Lanes)
                {
                    var at = Vector256.Load(places + i) + (bits & part);
                    bits >>>= PoissonTables.Bits;
                    var t = Avx2.IsSupported
                        ? Avx2.GatherVector256(table, at, sizeof(double))
                        : Vector256.Create(table[at[0]], table[at[1]], table[at[2]], table[at[3]]);
                    var bend = Vector256.Load(c + i) * t;
                    var slope = (Vector256.Load(b + i) + bend) * t;
                    Vector256.Max(Vector256.Load(a + i) + slope, Vector256<double>.Zero).Store(w + i);
                }
            }
        }

        random = stream;
    }
}
