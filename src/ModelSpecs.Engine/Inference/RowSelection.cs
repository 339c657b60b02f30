using System.Globalization;
using ModelSpecs.Engine.Datasets;

namespace ModelSpecs.Engine.Inference;

/// <summary>The rows of a table that are predicted, in order.</summary>
/// <param name="table">The table.</param>
/// <param name="rows">Indexes of rows; null: all.</param>
internal sealed class RowSelection(Table table, int[]? rows)
{
    private const int NamedRows = 5;

    /// <summary>The table.</summary>
    public Table Table { get; } = table;

    /// <summary>Indexes of rows; null: all.</summary>
    public int[]? Rows { get; } = rows;

    /// <summary>Rows predicted.</summary>
    public int Count { get; } = rows?.Length ?? table.Rows;

    /// <summary>Row of the table at a position.</summary>
    public int this[int position] => Rows is null ? position : Rows[position];

    /// <summary><c>line 7</c>, <c>lines 7, 12 and 40 others</c>; rows where the file has no lines.</summary>
    /// <param name="positions">The first positions, at least one.</param>
    /// <param name="count">Positions in all.</param>
    public string Name(IEnumerable<int> positions, int count)
    {
        var named = positions.Take(NamedRows).Select(p => (Table.Lines is { } lines ? lines[this[p]] : this[p] + 1).ToString(CultureInfo.InvariantCulture)).ToList();
        var noun = Table.Lines is null ? "row" : "line";
        var others = count - named.Count;
        return (named.Count, others) switch
        {
            (1, 0) => $"{noun} {named[0]}",
            (_, 0) => $"{noun}s {string.Join(", ", named.SkipLast(1))} and {named[^1]}",
            _ => string.Create(CultureInfo.InvariantCulture, $"{noun}s {string.Join(", ", named)} and {others:N0} other{(others == 1 ? "" : "s")}"),
        };
    }

    /// <summary>Positions for which something is so: how many, and the first of them.</summary>
    public Findings Find(Func<int, bool> isSo)
    {
        var findings = new Findings();
        for (var position = 0; position < Count; position++)
        {
            if (isSo(this[position]))
            {
                findings.Add(position);
            }
        }

        return findings;
    }
}

/// <summary>Positions that were found: all are counted, the first are kept.</summary>
internal sealed class Findings
{
    private const int Kept = 5;

    /// <summary>The first positions.</summary>
    public List<int> First { get; } = new(Kept);

    /// <summary>Positions in all.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a position.</summary>
    public void Add(int position)
    {
        if (Count++ < Kept)
        {
            First.Add(position);
        }
    }

    /// <summary>The rows by their lines.</summary>
    public string Name(RowSelection rows) => rows.Name(First, Count);
}
