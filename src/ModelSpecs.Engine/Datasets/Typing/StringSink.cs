using ModelSpecs.Engine.Datasets.Files;

namespace ModelSpecs.Engine.Datasets.Typing;

/// <summary>Text: each thread codes its chunks with a dictionary of its own; at the end the dictionaries become one, in order of first occurrence.</summary>
internal sealed class StringSink(ColumnRequest request, int capacity, int workers, int chunks, DataProblems problems) : ColumnSink(request, capacity, problems)
{
    private readonly int[] codes = GC.AllocateUninitializedArray<int>(capacity);
    private readonly Utf8Dictionary?[] dictionaries = new Utf8Dictionary?[workers];
    private readonly int[] workerOf = new int[chunks];

    protected override int Parse(FieldSlices fields, int row, ChunkPlace place)
    {
        workerOf[place.Index] = place.Worker;
        ParseLoops.Codes(fields, place.FirstRow, dictionaries[place.Worker] ??= new Utf8Dictionary(), codes.AsSpan(place.FirstRow, fields.Rows));
        return fields.Rows;
    }

    protected override bool ParseSlowly(ReadOnlySpan<byte> field, int row) => true;

    protected override Column Make(RowSegment[] segments, int rows, NullMask? mask)
    {
        var used = dictionaries.Count(d => d is not null);
        if (used <= 1)
        {
            // One thread meets the texts in file order.
            var pool = (dictionaries.FirstOrDefault(d => d is not null) ?? new Utf8Dictionary()).ToPool();
            return new StringColumn(Request.Name, RowSegment.Compact(codes, segments, rows), pool, mask);
        }

        var merged = Merge(out var translations);
        Workers.Run(
            Workers.Count(workers, segments.Length),
            segments.Length,
            (_, chunk) =>
            {
                var translation = translations[workerOf[chunk]];
                foreach (ref var code in codes.AsSpan(segments[chunk].Start, segments[chunk].Count))
                {
                    code = code < 0 ? -1 : translation[code];
                }

                return true;
            },
            CancellationToken.None);
        return new StringColumn(Request.Name, RowSegment.Compact(codes, segments, rows), merged.ToPool(), mask);
    }

    // Each dictionary is in order of first rows; the one whose next text came first goes first.
    private Utf8Dictionary Merge(out int[][] translations)
    {
        translations = Array.ConvertAll(dictionaries, d => new int[d?.Count ?? 0]);
        var merged = new Utf8Dictionary();
        var next = new int[dictionaries.Length];
        while (true)
        {
            var first = -1;
            for (var worker = 0; worker < next.Length; worker++)
            {
                if (next[worker] < translations[worker].Length
                    && (first < 0 || dictionaries[worker]!.FirstRow(next[worker]) < dictionaries[first]!.FirstRow(next[first])))
                {
                    first = worker;
                }
            }

            if (first < 0)
            {
                return merged;
            }

            var code = next[first]++;
            translations[first][code] = merged.Code(dictionaries[first]!.Text(code), dictionaries[first]!.FirstRow(code));
        }
    }
}
