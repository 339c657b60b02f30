using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Engine.Datasets.Typing;

namespace ModelSpecs.Engine.Datasets.Text;

/// <summary>What one pass over a text file gave.</summary>
/// <param name="Sinks">The columns, those whose type was guessed wrong among them.</param>
/// <param name="Segments">Rows of each chunk.</param>
/// <param name="Rows">Rows in all.</param>
/// <param name="Lines">Lines of the rows.</param>
internal sealed record TextPassResult(ColumnSink[] Sinks, RowSegment[] Segments, int Rows, RowLines Lines);

/// <summary>One pass over the chunks of a text file on all threads: index the rows, then column by column gather the fields and parse them, so that every loop
/// does one thing.</summary>
internal static class TextPass
{
    /// <summary>Reads columns. Null where the plan proved wrong.</summary>
    /// <param name="plan">The chunks.</param>
    /// <param name="requests">The columns.</param>
    /// <param name="makeReader">Makes a thread's reader.</param>
    /// <param name="context">Threads, progress.</param>
    /// <param name="cancellationToken">Looked at before each chunk.</param>
    public static TextPassResult? Run(ChunkPlan plan, IReadOnlyList<ColumnRequest> requests, Func<ChunkReader> makeReader, ReadContext context, CancellationToken cancellationToken)
    {
        var chunks = plan.Chunks;
        var threads = Workers.Count(context.Options.Threads, chunks.Length);
        var sinks = new ColumnSink[requests.Count];
        for (var i = 0; i < sinks.Length; i++)
        {
            sinks[i] = ColumnSink.Create(requests[i], plan.Rows, threads, chunks.Length, context.Problems);
        }

        var segments = new RowSegment[chunks.Length];
        var lines = new int[]?[chunks.Length];
        var readers = new ChunkReader[threads];
        var fields = new FieldSlices[threads];
        var broken = 0;
        Workers.Run(
            threads,
            chunks.Length,
            (worker, index) =>
            {
                var reader = readers[worker] ??= makeReader();
                var slices = fields[worker] ??= new FieldSlices();
                var chunk = chunks[index];
                if (!reader.TryLoad(chunk))
                {
                    Interlocked.Exchange(ref broken, 1);
                    return false;
                }

                segments[index] = new RowSegment(chunk.Row, reader.Rows);
                lines[index] = IsConsecutive(reader.Lines, chunk.Line) ? null : reader.Lines;
                var place = new ChunkPlace(worker, index, chunk.Row, reader.LineOf);
                foreach (var sink in sinks)
                {
                    reader.Gather(sink.Request.Index, slices);
                    sink.Take(slices, place);
                }

                context.Progress(reader.Rows, plan.Rows);
                return true;
            },
            cancellationToken);
        if (broken != 0)
        {
            return null;
        }

        var rows = 0;
        foreach (var segment in segments)
        {
            rows += segment.Count;
        }

        return new TextPassResult(sinks, segments, rows, LinesOf(chunks, segments, lines, rows));
    }

    // Blank lines behind the last row of a chunk displace none of its rows.
    private static bool IsConsecutive(int[]? lines, int first)
    {
        if (lines is null)
        {
            return true;
        }

        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] != first + i)
            {
                return false;
            }
        }

        return true;
    }

    private static RowLines LinesOf(TextChunk[] chunks, RowSegment[] segments, int[]?[] lines, int rows)
    {
        var next = chunks.Length == 0 ? 1 : chunks[0].Line;
        var regular = true;
        for (var i = 0; i < chunks.Length && regular; i++)
        {
            regular = segments[i].Count == 0 || (lines[i] is null && chunks[i].Line == next);
            next += segments[i].Count;
        }

        if (regular)
        {
            return new RowLines(chunks.Length == 0 ? 1 : chunks[0].Line, null);
        }

        var starts = new int[rows];
        var row = 0;
        for (var i = 0; i < chunks.Length; i++)
        {
            for (var j = 0; j < segments[i].Count; j++)
            {
                starts[row++] = lines[i] is { } counted ? counted[j] : chunks[i].Line + j;
            }
        }

        return new RowLines(starts.Length == 0 ? 1 : starts[0], starts);
    }
}
