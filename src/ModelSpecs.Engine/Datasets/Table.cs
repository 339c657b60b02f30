namespace ModelSpecs.Engine.Datasets;

/// <summary>A golden set in memory: the columns asked for, by name and in file order.</summary>
public sealed class Table
{
    private readonly Dictionary<string, Column> byName;

    /// <summary>A table of columns of equal length.</summary>
    /// <param name="path">File it was read from.</param>
    /// <param name="contentHash">Hash of the file's bytes, hexadecimal: the data's part of every cache key.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="header">All column names of the file, also of columns not read.</param>
    /// <param name="columns">The columns read.</param>
    /// <param name="lines">Line in the file at which a row starts, from 1; null where the format has no lines.</param>
    public Table(string path, string contentHash, int rows, IReadOnlyList<string> header, IReadOnlyList<Column> columns, RowLines? lines)
    {
        Path = path;
        ContentHash = contentHash;
        Rows = rows;
        Header = header;
        Columns = columns;
        Lines = lines;
        byName = columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
    }

    /// <summary>File the table was read from.</summary>
    public string Path { get; }

    /// <summary>Hash of the file's bytes.</summary>
    public string ContentHash { get; }

    /// <summary>Rows.</summary>
    public int Rows { get; }

    /// <summary>All column names of the file.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Columns that were read.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Where rows start in the file.</summary>
    public RowLines? Lines { get; }

    /// <summary>A column that was read, or null.</summary>
    public Column? Find(string name) => byName.GetValueOrDefault(name);
}

/// <summary>Line numbers of rows, without an array where every row is one line.</summary>
/// <param name="first">Line of row 0.</param>
/// <param name="starts">Line of each row; null: one line a row.</param>
public sealed class RowLines(int first, int[]? starts)
{
    /// <summary>Line of a row, from 1.</summary>
    public int this[int row] => starts is null ? first + row : starts[row];

    /// <summary>Line of row 0.</summary>
    public int First => first;

    /// <summary>The lines, or null.</summary>
    public int[]? Starts => starts;
}
