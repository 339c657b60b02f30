using System.Globalization;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Fuzz;

/// <summary>Finds what a column may hold: what the spec says, otherwise what it holds in the golden set.</summary>
internal sealed class FuzzColumns
{
    private const int MostTexts = 1_000;

    // No golden set holds it, and no encoder knows it.
    private const string NeverSeen = "\u00abnever seen\u00bb";

    private readonly FuzzSpec spec;
    private readonly int[] rows;
    private readonly ICollection<SpecDiagnostic> diagnostics;

    /// <summary>What columns may hold.</summary>
    /// <param name="spec">The guard.</param>
    /// <param name="rows">Rows of the golden set that count.</param>
    /// <param name="diagnostics">Told of ranges that do not fit their column.</param>
    public FuzzColumns(FuzzSpec spec, int[] rows, ICollection<SpecDiagnostic> diagnostics) => (this.spec, this.rows, this.diagnostics) = (spec, rows, diagnostics);

    /// <summary>Reports columns that the guard names and that feed no input.</summary>
    public void CheckNames(IReadOnlyList<string> fed)
    {
        foreach (var (column, key) in spec.Named.Where(named => !fed.Contains(named.Column.Value, StringComparer.Ordinal)))
        {
            diagnostics.Add(SpecDiagnostics.FuzzColumnUnusable.At(column.Span,
                $"{key}: column {OneLine.Quote(column.Value)} feeds no input of the model. Found nothing of that name that the model reads; expected one of {string.Join(", ", fed.Take(20).Select(OneLine.Quote))}{(fed.Count > 20 ? ", …" : "")}.{Suggestion.DidYouMean(column.Value, fed)}"));
        }
    }

    /// <summary>Whether a column may lack values: it is said so, or does so in the golden set.</summary>
    public bool MayBeMissing(Column column) => Said(column) is { Nulls: true } || Array.Exists(rows, column.IsNull);

    /// <summary>The numbers of a column; null where there are none to go by.</summary>
    public FuzzRange? RangeOf(Column column)
    {
        var said = Said(column);
        var seen = column is TensorColumn tensor ? FuzzTensor.Seen(tensor) : FuzzRange.Seen(FuzzRange.Numbers(column, rows));
        if (said is null)
        {
            return seen;
        }

        if (said.Values.Count > 0)
        {
            var numbers = column is TensorColumn ? [] : said.Values.Select(value => Number(value.Value, column)).ToList();
            if (numbers.Count == 0 || numbers.Exists(double.IsNaN))
            {
                Report(said, $"the values {string.Join(", ", said.Values.Take(5).Select(value => OneLine.Quote(value.Value)))}", column is TensorColumn ? "from: and to: for an array of numbers" : "numbers, since the column holds numbers");
                return seen;
            }

            return new FuzzRange(numbers.Min(), numbers.Max(), numbers.TrueForAll(value => value == Math.Truncate(value)), numbers);
        }

        // Without a range of its own the column keeps what was seen, with nulls where it says so.
        if (said.From is null && said.To is null)
        {
            return seen;
        }

        var (low, high) = (said.From?.Value ?? Math.Min(seen?.Low ?? 0, said.To?.Value ?? 0), said.To?.Value ?? Math.Max(seen?.High ?? 0, said.From?.Value ?? 0));

        // What decimals were not seen in, decimals may come in: only a type that holds none is whole.
        var areWhole = column is IntegerColumn or BooleanColumn || (column is TensorColumn && seen is { AreWhole: true });
        if (areWhole && (low != Math.Truncate(low) || high != Math.Truncate(high)))
        {
            Report(said, FormattableString.Invariant($"{low:R} to {high:R}"), "whole numbers, since the column holds no others", column is IntegerColumn ? $" If it can, say golden: {{ columns: {{ {OneLine.Escape(column.Name)}: number }} }}." : "");
            return seen;
        }

        return new FuzzRange(low, high, areWhole, []);
    }

    /// <summary>The texts of a column.</summary>
    public IReadOnlyList<string> TextsOf(StringColumn column)
    {
        var said = Said(column);
        if (said is { Values.Count: 0 } && (said.From ?? said.To) is not null)
        {
            Report(said, "a range", "values: with texts, since the column holds text");
        }

        var texts = said is { Values.Count: > 0 }
            ? said.Values.Select(value => value.Value).ToList()
            : [.. rows.Where(row => !column.IsNull(row)).Select(row => column.Codes[row]).Distinct().Take(MostTexts).Select(code => column.Pool[code])];
        return spec.Extremes ? [.. texts.Concat(["", NeverSeen]).Distinct()] : texts;
    }

    private FuzzColumn? Said(Column column) => spec.Ranges.FirstOrDefault(range => string.Equals(range.Column.Value, column.Name, StringComparison.Ordinal));

    private void Report(FuzzColumn said, string found, string expected, string remedy = "") => diagnostics.Add(SpecDiagnostics.FuzzColumnUnusable.At(said.Column.Span,
        $"fuzz.columns: column {OneLine.Quote(said.Column.Value)} cannot hold what is said of it. Found {found}; expected {expected}.{remedy}"));

    private static double Number(string text, Column column) =>
        column is BooleanColumn && bool.TryParse(text, out var flag) ? (flag ? 1 : 0)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
        : double.NaN;
}
