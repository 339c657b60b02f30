using System.Text;
using System.Text.Unicode;
using ModelSpecs.Engine.Datasets.Files;
using ModelSpecs.Engine.Datasets.Typing;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Datasets.Text;

/// <summary>Reads the chunks of a text file, one at a time, into rows of fields. One for each thread; its buffers are used again.</summary>
internal abstract class ChunkReader(DataFile file, DataProblems problems)
{
    private int[]? lines;

    /// <summary>Rows of the chunk.</summary>
    public int Rows { get; protected set; }

    /// <summary>Line of each row; null: one line a row from the chunk's first on.</summary>
    public int[]? Lines => lines;

    /// <summary>Problems found.</summary>
    protected DataProblems Problems => problems;

    /// <summary>The chunk.</summary>
    protected TextChunk Chunk { get; private set; }

    /// <summary>The chunk's bytes from 0 on, and readable bytes after them.</summary>
    protected byte[] Buffer { get; private set; } = [];

    /// <summary>Reads a chunk. False where it does not end at the end of a row: the plan is wrong.</summary>
    public bool TryLoad(in TextChunk chunk)
    {
        Chunk = chunk;
        if (Buffer.Length < chunk.Length + FieldSlices.Padding)
        {
            Buffer = GC.AllocateUninitializedArray<byte>(chunk.Length + FieldSlices.Padding);
        }

        file.Read(chunk.Start, Buffer.AsSpan(0, chunk.Length), problems);
        Buffer.AsSpan(chunk.Length, FieldSlices.Padding).Clear();
        lines = null;
        // Before indexing, which may change the bytes.
        CheckUtf8();
        return TryIndex() && Rows <= chunk.Capacity;
    }

    /// <summary>Line of a row.</summary>
    public long LineOf(int row) => lines is null ? Chunk.Line + row : lines[row];

    /// <summary>The fields of a column. Each column is asked for at most once a chunk.</summary>
    public abstract void Gather(int column, FieldSlices fields);

    /// <summary>Finds the rows and fields of <see cref="Buffer"/>.</summary>
    protected abstract bool TryIndex();

    /// <summary>Whether each row is one line, by the number of line feeds in the chunk.</summary>
    protected bool IsLineByLine(int lineFeeds) => Rows == lineFeeds + (Chunk.Length > 0 && Buffer[Chunk.Length - 1] != '\n' ? 1 : 0);

    /// <summary>Sets the lines of rows that are not one line each.</summary>
    protected void SetLines(int[] lineOfRow) => lines = lineOfRow;

    /// <summary>Counts the lines at which rows begin.</summary>
    protected void CountLines(ReadOnlySpan<int> rowStarts)
    {
        var counted = new int[Rows];
        var (line, at) = (Chunk.Line, 0);
        for (var row = 0; row < counted.Length; row++)
        {
            line += Buffer.AsSpan(at, rowStarts[row] - at).Count((byte)'\n');
            at = rowStarts[row];
            counted[row] = line;
        }

        lines = counted;
    }

    private void CheckUtf8()
    {
        var text = Buffer.AsSpan(0, Chunk.Length);
        if (!Utf8.IsValid(text))
        {
            ReportUtf8(text, Chunk.Line, problems);
        }
    }

    /// <summary>Reports the lines of a text that are no UTF-8.</summary>
    public static void ReportUtf8(ReadOnlySpan<byte> text, long line, DataProblems problems)
    {
        foreach (var range in text.Split((byte)'\n'))
        {
            var row = text[range];
            if (!Utf8.IsValid(row))
            {
                var at = 0;
                while (Rune.DecodeFromUtf8(row[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
                {
                    at += length;
                }

                var (wrong, column) = (row[at], at + 1);
                problems.AddRow(SpecDiagnostics.DataNotUtf8, "", line, () => string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"The text is not UTF-8. Found the byte 0x{wrong:X2} at byte {column} of the line; expected UTF-8. Save the file as UTF-8 (from Windows-1252: `iconv -f WINDOWS-1252 -t UTF-8`)."));
            }

            line++;
        }
    }
}
