using System.Globalization;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Results.Profiles;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Guards.Drift;

/// <summary>Values of a column on some rows, as numbers or as counts of categories.</summary>
internal static class ColumnValues
{
    private const int Block = 8_192;

    /// <summary>As a profile calls the column: a number, a date, a category; null: an array in each row, which is none.</summary>
    public static string? KindOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer or ColumnKind.Number => ColumnProfile.Number,
        ColumnKind.Date => ColumnProfile.Date,
        ColumnKind.Boolean or ColumnKind.String => ColumnProfile.Category,
        _ => null,
    };

    /// <summary>All values ascending, after the rows without one, which are NaN.</summary>
    /// <param name="column">Numbers or dates; dates are days since 1970-01-01.</param>
    /// <param name="rows">The rows; null: all.</param>
    public static (double[] Sorted, int Missing) Sort(Column column, int[]? rows)
    {
        var values = new double[rows?.Length ?? column.Length];
        Copy(column, rows, 0, values);
        Array.Sort(values);
        var missing = 0;
        while (missing < values.Length && double.IsNaN(values[missing]))
        {
            missing++;
        }

        return (values, missing);
    }

    /// <summary>Hands over all values in blocks; a row without one is NaN.</summary>
    public static void ForEachBlock(Column column, int[]? rows, Action<ReadOnlySpan<double>> take)
    {
        if (column is NumberColumn numbers && rows is null)
        {
            take(numbers.Values);
            return;
        }

        var count = rows?.Length ?? column.Length;
        var buffer = new double[Math.Min(Block, count)];
        for (var start = 0; start < count; start += Block)
        {
            var block = buffer.AsSpan(0, Math.Min(Block, count - start));
            Copy(column, rows, start, block);
            take(block);
        }
    }

    /// <summary>Rows by category.</summary>
    public static (Dictionary<string, long> Counts, int Missing) Categories(Column column, int[]? rows)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var missing = 0;
        switch (column)
        {
            case StringColumn text:
                var byCode = new long[text.Pool.Count];
                for (var i = 0; i < (rows?.Length ?? text.Length); i++)
                {
                    var code = text.Codes[rows is null ? i : rows[i]];
                    if (code < 0)
                    {
                        missing++;
                    }
                    else
                    {
                        byCode[code]++;
                    }
                }

                for (var code = 0; code < byCode.Length; code++)
                {
                    if (byCode[code] > 0)
                    {
                        counts[text.Pool[code]] = byCode[code];
                    }
                }

                break;
            case BooleanColumn boolean:
                var (yes, no) = (0L, 0L);
                for (var i = 0; i < (rows?.Length ?? boolean.Length); i++)
                {
                    var row = rows is null ? i : rows[i];
                    (missing, yes, no) = boolean.IsNull(row) ? (missing + 1, yes, no) : boolean.Values[row] ? (missing, yes + 1, no) : (missing, yes, no + 1);
                }

                Add("true", yes);
                Add("false", no);
                break;
            default:
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"A {column.Kind} column has no categories."));
        }

        return (counts, missing);

        void Add(string name, long times)
        {
            if (times > 0)
            {
                counts[name] = times;
            }
        }
    }

    private static void Copy(Column column, int[]? rows, int start, Span<double> target)
    {
        switch (column)
        {
            case NumberColumn c when rows is null:
                c.Values.AsSpan(start, target.Length).CopyTo(target);
                break;
            case NumberColumn c:
                for (var i = 0; i < target.Length; i++)
                {
                    target[i] = c.Values[rows[start + i]];
                }

                break;
            case IntegerColumn c:
                for (var i = 0; i < target.Length; i++)
                {
                    target[i] = c.Values[rows is null ? start + i : rows[start + i]];
                }

                Blank(c, rows, start, target);
                break;
            case DateColumn c:
                for (var i = 0; i < target.Length; i++)
                {
                    target[i] = (c.Ticks[rows is null ? start + i : rows[start + i]] - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerDay;
                }

                Blank(c, rows, start, target);
                break;
            default:
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"A {column.Kind} column has no numbers."));
        }
    }

    private static void Blank(Column column, int[]? rows, int start, Span<double> target)
    {
        for (var i = 0; column.Nulls is not null && i < target.Length; i++)
        {
            if (column.Nulls[rows is null ? start + i : rows[start + i]])
            {
                target[i] = double.NaN;
            }
        }
    }
}
