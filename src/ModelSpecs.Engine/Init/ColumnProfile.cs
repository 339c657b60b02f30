using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Labels;

namespace ModelSpecs.Engine.Init;

/// <summary>What a column looks like: its different values, and whether they name rows.</summary>
internal sealed class ColumnProfile
{
    /// <summary>Different values beyond which nobody wants them one by one.</summary>
    public const int MostValues = 1000;

    private ColumnProfile(Column column)
    {
        Column = column;
        Nulls = column.Nulls?.Count ?? 0;
    }

    /// <summary>The column.</summary>
    public Column Column { get; }

    /// <summary>Its name.</summary>
    public string Name => Column.Name;

    /// <summary>Nulls.</summary>
    public int Nulls { get; }

    /// <summary>Different values, nulls aside.</summary>
    public int Distinct { get; private init; }

    /// <summary>The different values as labels are spelled, by size or in ordinal order; null: there are more than <see cref="MostValues"/>, or they are no labels.</summary>
    public IReadOnlyList<LabelValue>? Values { get; private init; }

    /// <summary>Whether some number is no whole one.</summary>
    public bool HasFraction { get; private init; }

    /// <summary>Whether it holds numbers, booleans among them.</summary>
    public bool IsNumeric => Column is IntegerColumn or NumberColumn or BooleanColumn;

    /// <summary>Whether each row has a value of its own.</summary>
    public bool IsUnique => Column.Length > 1 && Nulls == 0 && Distinct == Column.Length;

    /// <summary>Profile of a column.</summary>
    public static ColumnProfile Of(Column column)
    {
        switch (column)
        {
            case IntegerColumn integers:
                var whole = Present(integers, integers.Values);
                return new ColumnProfile(column) { Distinct = whole.Count, Values = Labels(whole.Order(), whole.Count, LabelValue.Of) };
            case NumberColumn numbers:
                var reals = Present(numbers, numbers.Values);
                return new ColumnProfile(column)
                {
                    Distinct = reals.Count,
                    Values = Labels(reals.Order(), reals.Count, LabelValue.Of),
                    HasFraction = reals.Any(value => double.IsFinite(value) && value != Math.Truncate(value)),
                };
            case BooleanColumn booleans:
                var truths = Present(booleans, booleans.Values);
                return new ColumnProfile(column) { Distinct = truths.Count, Values = Labels(truths.Order(), truths.Count, LabelValue.Of) };
            case StringColumn texts:
                var used = Present(texts, texts.Codes);
                return new ColumnProfile(column) { Distinct = used.Count, Values = Labels<string>(used.Count > MostValues ? [] : used.Select(code => texts.Pool[code]).Order(StringComparer.Ordinal), used.Count, LabelValue.Of) };
            case DateColumn dates:
                return new ColumnProfile(column) { Distinct = Present(dates, dates.Ticks).Count };
            default:
                return new ColumnProfile(column);
        }
    }

    private static HashSet<T> Present<T>(Column column, T[] values)
    {
        var seen = new HashSet<T>();
        for (var row = 0; row < values.Length; row++)
        {
            if (!column.IsNull(row))
            {
                seen.Add(values[row]);
            }
        }

        return seen;
    }

    private static IReadOnlyList<LabelValue>? Labels<T>(IEnumerable<T> values, int count, Func<T, LabelValue> label) => count > MostValues ? null : [.. values.Select(label)];
}
