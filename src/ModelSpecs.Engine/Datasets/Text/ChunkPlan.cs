using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Datasets.Text;

/// <summary>A part of a text file that begins and ends where rows do.</summary>
/// <param name="Start">First byte.</param>
/// <param name="End">Byte after the last.</param>
/// <param name="Row">Place of its first row in the arrays of all rows.</param>
/// <param name="Capacity">Most rows it can have.</param>
/// <param name="Line">Line of its first byte, from 1.</param>
internal readonly record struct TextChunk(long Start, long End, int Row, int Capacity, int Line)
{
    /// <summary>Bytes.</summary>
    public int Length => (int)(End - Start);
}

/// <summary>Where the body of a text file begins: after the byte order mark and the header.</summary>
/// <param name="Start">First byte.</param>
/// <param name="Line">Its line.</param>
/// <param name="LineEnds">Line feeds before it that end a row or a blank line.</param>
internal readonly record struct TextBody(long Start, int Line, int LineEnds);

/// <summary>How a text file is divided among threads.</summary>
/// <param name="Chunks">The parts in order.</param>
/// <param name="Rows">Most rows in all.</param>
internal sealed record ChunkPlan(TextChunk[] Chunks, int Rows)
{
    /// <summary>Longest chunk: one row may span many blocks, but not be of any size.</summary>
    public const int LongestChunk = 256 * 1024 * 1024;

    /// <summary>The plan that the numbers of quotes suggest: quotes that stand where no quote should can make it wrong, which parsing finds out. Null where
    /// the file would end inside quotes, or a part would be too long.</summary>
    public static ChunkPlan? FromScan(BlockScan scan, TextBody body, DataProblems problems)
    {
        var builder = new Builder(body, problems);
        var inside = false;
        long lines = 0, rows = 0;
        for (var i = 0; i < scan.Blocks.Length; i++)
        {
            ref readonly var block = ref scan.Blocks[i];
            var first = inside ? block.FirstOdd : block.FirstEven;
            if (first >= 0)
            {
                var start = ((long)i * scan.BlockSize) + first + 1;
                if (!builder.TryCut(start, rows + 1 - body.LineEnds, lines + 1 + (inside ? block.LinesToOdd : block.LinesToEven)))
                {
                    return null;
                }
            }

            lines += block.Lines;
            rows += inside ? block.Lines - block.EvenLines : block.EvenLines;
            inside ^= block.Toggles;
        }

        // One row more than line ends, where the last line has none.
        var last = scan.Blocks[^1].EndsLine ? 0 : 1;
        return inside ? null : builder.TryFinish(scan.Length, rows + last - body.LineEnds, lines);
    }

    /// <summary>Collects cuts into chunks.</summary>
    internal sealed class Builder(TextBody body, DataProblems problems)
    {
        private TextChunk[] chunks = new TextChunk[16];
        private int count;
        private long start = body.Start;
        private long row;
        private long line = body.Line;

        /// <summary>Ends the chunk so far at a start of a row. False: it is too long, or cannot be.</summary>
        public bool TryCut(long at, long rowsBefore, long lineAt)
        {
            if (at <= start)
            {
                return true;
            }

            // Rows that would be fewer than none: quotes in the header already tell lies.
            if (at - start > LongestChunk || rowsBefore < row)
            {
                return false;
            }

            Limit(Math.Max(rowsBefore, lineAt), problems);
            if (count == chunks.Length)
            {
                Array.Resize(ref chunks, count * 2);
            }

            chunks[count++] = new TextChunk(start, at, (int)row, (int)(rowsBefore - row), (int)line);
            (start, row, line) = (at, rowsBefore, lineAt);
            return true;
        }

        /// <summary>Ends the last chunk at the end of the file.</summary>
        public ChunkPlan? TryFinish(long length, long rows, long lines)
        {
            Limit(Math.Max(rows, lines), problems);
            return !TryCut(length, rows, lines + 1) ? null : new ChunkPlan(chunks.AsSpan(0, count).ToArray(), (int)row);
        }
    }

    private static void Limit(long count, DataProblems problems)
    {
        if (count > Array.MaxLength - 1)
        {
            throw problems.Fatal(
                SpecDiagnostics.DataFileTooLarge,
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The file has too many lines. Found more than {Array.MaxLength - 1:N0}; expected at most that. Keep fewer rows in it."));
        }
    }
}
