using System.Numerics;
using System.Runtime.InteropServices;

namespace ModelSpecs.Engine.Caching;

/// <summary>A 128-bit hash at memory speed, for checksums and content keys of files that nobody forges.</summary>
/// <remarks>
/// Four lanes take 16 bytes each of a 64-byte stripe. A lane is a folded 64 × 64 → 128-bit product and, independent of it, a rotated
/// multiply-add, so that two contents that differ by accident collide with a probability near 2⁻¹²⁸ (never above 2⁻⁶⁴, the width of one
/// half). It is no cryptographic hash: whoever may write the cache or choose two files on purpose can make collisions. What a run reports
/// and pins is SHA-256.
/// </remarks>
internal struct FastHash
{
    /// <summary>Bytes taken at a time.</summary>
    public const int Stripe = 64;

    private const ulong K0 = 0x9E3779B97F4A7C15, K1 = 0xC2B2AE3D27D4EB4F, K2 = 0x165667B19E3779F9, K3 = 0xD6E8FEB86659FD93;
    private const ulong K4 = 0xA0761D6478BD642F, K5 = 0xE7037ED1A0B428DB, K6 = 0x8EBC6AF09C88C6E3, K7 = 0x589965CC75374CC3;

    private ulong product0, product1, product2, product3;
    private ulong linear0, linear1, linear2, linear3;
    private ulong length;
    private byte[]? rest;
    private int restLength;

    /// <summary>A hash of nothing so far.</summary>
    public FastHash()
    {
        (product0, product1, product2, product3) = (K4, K5, K6, K7);
        (linear0, linear1, linear2, linear3) = (K0, K1, K2, K3);
    }

    /// <summary>Hash of a block.</summary>
    public static Hash128 Of(ReadOnlySpan<byte> bytes)
    {
        var hash = new FastHash();
        hash.Append(bytes);
        return hash.Finish();
    }

    /// <summary>Adds bytes; how they are split into calls changes nothing.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        length += (ulong)bytes.Length;
        if (restLength > 0)
        {
            var taken = Math.Min(Stripe - restLength, bytes.Length);
            bytes[..taken].CopyTo(rest.AsSpan(restLength));
            restLength += taken;
            bytes = bytes[taken..];
            if (restLength < Stripe)
            {
                return;
            }

            Stripes(MemoryMarshal.Cast<byte, ulong>(rest.AsSpan(0, Stripe)));
            restLength = 0;
        }

        var whole = bytes.Length & ~(Stripe - 1);
        if (whole > 0)
        {
            Stripes(MemoryMarshal.Cast<byte, ulong>(bytes[..whole]));
        }

        if (whole < bytes.Length)
        {
            rest ??= new byte[Stripe];
            bytes[whole..].CopyTo(rest);
            restLength = bytes.Length - whole;
        }
    }

    /// <summary>The hash of all bytes added.</summary>
    public Hash128 Finish()
    {
        var final = this;
        if (restLength > 0)
        {
            Span<byte> padded = stackalloc byte[Stripe];
            padded.Clear();
            rest.AsSpan(0, restLength).CopyTo(padded);
            final.Stripes(MemoryMarshal.Cast<byte, ulong>(padded));
        }

        var low = Fold(final.length ^ K0, K1);
        low = Fold(low ^ final.product0, final.linear0 ^ K2);
        low = Fold(low ^ final.product1, final.linear1 ^ K3);
        low = Fold(low ^ final.product2, final.linear2 ^ K4);
        low = Fold(low ^ final.product3, final.linear3 ^ K5);
        var high = Fold(final.length ^ K6, K7);
        high = Fold(high ^ final.linear3, final.product3 ^ K0);
        high = Fold(high ^ final.linear2, final.product0 ^ K1);
        high = Fold(high ^ final.linear1, final.product2 ^ K2);
        high = Fold(high ^ final.linear0, final.product1 ^ K3);
        return new Hash128(high, low);
    }

    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }

    private void Stripes(ReadOnlySpan<ulong> words)
    {
        // Locals, so that the lanes stay in registers over the loop.
        var (p0, p1, p2, p3) = (product0, product1, product2, product3);
        var (l0, l1, l2, l3) = (linear0, linear1, linear2, linear3);
        for (; words.Length >= 8; words = words[8..])
        {
            p0 = Fold(words[0] ^ K0, words[1] ^ p0);
            p1 = Fold(words[2] ^ K1, words[3] ^ p1);
            p2 = Fold(words[4] ^ K2, words[5] ^ p2);
            p3 = Fold(words[6] ^ K3, words[7] ^ p3);
            l0 = BitOperations.RotateLeft(l0, 29) + (words[1] * K4) + words[0];
            l1 = BitOperations.RotateLeft(l1, 29) + (words[3] * K5) + words[2];
            l2 = BitOperations.RotateLeft(l2, 29) + (words[5] * K6) + words[4];
            l3 = BitOperations.RotateLeft(l3, 29) + (words[7] * K7) + words[6];
        }

        (product0, product1, product2, product3) = (p0, p1, p2, p3);
        (linear0, linear1, linear2, linear3) = (l0, l1, l2, l3);
    }
}
