using ModelSpecs.Engine.Datasets.Reading;
using ModelSpecs.Engine.Datasets.Text;
using ModelSpecs.Engine.Progress;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Datasets.Csv;

/// <summary>Comma- and tab-separated text after RFC 4180: the first pass counts quotes and newlines, the second parses every chunk into its rows; both on all threads.</summary>
internal static class CsvFormat
{
    private const int SampleSize = 128 << 10;

    /// <summary>Column names.</summary>
    public static IReadOnlyList<string> Header(FormatInput input, byte delimiter) => CsvHeader.Read(input.Source, delimiter).Names;

    /// <summary>The columns asked for.</summary>
    public static FormatOutput Read(FormatInput input, byte delimiter, IReadOnlySet<string> wanted)
    {
        var header = CsvHeader.Read(input.Source, delimiter);
        var length = input.Source.Length;
        if (header.DataStart >= length)
        {
            throw new DatasetFormatException(SpecDiagnostics.GoldenEmpty, "there is a header and no row. Found 0 rows; expected at least 1.");
        }

        var chunkSize = input.Options.ChunkSize;
        var scans = new CsvScan[(int)((length - header.DataStart + chunkSize - 1) / chunkSize)];
        var workers = Math.Clamp(input.Options.Threads, 1, Math.Min(scans.Length, 64));
        Scan(input, header.DataStart, scans, workers);
        var chunks = CsvChunk.Place(header.DataStart, header.DataLine, length, chunkSize, scans, out var records);
        Span<byte> last = stackalloc byte[1];
        input.Source.Read(length - 1, last);
        var rows = records + (last[0] == '\n' ? 0 : 1);
        if (rows > Array.MaxLength / 2)
        {
            throw new DatasetFormatException(SpecDiagnostics.GoldenLimit, FormattableString.Invariant($"too many rows. Found {rows:N0}; expected at most {Array.MaxLength / 2:N0}. Split the file."));
        }

        var guesses = Guess(input, delimiter, header, wanted);
        var columns = new ColumnPass?[header.Names.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            if (wanted.Contains(header.Names[i]))
            {
                var declared = input.Golden.Columns.TryGetValue(header.Names[i], out var said) ? said.Value : (ColumnKind?)null;
                columns[i] = new ColumnPass(header.Names[i], declared, guesses[i], workers);
            }
        }

        var quotedNewlines = scans.Zip(chunks).Any(pair => (pair.Second.StartsQuoted ? pair.First.EvenNewlines : pair.First.OddNewlines) > 0);
        var lines = quotedNewlines ? new int[rows] : null;
        var blanks = Parse(input, delimiter, chunks, columns, (int)rows, lines, workers);
        var kept = Kept(blanks, (int)rows);
        return new FormatOutput(
            kept?.Length ?? (int)rows,
            [.. columns.Where(c => c is not null).Select(c => c!.Build(kept))],
            Lines(header.DataLine, lines, kept));
    }

    private static void Scan(FormatInput input, long dataStart, CsvScan[] scans, int workers)
    {
        var chunkSize = input.Options.ChunkSize;
        Workers.Run(workers, scans.Length, _ =>
        {
            var buffer = new byte[chunkSize];
            return i =>
            {
                var start = dataStart + ((long)i * chunkSize);
                var got = input.Source.Read(start, buffer.AsSpan(0, (int)Math.Min(chunkSize, input.Source.Length - start)));
                scans[i] = CsvScan.Of(buffer.AsSpan(0, got));
            };
        }, input.CancellationToken);
    }

    private static ColumnKind?[] Guess(FormatInput input, byte delimiter, CsvHeader header, IReadOnlySet<string> wanted)
    {
        var sink = new GuessSink(input, [.. header.Names.Select(wanted.Contains)]);
        using var parser = new CsvChunkParser(input.Source, delimiter, header.Names.Count, new RowProblems());
        var end = Math.Min(input.Source.Length, header.DataStart + Math.Min(SampleSize, input.Options.ChunkSize));
        parser.Parse(new CsvChunk(header.DataStart, end, false, 0, header.DataLine), isFirst: true, ref sink, input.CancellationToken);
        return sink.Kinds;
    }

    private static List<int>[] Parse(FormatInput input, byte delimiter, CsvChunk[] chunks, ColumnPass?[] columns, int rows, int[]? lines, int workers)
    {
        var progress = new Throttled(input.Options.Progress);
        while (true)
        {
            var open = Array.ConvertAll(columns, column => column is { IsOpen: true } ? column : null);
            foreach (var column in open)
            {
                column?.Begin(rows);
            }

            var blanks = new List<int>[workers];
            var done = 0;
            Workers.Run(workers, chunks.Length, worker =>
            {
                var sink = new ColumnSink(input, open, worker, lines);
                blanks[worker] = sink.Blanks;
                var parser = new CsvChunkParser(input.Source, delimiter, columns.Length, input.Problems);
                return new WorkItem(
                    i =>
                    {
                        parser.Parse(chunks[i], i == 0, ref sink, input.CancellationToken);
                        progress.Report(new RunProgress(input.Options.Suite, "reading", Interlocked.Increment(ref done), chunks.Length));
                    },
                    parser.Dispose);
            }, input.CancellationToken);
            foreach (var column in open)
            {
                column?.End();
            }

            // A column that turned out to be of a wider type is read once more, and only it.
            if (input.Problems.Any || !Array.Exists(columns, column => column is { IsOpen: true }))
            {
                return blanks;
            }
        }
    }

    private static int[]? Kept(List<int>[] blanks, int rows)
    {
        var blank = blanks.SelectMany(b => b).ToHashSet();
        return blank.Count == 0 ? null : [.. Enumerable.Range(0, rows).Where(row => !blank.Contains(row))];
    }

    private static RowLines Lines(int first, int[]? lines, int[]? kept) => (lines, kept) switch
    {
        (null, null) => new RowLines(first, null),
        (null, _) => new RowLines(first, Array.ConvertAll(kept, row => first + row)),
        (_, null) => new RowLines(first, lines),
        _ => new RowLines(first, Array.ConvertAll(kept, row => lines[row])),
    };

    private struct ColumnSink(FormatInput input, ColumnPass?[] columns, int worker, int[]? lines) : CsvChunkParser.ISink
    {
        public List<int> Blanks { get; } = [];

        public readonly void Field(int row, int column, ReadOnlySpan<byte> field, long line)
        {
            if ((uint)column < (uint)columns.Length && columns[column] is { } pass)
            {
                pass.Set(row, field, worker, input, line);
            }
        }

        public readonly void Blank(int row)
        {
            Blanks.Add(row);
            foreach (var column in columns)
            {
                column?.SetNull(row);
            }
        }

        public readonly void EndRecord(int row, long line)
        {
            if (lines is not null)
            {
                lines[row] = (int)line;
            }
        }
    }

    private readonly struct GuessSink(FormatInput input, bool[] wanted) : CsvChunkParser.ISink
    {
        public ColumnKind?[] Kinds { get; } = new ColumnKind?[wanted.Length];

        public void Field(int row, int column, ReadOnlySpan<byte> field, long line)
        {
            if ((uint)column < (uint)wanted.Length && wanted[column] && Kinds[column] != ColumnKind.String && !input.IsNull(field))
            {
                Kinds[column] = TypeInference.Join(Kinds[column], TypeInference.Of(field));
            }
        }

        public void Blank(int row)
        {
        }

        public void EndRecord(int row, long line)
        {
        }
    }
}
