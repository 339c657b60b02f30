using System.Globalization;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Planning;

/// <summary>Rows that <c>golden.quarantine</c> leaves out of the judgement. They are predicted like the others, so that metrics can be told with and without them.</summary>
internal sealed class Quarantine
{
    private const int Listed = 8;

    private readonly SuiteSpec suite;

    // Entry of each row of the golden set; -1: it is not quarantined.
    private readonly int[] entries;

    private Quarantine(SuiteSpec suite, int[] entries)
    {
        this.suite = suite;
        this.entries = entries;
    }

    /// <summary>The quarantined rows of the whole golden set; null where none is declared. Ids that no row has, or several have, are diagnostics.</summary>
    public static Quarantine? Find(SuiteSpec suite, Table table, ICollection<SpecDiagnostic> diagnostics)
    {
        if (suite.Golden.Quarantine.Count == 0 || suite.Id is not { } id || table.Find(id.Value) is not { } column)
        {
            return null;
        }

        var declared = suite.Golden.Quarantine;
        var entries = new Dictionary<string, int>(declared.Count, StringComparer.Ordinal);
        for (var i = 0; i < declared.Count; i++)
        {
            entries[declared[i].Id.Value] = i;
        }

        var first = new int[declared.Count];
        var count = new int[declared.Count];
        var rows = new int[table.Rows];
        var entryOf = EntryOf(column, entries);
        for (var row = 0; row < rows.Length; row++)
        {
            var entry = column.IsNull(row) ? -1 : entryOf(row);
            rows[row] = entry;
            if (entry >= 0)
            {
                first[entry] = count[entry]++ == 0 ? row : first[entry];
            }
        }

        Report(suite, table, column, first, count, diagnostics);
        return new Quarantine(suite, rows);
    }

    /// <summary>Of the rows that <c>golden.where</c> kept, the positions of those that are judged; null: all.</summary>
    /// <param name="kept">Rows of the golden set, ascending; null: all.</param>
    public int[]? Judged(int[]? kept) => RowFilter.Kept(kept is null ? Array.ConvertAll(entries, entry => entry < 0) : Array.ConvertAll(kept, row => entries[row] < 0));

    /// <summary>Those of the rows that would otherwise be judged, by reason in the order written.</summary>
    /// <param name="kept">Rows of the golden set that <c>golden.where</c> kept; null: all.</param>
    public IReadOnlyList<QuarantineResult> Results(int[]? kept)
    {
        var left = (kept is null ? entries : Array.ConvertAll(kept, row => entries[row])).Where(entry => entry >= 0).ToHashSet();
        return
        [
            .. suite.Golden.Quarantine.Where((_, entry) => left.Contains(entry)).GroupBy(row => row.Because, StringComparer.Ordinal)
                .Select(reason => new QuarantineResult(reason.Key, [.. reason.Select(row => row.Id.Value)])),
        ];
    }

    // A text is looked up once for each distinct id and a number is compared as one: no text is made for a row.
    private static Func<int, int> EntryOf(Column column, Dictionary<string, int> entries)
    {
        switch (column)
        {
            case StringColumn strings:
                var byCode = new int[strings.Pool.Count];
                for (var code = 0; code < byCode.Length; code++)
                {
                    byCode[code] = entries.GetValueOrDefault(strings.Pool[code], -1);
                }

                return row => byCode[strings.Codes[row]];
            case IntegerColumn integers:
                var byValue = new Dictionary<long, int>();
                foreach (var (text, entry) in entries)
                {
                    if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
                    {
                        byValue[value] = entry;
                    }
                }

                return row => byValue.GetValueOrDefault(integers.Values[row], -1);
            default:
                return row => entries.GetValueOrDefault(column.Format(row), -1);
        }
    }

    private static void Report(SuiteSpec suite, Table table, Column column, int[] first, int[] count, ICollection<SpecDiagnostic> diagnostics)
    {
        for (var i = 0; i < count.Length; i++)
        {
            var id = suite.Golden.Quarantine[i].Id;
            if (count[i] == 0)
            {
                var shown = Enumerable.Range(0, Math.Min(table.Rows, Listed)).Where(row => !column.IsNull(row)).Select(row => OneLine.Quote(column.Format(row)));
                diagnostics.Add(SpecDiagnostics.QuarantineOfNoRow.At(id.Span,
                    $"golden.quarantine: no row has this id. Found {OneLine.Quote(id.Value)}; expected a value of column {OneLine.Quote(column.Name)}, such as {string.Join(", ", shown)}. Correct it, or take it out if the row is gone."));
            }
            else if (count[i] > 1)
            {
                diagnostics.Add(SpecDiagnostics.QuarantineNotClear.At(id.Span, string.Create(CultureInfo.InvariantCulture,
                    $"golden.quarantine: {count[i]:N0} rows have this id. Found {OneLine.Quote(id.Value)} first at {RowPlace.Of(table, first[i])}; expected an id that names one row. Name another column as id, or remove the repeated rows.")));
            }
        }
    }
}
