using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Datasets.Text;

/// <summary>Text by dictionary: every worker codes into a dictionary of its own, and the codes are made one at the end.</summary>
internal sealed class StringColumnBuilder(string name, int rows, int workers) : ColumnBuilder(name, ColumnKind.String, rows)
{
    private readonly int[] codes = GC.AllocateUninitializedArray<int>(rows);
    private readonly TextDictionary?[] dictionaries = new TextDictionary?[workers];
    private readonly List<int>[] firstRows = [.. Enumerable.Range(0, workers).Select(_ => new List<int>())];
    private readonly byte[] owners = workers > 1 ? new byte[rows] : [];

    /// <inheritdoc />
    public override bool TrySet(int row, ReadOnlySpan<byte> field, int worker)
    {
        var dictionary = dictionaries[worker] ??= new TextDictionary();
        var code = dictionary.Add(field);
        if (code == firstRows[worker].Count)
        {
            firstRows[worker].Add(row);
        }

        codes[row] = code;
        if (owners.Length > 0)
        {
            owners[row] = (byte)worker;
        }

        return true;
    }

    /// <inheritdoc />
    public override void SetNull(int row)
    {
        base.SetNull(row);
        codes[row] = -1;
    }

    /// <inheritdoc />
    public override Column Build(int[]? kept)
    {
        var (map, pool) = Merge();
        for (var row = 0; row < codes.Length; row++)
        {
            if (codes[row] >= 0)
            {
                codes[row] = map[owners.Length > 0 ? owners[row] : 0][codes[row]];
            }
        }

        // Blank lines are no rows, and what stood on them was null: no code is left without a row.
        return new StringColumn(Name, Keep(codes, kept), pool, Mask(kept));
    }

    // Workers take chunks in rising order, so that the first row a worker saw a text in is its earliest among that worker's.
    private (int[][] Map, StringPool Pool) Merge()
    {
        var all = new TextDictionary();
        var entries = new List<(int Row, int Worker, int Code)>();
        for (var worker = 0; worker < dictionaries.Length; worker++)
        {
            for (var code = 0; code < (dictionaries[worker]?.Count ?? 0); code++)
            {
                entries.Add((firstRows[worker][code], worker, code));
            }
        }

        entries.Sort();
        var map = Array.ConvertAll(dictionaries, d => new int[d?.Count ?? 0]);
        foreach (var (_, worker, code) in entries)
        {
            var dictionary = dictionaries[worker]!;
            map[worker][code] = all.Add(dictionary[code], dictionary.HashOf(code));
        }

        return (map, all.ToPool());
    }
}
