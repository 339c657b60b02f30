using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ModelSpecs.Engine.Datasets;

namespace ModelSpecs;

/// <summary>A golden set as columns in memory: for models that are no ONNX file, whose predictions a test has made itself.</summary>
/// <remarks><c>new GoldenData { { "age", ages }, { "defaulted", labels }, { "score", scores } }</c>. The columns are copied.</remarks>
public sealed class GoldenData : IEnumerable<string>
{
    /// <summary>What stands for the data where a spec names a file.</summary>
    internal const string FileName = "in-memory.csv";

    private readonly List<Column> _columns = [];

    /// <summary>Rows; 0 while there is no column.</summary>
    public int Rows => _columns.Count == 0 ? 0 : _columns[0].Length;

    /// <summary>Adds a column of numbers. Not a number is a value, not a null.</summary>
    /// <param name="name">Name of the column.</param>
    /// <param name="values">One a row.</param>
    /// <exception cref="ArgumentException">There is such a column already, or another number of rows.</exception>
    public void Add(string name, IEnumerable<double> values) => Add(new NumberColumn(Checked(name), [.. values], null));

    /// <summary>Adds a column of numbers.</summary>
    /// <inheritdoc cref="Add(string, IEnumerable{double})" />
    public void Add(string name, IEnumerable<float> values) => Add(new NumberColumn(Checked(name), [.. values.Select(value => (double)value)], null));

    /// <summary>Adds a column of numbers, some of which may be missing.</summary>
    /// <inheritdoc cref="Add(string, IEnumerable{double})" />
    public void Add(string name, IEnumerable<double?> values)
    {
        double?[] all = [.. values];
        Add(new NumberColumn(Checked(name), [.. all.Select(value => value ?? double.NaN)], NullsOf(all, value => value is null)));
    }

    /// <summary>Adds a column of whole numbers.</summary>
    /// <inheritdoc cref="Add(string, IEnumerable{double})" />
    public void Add(string name, IEnumerable<int> values) => Add(new IntegerColumn(Checked(name), [.. values.Select(value => (long)value)], null));

    /// <summary>Adds a column of whole numbers.</summary>
    /// <inheritdoc cref="Add(string, IEnumerable{double})" />
    public void Add(string name, IEnumerable<long> values) => Add(new IntegerColumn(Checked(name), [.. values], null));

    /// <summary>Adds a column of truth values.</summary>
    /// <inheritdoc cref="Add(string, IEnumerable{double})" />
    public void Add(string name, IEnumerable<bool> values) => Add(new BooleanColumn(Checked(name), [.. values], null));

    /// <summary>Adds a column of texts; null is a missing one.</summary>
    /// <inheritdoc cref="Add(string, IEnumerable{double})" />
    public void Add(string name, IEnumerable<string?> values)
    {
        string?[] all = [.. values];
        var codes = new int[all.Length];
        var texts = new List<string>();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < all.Length; row++)
        {
            if (all[row] is not { } text)
            {
                codes[row] = -1;
                continue;
            }

            if (!known.TryGetValue(text, out var code))
            {
                code = known[text] = texts.Count;
                texts.Add(text);
            }

            codes[row] = code;
        }

        Add(new StringColumn(Checked(name), codes, StringPool.Of(texts), NullsOf(all, value => value is null)));
    }

    /// <summary>Adds a column of times, in UTC.</summary>
    /// <inheritdoc cref="Add(string, IEnumerable{double})" />
    public void Add(string name, IEnumerable<DateTime> values) => Add(new DateColumn(Checked(name), [.. values.Select(value => (value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value).Ticks)], null));

    /// <summary>The names of the columns.</summary>
    public IEnumerator<string> GetEnumerator() => _columns.Select(column => column.Name).GetEnumerator();

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The table that an evaluation reads.</summary>
    /// <param name="path">Full path that stands for it.</param>
    internal Table ToTable(string path) => new(path, Hash(), Rows, [.. this], [.. _columns], new RowLines(1, null));

    // Predictions are kept under what they were made of: the hash of the values, not of their number.
    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var column in _columns)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{column.Kind} {column.Name.Length} {column.Name} {column.Length}\n")));
            for (var row = 0; row < column.Length; row++)
            {
                var text = column.IsNull(row) ? null : column.Format(row);
                hash.AppendData(Encoding.UTF8.GetBytes(text is null ? "-\n" : string.Create(CultureInfo.InvariantCulture, $"{text.Length} {text}\n")));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static NullMask? NullsOf<T>(T[] values, Func<T, bool> isNull)
    {
        if (!Array.Exists(values, value => isNull(value)))
        {
            return null;
        }

        var words = new ulong[(values.Length + 63) / 64];
        for (var row = 0; row < values.Length; row++)
        {
            words[row >> 6] |= isNull(values[row]) ? 1UL << (row & 63) : 0;
        }

        return new NullMask(words, values.Length);
    }

    private string Checked(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return _columns.Exists(column => column.Name == name)
            ? throw new ArgumentException($"The column '{name}' is there already. Found it twice; expected each once.", nameof(name))
            : name;
    }

    private void Add(Column column)
    {
        if (_columns.Count > 0 && column.Length != Rows)
        {
            throw new ArgumentException(FormattableString.Invariant($"The columns have different numbers of rows. Found {column.Length} in '{column.Name}'; expected {Rows}, as in '{_columns[0].Name}'."), nameof(column));
        }

        _columns.Add(column);
    }
}
