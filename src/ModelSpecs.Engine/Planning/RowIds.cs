using ModelSpecs.Engine.Datasets;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Planning;

/// <summary>Ids must name rows: none missing, none twice.</summary>
internal static class RowIds
{
    private const int Listed = 5;

    /// <summary>Diagnostics for missing and for duplicate ids.</summary>
    public static void Check(SuiteSpec suite, Table table, ICollection<SpecDiagnostic> diagnostics)
    {
        if (suite.Id is not { } id || table.Find(id.Value) is not { } column)
        {
            return;
        }

        if (column.Nulls is { Count: > 0 } nulls)
        {
            var first = Enumerable.Range(0, table.Rows).First(row => nulls[row]);
            diagnostics.Add(SpecDiagnostics.MissingId.At(id.Span,
                $"id: column '{id.Value}' is empty in {Counted.Of(nulls.Count, "row")}. Found the first at {RowPlace.Of(table, first)}; expected an id in every row."));
        }

        var twice = Duplicates(column);
        if (twice.Count > 0)
        {
            var shown = twice.Take(Listed).Select(pair => $"'{column.Format(pair.Second)}' ({RowPlace.Of(table, pair.First)} and {RowPlace.Of(table, pair.Second)})");
            diagnostics.Add(SpecDiagnostics.DuplicateId.At(id.Span,
                $"id: column '{id.Value}' does not name rows: {Counted.Of(twice.Count, "repeated id")}. Found {string.Join(", ", shown)}{(twice.Count > Listed ? ", …" : "")}; expected every id once. Name another column, or remove the repeated rows."));
        }
    }

    private static List<(int First, int Second)> Duplicates(Column column) => column switch
    {
        StringColumn strings => RepeatedCodes(strings),
        IntegerColumn integers => IsAscending(integers.Values) ? [] : Repeated(integers, row => integers.Values[row]),
        NumberColumn numbers => Repeated(numbers, row => numbers.Values[row]),
        DateColumn dates => Repeated(dates, row => dates.Ticks[row]),
        _ => Repeated(column, column.Format),
    };

    private static bool IsAscending(ReadOnlySpan<long> values)
    {
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] <= values[i - 1])
            {
                return false;
            }
        }

        return true;
    }

    // A dictionary column holds each text once, so that a repeated code is a repeated id.
    private static List<(int First, int Second)> RepeatedCodes(StringColumn column)
    {
        var first = new int[column.Pool.Count];
        Array.Fill(first, -1);
        var repeated = new List<(int, int)>();
        for (var row = 0; row < column.Length; row++)
        {
            var code = column.Codes[row];
            if (code < 0)
            {
                continue;
            }

            if (first[code] < 0)
            {
                first[code] = row;
            }
            else
            {
                repeated.Add((first[code], row));
            }
        }

        return repeated;
    }

    private static List<(int First, int Second)> Repeated<T>(Column column, Func<int, T> value)
        where T : notnull
    {
        var seen = new Dictionary<T, int>(column.Length);
        var repeated = new List<(int, int)>();
        for (var row = 0; row < column.Length; row++)
        {
            if (!column.IsNull(row) && !seen.TryAdd(value(row), row))
            {
                repeated.Add((seen[value(row)], row));
            }
        }

        return repeated;
    }
}
