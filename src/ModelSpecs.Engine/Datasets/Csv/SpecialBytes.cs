using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ModelSpecs.Engine.Datasets.Csv;

/// <summary>Walks over the delimiters, quotes and newlines of a buffer, 64 bytes at a time.</summary>
/// <param name="buffer">The bytes, followed by at least 64 more that may be read.</param>
/// <param name="length">Bytes that count.</param>
/// <param name="delimiter">The delimiter.</param>
internal ref struct SpecialBytes(ReadOnlySpan<byte> buffer, int length, byte delimiter)
{
    private readonly ref byte start = ref MemoryMarshal.GetReference(buffer);
    private readonly Vector256<byte> delimiters = Vector256.Create(delimiter);
    private readonly Vector256<byte> quotes = Vector256.Create((byte)'"');
    private readonly Vector256<byte> newlines = Vector256.Create((byte)'\n');
    private int block = -64;
    private ulong bits;

    /// <summary>Position of the next special byte, or the length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next()
    {
        while (bits == 0)
        {
            block += 64;
            if (block >= length)
            {
                return length;
            }

            Load();
        }

        var at = block + BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
        return Math.Min(at, length);
    }

    /// <summary>Goes on at a position.</summary>
    public void MoveTo(int position)
    {
        block = position & ~63;
        if (block >= length)
        {
            bits = 0;
            return;
        }

        Load();
        bits &= ulong.MaxValue << (position & 63);
    }

    private void Load()
    {
        var low = Vector256.LoadUnsafe(ref start, (nuint)block);
        var high = Vector256.LoadUnsafe(ref start, (nuint)block + 32);
        var lowBits = (Vector256.Equals(low, delimiters) | Vector256.Equals(low, quotes) | Vector256.Equals(low, newlines)).ExtractMostSignificantBits();
        var highBits = (Vector256.Equals(high, delimiters) | Vector256.Equals(high, quotes) | Vector256.Equals(high, newlines)).ExtractMostSignificantBits();
        bits = lowBits | ((ulong)highBits << 32);
    }
}
