using System.Globalization;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Slicing;

/// <summary>Which columns the slices of a spec read, and whether they can be sliced by.</summary>
/// <param name="header">All column names of the golden set.</param>
/// <param name="columns">Type of a column that was read, or null.</param>
/// <param name="derived">Types of the derived columns that exist.</param>
internal sealed class SliceColumns(IReadOnlyCollection<string> header, Func<string, ColumnKind?> columns, IReadOnlyDictionary<string, ColumnKind> derived)
{
    private static readonly Dictionary<string, ColumnKind> NoDerived = [];

    /// <summary>The columns of a spec's golden set. A derived column that <c>predictions:</c> reads from a column of the same name does not clash with it: they are the same.</summary>
    public static SliceColumns Of(
        SuiteSpec suite, IReadOnlyCollection<string> header, Func<string, ColumnKind?> columns, IReadOnlyDictionary<string, ColumnKind> derived)
    {
        var same = SameAsDerived(suite);
        return new SliceColumns(same.Count == 0 ? header : [.. header.Where(name => !same.Contains(name))], columns, derived);
    }

    /// <summary>A predicate of a slice, checked; null where it was reported.</summary>
    public BoundPredicate? Bind(Predicate predicate, ICollection<SpecDiagnostic> diagnostics) =>
        PredicateBinder.Bind(predicate, columns, header, derived, diagnostics);

    /// <summary>The predicate of <c>golden.where</c>, checked; there are no predictions yet.</summary>
    public BoundPredicate? BindGolden(Predicate predicate, ICollection<SpecDiagnostic> diagnostics) =>
        PredicateBinder.Bind(predicate, columns, header, NoDerived, diagnostics);

    /// <summary>Type of the column that a slice is by; null where the slice cannot be by it, which is reported.</summary>
    public ColumnKind? Check(ColumnSlice slice, ICollection<SpecDiagnostic> diagnostics)
    {
        if (KindOf(slice.By, diagnostics) is not { } kind)
        {
            return null;
        }

        var (name, before) = (OneLine.Quote(slice.By.Value), diagnostics.Count);
        if (kind == ColumnKind.Tensor)
        {
            diagnostics.Add(SpecDiagnostics.SliceColumnNotGroupable.At(slice.By.Span,
                $"A slice is by one value a row. Found {name}, which holds an array in each; expected a column of numbers, text, booleans or dates."));
        }
        else if (slice.Edges.Count > 0 && kind is not (ColumnKind.Integer or ColumnKind.Number))
        {
            diagnostics.Add(SpecDiagnostics.SliceEdgesOnNonNumber.At(slice.By.Span,
                $"edges cut numbers. Found {name} ({ColumnNames.Kind(kind)}); expected an integer or number column.{Remedy(kind, slice.By.Value, ColumnKind.Number)}"));
        }
        else if (slice.Every is not null && kind != ColumnKind.Date)
        {
            diagnostics.Add(SpecDiagnostics.SliceEveryOnNonDate.At(slice.By.Span,
                $"every cuts dates. Found {name} ({ColumnNames.Kind(kind)}); expected a date column.{Remedy(kind, slice.By.Value, ColumnKind.Date)}"));
        }
        else if (slice.Every is null && slice.Edges.Count == 0)
        {
            CheckValues(slice, kind, diagnostics);
        }

        return diagnostics.Count == before ? kind : null;
    }

    private static void CheckValues(ColumnSlice slice, ColumnKind kind, ICollection<SpecDiagnostic> diagnostics)
    {
        foreach (var value in slice.Values.Where(v => ValueLabels.NameOf(v.Value, kind) is null))
        {
            diagnostics.Add(SpecDiagnostics.SliceValueWrongType.At(value.Span,
                $"{OneLine.Quote(slice.By.Value)} cannot hold this value. Found {OneLine.Quote(value.Value)}; expected {Expected(kind)}, or {GroupLabel.Null} for rows without a value."));
        }
    }

    private static string Expected(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer => "an integer",
        ColumnKind.Number => "a number",
        ColumnKind.Boolean => "true or false",
        _ => "a date in ISO 8601, as in 2024-01-31",
    };

    // What the data calls text may be what the spec says it is: types are inferred.
    private static string Remedy(ColumnKind found, string name, ColumnKind wanted) => found == ColumnKind.String
        ? string.Create(CultureInfo.InvariantCulture, $" If it holds {ColumnNames.Kind(wanted)}s, say so: golden: {{ columns: {{ {OneLine.Escape(name)}: {ColumnNames.Kind(wanted)} }} }}.")
        : wanted == ColumnKind.Number && found == ColumnKind.Date ? " Use every: day, week, month, quarter or year." : "";

    private static HashSet<string> SameAsDerived(SuiteSpec suite)
    {
        var same = new HashSet<string>(StringComparer.Ordinal);
        if (suite.Predictions is not { } predictions)
        {
            return same;
        }

        if (predictions.Score?.Value == DerivedNames.Score)
        {
            same.Add(DerivedNames.Score);
        }

        // With scores the prediction comes from the threshold, not from the label column.
        var fromLabel = predictions.Score is null && predictions.Scores.Count == 0 && predictions.Label?.Value == DerivedNames.Prediction;
        if (fromLabel || predictions.Value?.Value == DerivedNames.Prediction)
        {
            same.Add(DerivedNames.Prediction);
        }

        return same;
    }

    private ColumnKind? KindOf(Located<string> by, ICollection<SpecDiagnostic> diagnostics)
    {
        var name = by.Value;
        if (!DerivedNames.Contains(name))
        {
            if (columns(name) is { } kind)
            {
                return kind;
            }

            diagnostics.Add(SpecDiagnostics.SliceUnknownColumn.At(by.Span,
                $"Unknown column. Found {OneLine.Quote(name)} after by; expected {ColumnNames.List(header)}.{Suggestion.DidYouMean(name, header.Concat(derived.Keys))}"));
            return null;
        }

        if (header.Contains(name))
        {
            diagnostics.Add(SpecDiagnostics.DerivedNameAmbiguous.At(by.Span,
                $"{OneLine.Quote(name)} may be the column of the golden set or the one that comes from predictions. Found both; expected one. Rename the column of the golden set."));
            return null;
        }

        if (derived.TryGetValue(name, out var derivedKind))
        {
            return derivedKind;
        }

        diagnostics.Add(SpecDiagnostics.DerivedColumnMissing.At(by.Span, ColumnNames.DerivedMissing(name, derived.Keys)));
        return null;
    }
}
