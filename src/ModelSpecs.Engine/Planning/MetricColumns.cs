using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Planning;

/// <summary>The golden set's columns that checks are about: <c>p95: { of: latency_ms }</c>.</summary>
internal static class MetricColumns
{
    /// <summary>Each column once, at the first check that names it, with the key it stands at.</summary>
    public static IEnumerable<(Located<string> Column, string Key)> Named(SuiteSpec suite)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var check in CheckPlan.Of(suite).Select(planned => planned.Measured).OfType<MetricCheckSpec>())
        {
            if (check.Metric.Parameter("of") is { } column && known.Add(column))
            {
                yield return (new Located<string>(column, check.Span), $"{check.Metric.Name}.of");
            }
        }
    }

    /// <summary>The columns as doubles, NaN where a row has no value; one that is not numeric, or has a value that is not finite, is a diagnostic.</summary>
    public static IReadOnlyDictionary<string, double[]> Read(SuiteSpec suite, Table table, ICollection<SpecDiagnostic> diagnostics)
    {
        var columns = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var (name, key) in Named(suite))
        {
            if (Read(name, key, table, diagnostics) is { } values)
            {
                columns.Add(name.Value, values);
            }
        }

        return columns;
    }

    /// <summary>One column as doubles, NaN where a row has no value; null where it is not there, which has its own diagnostic, or is not numeric, which is one.</summary>
    /// <param name="name">The column.</param>
    /// <param name="key">The key that names it.</param>
    /// <param name="table">The rows.</param>
    /// <param name="diagnostics">Takes the problems.</param>
    public static double[]? Read(Located<string> name, string key, Table table, ICollection<SpecDiagnostic> diagnostics)
    {
        switch (table.Find(name.Value))
        {
            case IntegerColumn integers:
                return [.. integers.Values.Select((value, row) => integers.IsNull(row) ? double.NaN : value)];
            case NumberColumn numbers:
                CheckFinite(numbers, name.Span, key, table, diagnostics);
                return numbers.Values;
            case null:
                return null;
            case { } other:
                diagnostics.Add(SpecDiagnostics.ColumnNotNumeric.At(name.Span,
                    $"{key}: column '{name.Value}' is not a number. Found {TypeNames.Of(other.Kind)}; expected integer or number."));
                return null;
        }
    }

    private static void CheckFinite(NumberColumn column, SourceSpan span, string key, Table table, ICollection<SpecDiagnostic> diagnostics)
    {
        for (var row = 0; row < column.Length; row++)
        {
            if (!double.IsFinite(column.Values[row]) && !column.IsNull(row))
            {
                diagnostics.Add(SpecDiagnostics.ColumnNotFinite.At(span,
                    $"{key}: {RowPlace.Of(table, row)} has no finite value in column '{column.Name}'. Found '{column.Format(row)}'; expected a finite number, or nothing."));
                return;
            }
        }
    }
}
