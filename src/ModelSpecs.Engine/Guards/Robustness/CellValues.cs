using System.Globalization;
using ModelSpecs.Engine.Datasets;

namespace ModelSpecs.Engine.Guards.Robustness;

/// <summary>Columns with some of their cells changed. The others are shared or copied; nothing is written into a column that was read.</summary>
internal static class CellValues
{
    /// <summary>Whether a row holds the same in two columns of one name, of which the second came of the first.</summary>
    public static bool AreSame(Column before, Column after, int row) => before.IsNull(row) == after.IsNull(row) && (before, after) switch
    {
        (NumberColumn a, NumberColumn b) => a.Values[row].Equals(b.Values[row]),
        (IntegerColumn a, IntegerColumn b) => a.Values[row] == b.Values[row],
        (BooleanColumn a, BooleanColumn b) => a.Values[row] == b.Values[row],
        (StringColumn a, StringColumn b) => a.Codes[row] == b.Codes[row],
        _ => string.Equals(before.Format(row), after.Format(row), StringComparison.Ordinal),
    };

    /// <summary>Numbers through a function; nulls stay.</summary>
    public static NumberColumn Map(NumberColumn column, int[] rows, Func<double, int, double> change)
    {
        var values = column.Values.ToArray();
        foreach (var row in rows)
        {
            values[row] = column.IsNull(row) ? values[row] : change(values[row], row);
        }

        return new NumberColumn(column.Name, values, column.Nulls);
    }

    /// <summary>Whole numbers through a function: they stay whole, to the nearest, since the model never sees others.</summary>
    public static IntegerColumn Map(IntegerColumn column, int[] rows, Func<double, int, double> change)
    {
        var values = column.Values.ToArray();
        foreach (var row in rows)
        {
            // A conversion saturates.
            values[row] = column.IsNull(row) ? 0 : (long)Math.Round(change(values[row], row));
        }

        return new IntegerColumn(column.Name, values, column.Nulls);
    }

    /// <summary>A text as a value of a column; null: it is none. Of text any is.</summary>
    public static object? Parse(Column column, string text) => column switch
    {
        StringColumn => text,
        BooleanColumn => text switch { "true" => true, "false" => false, _ => null },
        IntegerColumn => long.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null,
        NumberColumn => double.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
        _ => null,
    };

    /// <summary>One value in all rows.</summary>
    public static Column Set(Column column, int[] rows, string text)
    {
        var nulls = WithoutNulls(column, rows);
        var value = Parse(column, text)!;
        return column switch
        {
            NumberColumn c => new NumberColumn(c.Name, Filled(c.Values, rows, (double)value), nulls),
            IntegerColumn c => new IntegerColumn(c.Name, Filled(c.Values, rows, (long)value), nulls),
            BooleanColumn c => new BooleanColumn(c.Name, Filled(c.Values, rows, (bool)value), nulls),
            StringColumn c => With(c, text) is var (code, pool) ? new StringColumn(c.Name, Filled(c.Codes, rows, code), pool, nulls) : c,
            _ => throw new InvalidOperationException($"A column of type {column.Kind} is not set."),
        };
    }

    /// <summary>One of two values where the other stands.</summary>
    public static Column Swap(Column column, int[] rows, string first, string second)
    {
        var (a, b) = (Parse(column, first)!, Parse(column, second)!);
        return column switch
        {
            NumberColumn c => new NumberColumn(c.Name, Swapped(c, c.Values, rows, (double)a, (double)b), c.Nulls),
            IntegerColumn c => new IntegerColumn(c.Name, Swapped(c, c.Values, rows, (long)a, (long)b), c.Nulls),
            BooleanColumn c => new BooleanColumn(c.Name, Swapped(c, c.Values, rows, (bool)a, (bool)b), c.Nulls),
            StringColumn c => SwapTexts(c, rows, first, second),
            _ => throw new InvalidOperationException($"A column of type {column.Kind} is not swapped."),
        };
    }

    /// <summary>Nulls in all rows.</summary>
    public static Column Drop(Column column, int[] rows)
    {
        var words = new ulong[(column.Length + 63) / 64];
        column.Nulls?.Words.AsSpan().CopyTo(words);
        foreach (var row in rows)
        {
            words[row >> 6] |= 1UL << (row & 63);
        }

        var nulls = new NullMask(words, column.Length);
        return column switch
        {
            NumberColumn c => new NumberColumn(c.Name, Filled(c.Values, rows, double.NaN), nulls),
            IntegerColumn c => new IntegerColumn(c.Name, Filled(c.Values, rows, 0L), nulls),
            BooleanColumn c => new BooleanColumn(c.Name, Filled(c.Values, rows, false), nulls),
            StringColumn c => new StringColumn(c.Name, Filled(c.Codes, rows, -1), c.Pool, nulls),
            _ => throw new InvalidOperationException($"A column of type {column.Kind} is not dropped."),
        };
    }

    /// <summary>The values of other rows, nulls too.</summary>
    /// <param name="column">The column.</param>
    /// <param name="rows">Rows that take them.</param>
    /// <param name="from">Of each of these the row that gives its own.</param>
    public static Column Take(Column column, int[] rows, int[] from)
    {
        NullMask? nulls = null;
        if (column.Nulls is { } mask)
        {
            var words = mask.Words.ToArray();
            for (var i = 0; i < rows.Length; i++)
            {
                var bit = 1UL << (rows[i] & 63);
                words[rows[i] >> 6] = mask[from[i]] ? words[rows[i] >> 6] | bit : words[rows[i] >> 6] & ~bit;
            }

            nulls = new NullMask(words, column.Length);
        }

        return column switch
        {
            NumberColumn c => new NumberColumn(c.Name, Taken(c.Values, rows, from), nulls),
            IntegerColumn c => new IntegerColumn(c.Name, Taken(c.Values, rows, from), nulls),
            BooleanColumn c => new BooleanColumn(c.Name, Taken(c.Values, rows, from), nulls),
            StringColumn c => new StringColumn(c.Name, Taken(c.Codes, rows, from), c.Pool, nulls),
            _ => throw new InvalidOperationException($"A column of type {column.Kind} is not shuffled."),
        };
    }

    /// <summary>The null mask without some rows.</summary>
    public static NullMask? WithoutNulls(Column column, int[] rows)
    {
        if (column.Nulls is null)
        {
            return null;
        }

        var words = column.Nulls.Words.ToArray();
        foreach (var row in rows)
        {
            words[row >> 6] &= ~(1UL << (row & 63));
        }

        return new NullMask(words, column.Length);
    }

    /// <summary>The code of a text, which joins the pool where it is new.</summary>
    public static (int Code, StringPool Pool) With(StringColumn column, string text)
    {
        for (var code = 0; code < column.Pool.Count; code++)
        {
            if (string.Equals(column.Pool[code], text, StringComparison.Ordinal))
            {
                return (code, column.Pool);
            }
        }

        return (column.Pool.Count, StringPool.Of([.. Enumerable.Range(0, column.Pool.Count).Select(code => column.Pool[code]), text]));
    }

    private static StringColumn SwapTexts(StringColumn column, int[] rows, string first, string second)
    {
        var (a, pool) = With(column, first);
        var (b, both) = With(new StringColumn(column.Name, column.Codes, pool, column.Nulls), second);
        return new StringColumn(column.Name, Swapped(column, column.Codes, rows, a, b), both, column.Nulls);
    }

    private static T[] Filled<T>(T[] values, int[] rows, T value)
    {
        var filled = values.ToArray();
        foreach (var row in rows)
        {
            filled[row] = value;
        }

        return filled;
    }

    private static T[] Taken<T>(T[] values, int[] rows, int[] from)
    {
        var taken = values.ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            taken[rows[i]] = values[from[i]];
        }

        return taken;
    }

    private static T[] Swapped<T>(Column column, T[] values, int[] rows, T a, T b)
        where T : IEquatable<T>
    {
        var swapped = values.ToArray();
        foreach (var row in rows)
        {
            swapped[row] = column.IsNull(row) ? values[row] : values[row].Equals(a) ? b : values[row].Equals(b) ? a : values[row];
        }

        return swapped;
    }
}
