using System.Text;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Metrics.Health;

namespace ModelSpecs.Engine.Guards.Health;

/// <summary>What <see cref="NearRows"/> takes of the rows of one set, or of two, one after the other: numbers, and a class of everything that has to be equal.</summary>
internal static class NearCells
{
    /// <summary>Classes and numbers.</summary>
    /// <param name="sides">Of each set the columns, which go together by their place, with its rows (null: all) and their number.</param>
    /// <param name="cancellationToken">Stops between blocks of rows.</param>
    public static (int[] Classes, List<double[]> Numbers) Of(IReadOnlyList<(IReadOnlyList<Column> Columns, int[]? Selection, int Rows)> sides, CancellationToken cancellationToken)
    {
        var rows = sides.Sum(side => side.Rows);
        var (words, numbers) = (new List<ulong[]>(), new List<double[]>());
        for (var c = 0; c < sides[0].Columns.Count; c++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (sides.All(side => side.Columns[c] is IntegerColumn or NumberColumn))
            {
                var (values, kinds) = (new double[rows], new ulong[rows]);
                Each(sides, c, (column, row, at) => (values[at], kinds[at]) = Number(column, row));
                numbers.Add(values);
                if (Array.Exists(kinds, kind => kind != 0))
                {
                    words.Add(kinds);
                }
            }
            else if (sides.Any(side => side.Columns[c] is StringColumn))
            {
                words.Add(Texts(sides, c, rows));
            }
            else
            {
                words.AddRange(Others(sides, c, rows));
            }
        }

        return (EqualRows.First(words, rows, cancellationToken), numbers);
    }

    /// <summary>A text without what makes no difference: case, spaces at its ends, and how many there are between its words.</summary>
    public static string Normal(string text)
    {
        var normal = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character))
            {
                normal.Append(character);
            }
            else if (normal.Length > 0 && normal[^1] != ' ')
            {
                normal.Append(' ');
            }
        }

        return normal.ToString().TrimEnd(' ').ToUpperInvariant();
    }

    private static void Each(IReadOnlyList<(IReadOnlyList<Column> Columns, int[]? Selection, int Rows)> sides, int c, Action<Column, int, int> set)
    {
        var at = 0;
        foreach (var (columns, selection, rows) in sides)
        {
            for (var i = 0; i < rows; i++)
            {
                set(columns[c], selection is null ? i : selection[i], at++);
            }
        }
    }

    // What is no finite number is close to the same alone: it is told by a word of its own.
    private static (double Value, ulong Kind) Number(Column column, int row)
    {
        if (column.IsNull(row))
        {
            return (0, 1);
        }

        var value = column is IntegerColumn integers ? integers.Values[row] : ((NumberColumn)column).Values[row];
        return double.IsFinite(value) ? (value, 0) : (0, double.IsNaN(value) ? 2UL : value > 0 ? 3UL : 4UL);
    }

    private static ulong[] Texts(IReadOnlyList<(IReadOnlyList<Column> Columns, int[]? Selection, int Rows)> sides, int c, int rows)
    {
        var words = new ulong[rows];
        var known = new Dictionary<string, ulong>(StringComparer.Ordinal);
        var codes = sides.Select(side => side.Columns[c]).OfType<StringColumn>().Distinct().ToDictionary(column => (Column)column, column =>
        {
            var ofPool = new ulong[column.Pool.Count];
            for (var code = 0; code < ofPool.Length; code++)
            {
                var text = Normal(column.Pool[code]);
                ofPool[code] = known.TryGetValue(text, out var word) ? word : known[text] = (ulong)known.Count + 1;
            }

            return ofPool;
        });
        // Beside a column of texts another may be empty: nothing but nulls.
        Each(sides, c, (column, row, at) => words[at] = column is StringColumn texts && texts.Codes[row] >= 0 ? codes[column][texts.Codes[row]] : 0);
        return words;
    }

    private static IEnumerable<ulong[]> Others(IReadOnlyList<(IReadOnlyList<Column> Columns, int[]? Selection, int Rows)> sides, int c, int rows)
    {
        if (sides.Count == 1)
        {
            return CellWords.Of([sides[0].Columns[c]], sides[0].Selection, rows).Words;
        }

        var (left, right) = CellWords.Of([(sides[0].Columns[c], sides[1].Columns[c])], sides[0].Selection, sides[0].Rows, sides[1].Selection, sides[1].Rows);
        return left.Words.Zip(right.Words, (a, b) => (ulong[])[.. a, .. b]);
    }
}
