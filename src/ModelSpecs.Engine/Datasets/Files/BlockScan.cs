using System.Buffers.Binary;
using System.Numerics;
using Microsoft.Win32.SafeHandles;
using ModelSpecs.Engine.Caching;

namespace ModelSpecs.Engine.Datasets.Files;

/// <summary>What is looked for in a first pass over a file.</summary>
[Flags]
internal enum ScanParts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A content key.</summary>
    Key = 1,

    /// <summary>Line ends.</summary>
    Lines = 2,

    /// <summary>Quotes, and which line ends they hold.</summary>
    Quotes = 4,
}

/// <summary>Line ends and quotes of one block, for both cases: that it begins outside quotes (<i>even</i>) or inside (<i>odd</i>).</summary>
internal struct BlockStats
{
    /// <summary>Line feeds.</summary>
    public int Lines;

    /// <summary>Line feeds outside quotes if the block begins outside; the others are outside if it begins inside.</summary>
    public int EvenLines;

    /// <summary>Whether the number of quotes is odd.</summary>
    public bool Toggles;

    /// <summary>Offset of the first line feed outside quotes if the block begins outside; −1: none.</summary>
    public int FirstEven;

    /// <summary>Line feeds up to and with that one.</summary>
    public int LinesToEven;

    /// <summary>As <see cref="FirstEven"/>, if the block begins inside.</summary>
    public int FirstOdd;

    /// <summary>Line feeds up to and with that one.</summary>
    public int LinesToOdd;

    /// <summary>Whether the last byte is a line feed.</summary>
    public bool EndsLine;

    /// <summary>Hash of the bytes.</summary>
    public Hash128 Digest;
}

/// <summary>A pass over a file at memory speed, block by block on all threads: the key that its parsed columns are kept under, and where its lines end, so
/// that several threads can begin to parse at true starts of rows.</summary>
internal sealed class BlockScan
{
    private BlockScan(BlockStats[] blocks, int blockSize, long length)
    {
        Blocks = blocks;
        BlockSize = blockSize;
        Length = length;
    }

    /// <summary>The blocks in order.</summary>
    public BlockStats[] Blocks { get; }

    /// <summary>Bytes in each block but the last.</summary>
    public int BlockSize { get; }

    /// <summary>Bytes in all.</summary>
    public long Length { get; }

    /// <summary>Key of the content, if it was asked for. Depends on the block size.</summary>
    public Hash128 Key()
    {
        var hash = new FastHash();
        foreach (var block in Blocks)
        {
            Append(ref hash, block.Digest.High, block.Digest.Low);
        }

        Append(ref hash, (ulong)Length, (ulong)BlockSize);
        return hash.Finish();
    }

    private static void Append(ref FastHash hash, ulong first, ulong second)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, first);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], second);
        hash.Append(bytes);
    }

    /// <summary>Scans a file.</summary>
    public static BlockScan Run(SafeFileHandle file, long length, int blockSize, ScanParts parts, int threads, DataProblems problems, CancellationToken cancellationToken)
    {
        var blocks = new BlockStats[checked((int)((length + blockSize - 1) / blockSize))];
        threads = Workers.Count(threads, blocks.Length);
        var buffers = new byte[threads][];
        Workers.Run(
            threads,
            blocks.Length,
            (worker, index) =>
            {
                var buffer = buffers[worker] ??= GC.AllocateUninitializedArray<byte>(blockSize + ByteMasks.Width);
                var offset = (long)index * blockSize;
                var count = (int)Math.Min(blockSize, length - offset);
                DataFile.Read(file, offset, buffer.AsSpan(0, count), problems);
                var stats = (parts & (ScanParts.Lines | ScanParts.Quotes)) != 0 ? Measure(buffer, count, (parts & ScanParts.Quotes) != 0) : default;
                if ((parts & ScanParts.Key) != 0)
                {
                    stats.Digest = FastHash.Of(buffer.AsSpan(0, count));
                }

                blocks[index] = stats;
                return true;
            },
            cancellationToken);
        return new BlockScan(blocks, blockSize, length);
    }

    private static unsafe BlockStats Measure(byte[] buffer, int count, bool quotes)
    {
        var stats = new BlockStats { FirstEven = -1, FirstOdd = -1 };
        ulong carry = 0;
        fixed (byte* bytes = buffer)
        {
            for (var at = 0; at < count; at += ByteMasks.Width)
            {
                var valid = ByteMasks.Valid(count - at);
                var lines = ByteMasks.Equal(bytes + at, (byte)'\n') & valid;
                var inside = carry;
                if (quotes)
                {
                    var quote = ByteMasks.Equal(bytes + at, (byte)'"') & valid;
                    if (quote != 0)
                    {
                        inside = ByteMasks.PrefixXor(quote) ^ carry;
                        carry = (ulong)((long)inside >> 63);
                    }
                }

                var even = lines & ~inside;
                if (stats.FirstEven < 0 && even != 0)
                {
                    First(lines, even, at, stats.Lines, out stats.FirstEven, out stats.LinesToEven);
                }

                var odd = lines & inside;
                if (stats.FirstOdd < 0 && odd != 0)
                {
                    First(lines, odd, at, stats.Lines, out stats.FirstOdd, out stats.LinesToOdd);
                }

                stats.Lines += BitOperations.PopCount(lines);
                stats.EvenLines += BitOperations.PopCount(even);
            }
        }

        stats.Toggles = carry != 0;
        stats.EndsLine = count > 0 && buffer[count - 1] == '\n';
        return stats;
    }

    private static void First(ulong lines, ulong candidates, int at, int linesBefore, out int first, out int linesTo)
    {
        var bit = BitOperations.TrailingZeroCount(candidates);
        first = at + bit;
        linesTo = linesBefore + BitOperations.PopCount(lines & (ulong.MaxValue >> (63 - bit)));
    }
}
