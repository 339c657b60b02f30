using System.Numerics;
using System.Runtime.CompilerServices;
using ModelSpecs.Metrics.Accumulation;

namespace ModelSpecs.Metrics.Ranking;

/// <summary>Rows ordered by score, once for all slices: a radix sort of words that hold as much of the score's bits as fit
/// beside the row index, then exact repair of the short runs whose leading bits are equal.</summary>
internal static class ScoreOrder
{
    /// <summary>Set in an entry whose score differs from the one before: the first of a run of ties.</summary>
    public const uint StartsRun = 0x8000_0000;

    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;
    private const int MostPasses = 3;
    private const int FewRows = 4096;
    private const int ShortRun = 24;

    /// <summary>Row indices in score order, ties in row order, <see cref="StartsRun"/> marking where a new score begins.</summary>
    public static uint[] Of(ScoreColumn scores, SortBuffers buffers, int threads, CancellationToken cancellationToken)
    {
        var order = GC.AllocateUninitializedArray<uint>(scores.Count);
        if (scores.Count > 0)
        {
            new Sort(scores, buffers, scores.Count < FewRows ? 1 : threads, cancellationToken).Run(order);
        }

        return order;
    }

    /// <summary>Scratch that a sort leaves free again: one allocation for all classes.</summary>
    internal sealed class SortBuffers
    {
        private ulong[] first = [];
        private ulong[] second = [];

        /// <summary>At least <paramref name="length"/> words, their content left over.</summary>
        public ulong[] First(int length) => first.Length >= length ? first : first = GC.AllocateUninitializedArray<ulong>(length);

        /// <summary>As many again.</summary>
        public ulong[] Second(int length) => second.Length >= length ? second : second = GC.AllocateUninitializedArray<ulong>(length);
    }

    private sealed class Sort
    {
        private readonly ScoreColumn scores;
        private readonly SortBuffers buffers;
        private readonly int rows;
        private readonly int chunks;
        private readonly int threads;
        private readonly CancellationToken cancellationToken;
        private readonly int indexBits;
        private ulong[] words;

        public Sort(ScoreColumn scores, SortBuffers buffers, int threads, CancellationToken cancellationToken)
        {
            this.scores = scores;
            this.buffers = buffers;
            this.threads = threads;
            this.cancellationToken = cancellationToken;
            rows = scores.Count;
            chunks = Math.Min(threads, 64);
            indexBits = 32 - BitOperations.LeadingZeroCount((uint)(rows - 1));
            words = buffers.First(rows);
        }

        public void Run(uint[] order)
        {
            var varying = VaryingBits();
            var highest = 64 - BitOperations.LeadingZeroCount(varying);
            var span = varying == 0 ? 0 : highest - BitOperations.TrailingZeroCount(varying);
            var prefixBits = Math.Min(span, 64 - indexBits);
            Workers.Run(threads, chunks, chunk => Pack(chunk, highest - prefixBits, prefixBits), cancellationToken);

            var passes = rows < FewRows ? 0 : Math.Min(MostPasses, (prefixBits + DigitBits - 1) / DigitBits);
            var top = prefixBits + indexBits;
            if (passes > 0)
            {
                Radix(top, passes);
            }

            var sortedBits = Math.Min(prefixBits, passes * DigitBits);
            var isExact = span <= prefixBits;
            Workers.Run(
                threads,
                chunks,
                chunk => Finish(chunk, top - sortedBits, isExact, order),
                cancellationToken);
        }

        private int ChunkStart(int chunk) => (int)((long)rows * chunk / chunks);

        private ulong VaryingBits()
        {
            var varying = new ulong[chunks];
            Workers.Run(threads, chunks, chunk => varying[chunk] = Varying(ChunkStart(chunk), ChunkStart(chunk + 1)), cancellationToken);
            var all = 0UL;
            foreach (var some in varying)
            {
                all |= some;
            }

            return all;
        }

        private ulong Varying(int start, int end)
        {
            var column = scores;
            var first = column.Key(0);
            var varying = 0UL;
            for (var row = start; row < end; row++)
            {
                varying |= column.Key(row) ^ first;
            }

            return varying;
        }

        private void Pack(int chunk, int shift, int prefixBits) => Pack(ChunkStart(chunk), ChunkStart(chunk + 1), shift, prefixBits);

        private void Pack(int start, int end, int shift, int prefixBits)
        {
            var column = scores;
            var target = words;
            // A shift by 64 is a shift by 0 on the hardware: no bit varies, so none is kept.
            var mask = prefixBits == 0 ? 0 : ulong.MaxValue >> (64 - prefixBits);
            var place = indexBits;
            for (var row = start; row < end; row++)
            {
                target[row] = (((column.Key(row) >> shift) & mask) << place) | (uint)row;
            }
        }

        private void Radix(int top, int passes)
        {
            var other = buffers.Second(rows);
            var counts = new int[chunks][];
            for (var chunk = 0; chunk < chunks; chunk++)
            {
                counts[chunk] = new int[Digits];
            }

            for (var pass = passes; pass > 0; pass--)
            {
                // The last digit may reach below the prefix; what it takes from the index is in order already.
                var shift = Math.Max(0, top - (pass * DigitBits));
                var from = words;
                Workers.Run(threads, chunks, chunk => CountDigits(from.AsSpan(ChunkStart(chunk)..ChunkStart(chunk + 1)), shift, counts[chunk]), cancellationToken);
                Place(counts);
                Workers.Run(threads, chunks, chunk => Scatter(from.AsSpan(ChunkStart(chunk)..ChunkStart(chunk + 1)), shift, counts[chunk], other), cancellationToken);
                (words, other) = (other, words);
            }
        }

        private static void CountDigits(ReadOnlySpan<ulong> from, int shift, int[] counts)
        {
            Array.Clear(counts);
            foreach (var word in from)
            {
                counts[(int)(word >> shift) & (Digits - 1)]++;
            }
        }

        private static void Place(int[][] counts)
        {
            var next = 0;
            for (var digit = 0; digit < Digits; digit++)
            {
                foreach (var ofChunk in counts)
                {
                    var count = ofChunk[digit];
                    ofChunk[digit] = next;
                    next += count;
                }
            }
        }

        private static void Scatter(ReadOnlySpan<ulong> from, int shift, int[] places, ulong[] to)
        {
            foreach (var word in from)
            {
                to[places[(int)(word >> shift) & (Digits - 1)]++] = word;
            }
        }

        /// <summary>Orders what the digits left open, and writes the rows of the runs that begin in the chunk.</summary>
        private void Finish(int chunk, int openBits, bool isExact, uint[] order)
        {
            var all = words;
            var start = NextRun(ChunkStart(chunk), openBits);
            var end = NextRun(ChunkStart(chunk + 1), openBits);
            var rowMask = indexBits == 0 ? 0 : uint.MaxValue >> (32 - indexBits);
            while (start < end)
            {
                var after = start + 1;
                var prefix = LeadingBits(all[start], openBits);
                while (after < end && LeadingBits(all[after], openBits) == prefix)
                {
                    after++;
                }

                if (after - start == 1)
                {
                    order[start] = ((uint)all[start] & rowMask) | StartsRun;
                }
                else
                {
                    FinishRun(all.AsSpan(start, after - start), isExact, rowMask, order.AsSpan(start, after - start));
                }

                start = after;
            }
        }

        // A shift by 64 would be a shift by 0.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ulong LeadingBits(ulong word, int openBits) => openBits >= 64 ? 0 : word >> openBits;

        private int NextRun(int position, int openBits)
        {
            while (position > 0 && position < rows && LeadingBits(words[position], openBits) == LeadingBits(words[position - 1], openBits))
            {
                position++;
            }

            return position;
        }

        private void FinishRun(Span<ulong> run, bool isExact, uint rowMask, Span<uint> order)
        {
            SortWords(run);
            var start = 0;
            while (start < run.Length)
            {
                var after = start + 1;
                var prefix = run[start] >> indexBits;
                while (after < run.Length && run[after] >> indexBits == prefix)
                {
                    after++;
                }

                for (var i = start; i < after; i++)
                {
                    order[i] = (uint)run[i] & rowMask;
                }

                order[start] |= StartsRun;
                if (!isExact && after - start > 1)
                {
                    SeparateScores(order[start..after]);
                }

                start = after;
            }
        }

        private static void SortWords(Span<ulong> run)
        {
            if (run.Length > ShortRun)
            {
                run.Sort();
                return;
            }

            for (var i = 1; i < run.Length; i++)
            {
                var word = run[i];
                var j = i;
                for (; j > 0 && run[j - 1] > word; j--)
                {
                    run[j] = run[j - 1];
                }

                run[j] = word;
            }
        }

        /// <summary>Rows whose leading bits are equal: nearly always ties, rarely scores that differ further down.</summary>
        private void SeparateScores(Span<uint> rowsOfRun)
        {
            var first = scores.Key((int)(rowsOfRun[0] & ~StartsRun));
            var differ = false;
            for (var i = 1; i < rowsOfRun.Length && !differ; i++)
            {
                differ = scores.Key((int)rowsOfRun[i]) != first;
            }

            if (!differ)
            {
                return;
            }

            var keys = new (ulong Key, uint Row)[rowsOfRun.Length];
            for (var i = 0; i < keys.Length; i++)
            {
                var row = rowsOfRun[i] & ~StartsRun;
                keys[i] = (scores.Key((int)row), row);
            }

            Array.Sort(keys);
            for (var i = 0; i < keys.Length; i++)
            {
                rowsOfRun[i] = keys[i].Row | (i == 0 || keys[i].Key != keys[i - 1].Key ? StartsRun : 0);
            }
        }
    }
}
