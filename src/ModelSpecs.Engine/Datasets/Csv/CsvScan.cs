using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ModelSpecs.Engine.Datasets.Csv;

/// <summary>Quotes and newlines of one chunk, counted without knowing whether it starts inside a quoted field: newlines are counted apart by
/// the parity of the quotes before them in the chunk, so that the first pass over a file can run on all threads.</summary>
/// <param name="Quotes">Quotes in the chunk.</param>
/// <param name="EvenNewlines">Newlines after an even number of the chunk's quotes.</param>
/// <param name="OddNewlines">Newlines after an odd number.</param>
internal readonly record struct CsvScan(long Quotes, long EvenNewlines, long OddNewlines)
{
    /// <summary>Counts a chunk.</summary>
    public static CsvScan Of(ReadOnlySpan<byte> chunk)
    {
        long quotes = 0, even = 0, odd = 0;
        var i = 0;
        for (; i + 64 <= chunk.Length; i += 64)
        {
            ref var start = ref Unsafe.Add(ref MemoryMarshal.GetReference(chunk), i);
            var newlineBits = Bits(ref start, (byte)'\n');
            var quoteBits = Bits(ref start, (byte)'"');
            if (quoteBits == 0)
            {
                var count = BitOperations.PopCount(newlineBits);
                if ((quotes & 1) == 0)
                {
                    even += count;
                }
                else
                {
                    odd += count;
                }
            }
            else
            {
                Step(newlineBits, quoteBits, ref quotes, ref even, ref odd);
            }
        }

        for (; i < chunk.Length; i++)
        {
            Step(chunk[i] == '\n' ? 1UL : 0, chunk[i] == '"' ? 1UL : 0, ref quotes, ref even, ref odd);
        }

        return new CsvScan(quotes, even, odd);
    }

    /// <summary>Bit i set: byte i of 64 equals the value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(ref byte start, byte value)
    {
        var wanted = Vector256.Create(value);
        var low = Vector256.Equals(Vector256.LoadUnsafe(ref start), wanted).ExtractMostSignificantBits();
        var high = Vector256.Equals(Vector256.LoadUnsafe(ref start, 32), wanted).ExtractMostSignificantBits();
        return low | ((ulong)high << 32);
    }

    private static void Step(ulong newlineBits, ulong quoteBits, ref long quotes, ref long even, ref long odd)
    {
        for (var both = newlineBits | quoteBits; both != 0; both &= both - 1)
        {
            var bit = both & (~both + 1);
            if ((quoteBits & bit) != 0)
            {
                quotes++;
            }
            else if ((quotes & 1) == 0)
            {
                even++;
            }
            else
            {
                odd++;
            }
        }
    }
}
