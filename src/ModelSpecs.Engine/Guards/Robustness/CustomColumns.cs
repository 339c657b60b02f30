using System.Globalization;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Metrics.Custom;
using ModelSpecs.Metrics.Perturbation;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Robustness;

/// <summary>Hands rows of columns to the user's own perturbation and takes them back.</summary>
/// <param name="spec">The entry.</param>
/// <param name="table">The golden set.</param>
/// <param name="rows">Rows that are changed.</param>
/// <param name="perturbation">The user's own.</param>
internal sealed class CustomColumns(RobustSpec spec, Table table, int[] rows, CustomPerturbation perturbation)
{
    /// <summary>The columns as the perturbation leaves them.</summary>
    /// <exception cref="PerturbationFailedException">It threw, or a value does not fit its column.</exception>
    public List<Column> At(PerturbationLevel level)
    {
        var columns = spec.Perturbation.Columns.Select(column => table.Find(column.Value)!).ToList();
        var numbers = columns.ConvertAll(column => column is StringColumn ? null : new double[rows.Length]);
        var texts = columns.ConvertAll(column => column is StringColumn ? new string?[rows.Length] : null);
        var row = new PerturbedRow([.. columns.Select(column => column.Name)], [.. columns.Select(column => column is StringColumn)]);
        var purpose = RowRandom.PurposeOf(spec.Perturbation.Key.Value);
        for (var i = 0; i < rows.Length; i++)
        {
            foreach (var column in columns)
            {
                Read(column, rows[i], row);
            }

            row.Begin((int)level.Amount, new RowRandom((ulong)spec.Seed, purpose, rows[i]));
            if (perturbation.Perturb(row) is { } failure)
            {
                throw new PerturbationFailedException($"{spec.Perturbation.Key.Value} failed on a row: {failure}");
            }

            for (var c = 0; c < columns.Count; c++)
            {
                if (texts[c] is { } column)
                {
                    column[i] = row.Text(columns[c].Name);
                }
                else
                {
                    numbers[c]![i] = row.Number(columns[c].Name);
                }
            }
        }

        return [.. columns.Select((column, c) => column is StringColumn text ? Write(text, texts[c]!) : Write(column, numbers[c]!))];
    }

    private static void Read(Column column, int at, PerturbedRow row)
    {
        switch (column)
        {
            case StringColumn text:
                row.Set(column.Name, text.Codes[at] < 0 ? null : text.Pool[text.Codes[at]]);
                break;
            case IntegerColumn integers:
                row.Set(column.Name, integers.IsNull(at) ? double.NaN : integers.Values[at]);
                break;
            case BooleanColumn booleans:
                row.Set(column.Name, booleans.IsNull(at) ? double.NaN : booleans.Values[at] ? 1 : 0);
                break;
            default:
                row.Set(column.Name, ((NumberColumn)column).Values[at]);
                break;
        }
    }

    private StringColumn Write(StringColumn column, string?[] texts)
    {
        var codes = column.Codes.ToArray();
        var all = Enumerable.Range(0, column.Pool.Count).Select(code => column.Pool[code]).ToList();
        var byText = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var code = 0; code < all.Count; code++)
        {
            byText.TryAdd(all[code], code);
        }

        for (var i = 0; i < rows.Length; i++)
        {
            if (texts[i] is not { } text)
            {
                codes[rows[i]] = -1;
                continue;
            }

            if (!byText.TryGetValue(text, out var code))
            {
                byText.Add(text, code = all.Count);
                all.Add(text);
            }

            codes[rows[i]] = code;
        }

        return new StringColumn(column.Name, codes, StringPool.Of(all), Nulls(column, i => texts[i] is null));
    }

    private Column Write(Column column, double[] numbers)
    {
        var nulls = Nulls(column, i => double.IsNaN(numbers[i]));
        switch (column)
        {
            case NumberColumn c:
                var values = c.Values.ToArray();
                Each((row, i) => values[row] = numbers[i]);
                return new NumberColumn(c.Name, values, nulls);
            case IntegerColumn c:
                var whole = c.Values.ToArray();
                Each((row, i) => whole[row] = double.IsNaN(numbers[i]) ? 0 : numbers[i] == Math.Truncate(numbers[i]) && Math.Abs(numbers[i]) < long.MaxValue ? (long)numbers[i] : throw Unfit(c, numbers[i], "a whole number"));
                return new IntegerColumn(c.Name, whole, nulls);
            default:
                var flags = ((BooleanColumn)column).Values.ToArray();
                Each((row, i) => flags[row] = !double.IsNaN(numbers[i]) && (numbers[i] is 0 or 1 ? numbers[i] == 1 : throw Unfit(column, numbers[i], "0 or 1")));
                return new BooleanColumn(column.Name, flags, nulls);
        }
    }

    private void Each(Action<int, int> take)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            take(rows[i], i);
        }
    }

    private NullMask? Nulls(Column column, Func<int, bool> isNull)
    {
        var words = new ulong[(column.Length + 63) / 64];
        column.Nulls?.Words.AsSpan().CopyTo(words);
        for (var i = 0; i < rows.Length; i++)
        {
            var bit = 1UL << (rows[i] & 63);
            words[rows[i] >> 6] = isNull(i) ? words[rows[i] >> 6] | bit : words[rows[i] >> 6] & ~bit;
        }

        return words.Any(word => word != 0) ? new NullMask(words, column.Length) : null;
    }

    private PerturbationFailedException Unfit(Column column, double value, string expected) => new(string.Create(CultureInfo.InvariantCulture,
        $"{spec.Perturbation.Key.Value} set column {OneLine.Quote(column.Name)} to {value}, and it takes {expected}"));
}
