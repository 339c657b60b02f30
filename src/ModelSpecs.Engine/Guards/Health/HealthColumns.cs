using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Health;

/// <summary>Which columns rows are compared by.</summary>
internal static class HealthColumns
{
    /// <summary>Those that are said, or all of a set but the id and what is ignored.</summary>
    public static IReadOnlyList<string> Compared(SuiteSpec suite, ComparedColumns columns, IReadOnlyList<string> header)
    {
        if (columns.Only.Count > 0)
        {
            return [.. columns.Only.Select(column => column.Value)];
        }

        var left = columns.Ignored.Select(column => column.Value).Append(suite.Id?.Value ?? "").ToHashSet(StringComparer.Ordinal);
        return [.. header.Where(name => !left.Contains(name))];
    }

    /// <summary>Those that rows of a training set are compared by: what is said, or what the model reads, or of all that both sets have those that are no id, key, label, weight or prediction.</summary>
    public static IReadOnlyList<string> Features(SuiteSpec suite, LeakageSpec leakage, IReadOnlyList<string> header, IReadOnlyList<string> train, InferenceOptions inference)
    {
        if (leakage.Columns.Only.Count > 0)
        {
            return [.. leakage.Columns.Only.Select(column => column.Value)];
        }

        var left = leakage.Columns.Ignored.Select(column => column.Value).ToHashSet(StringComparer.Ordinal);
        var read = Predictor.ColumnsNeeded(suite, header, inference);
        if (suite.Predictions is null)
        {
            return [.. read.Where(name => !left.Contains(name))];
        }

        left.UnionWith(read);
        left.UnionWith(suite.LabelColumns.Select(label => label.Value));
        left.UnionWith(new[] { suite.Id, leakage.Key, suite.Golden.Weight }.OfType<Located<string>>().Select(column => column.Value));
        return [.. header.Where(name => !left.Contains(name) && train.Contains(name, StringComparer.Ordinal))];
    }

    /// <summary>Columns of two sets by name; null where two do not go together, which is reported.</summary>
    public static List<(Column Left, Column Right)>? Pairs(IEnumerable<string> names, Table left, Table right, string key, SourceSpan span, ICollection<SpecDiagnostic> diagnostics)
    {
        var pairs = new List<(Column, Column)>();
        var fits = true;
        foreach (var name in names)
        {
            if (left.Find(name) is not { } here || right.Find(name) is not { } there)
            {
                // Reported where the sets were read.
                fits = false;
            }
            else if (!CellWords.Fit(here, there))
            {
                fits = false;
                diagnostics.Add(SpecDiagnostics.HealthColumnUnusable.At(span,
                    $"{key}: column {OneLine.Quote(name)} has another type in each set. Found {Kind(here)} in {OneLine.Escape(Path.GetFileName(left.Path))} and {Kind(there)} in {OneLine.Escape(Path.GetFileName(right.Path))}; expected one type. Say it beside the path of each: columns: {{ {OneLine.Escape(name)}: string }}."));
            }
            else
            {
                pairs.Add((here, there));
            }
        }

        return fits ? pairs : null;
    }

    /// <summary>A column of times; null where it holds something else, which is reported.</summary>
    public static DateColumn? Times(Table table, Located<string> name, string key, ICollection<SpecDiagnostic> diagnostics)
    {
        if (table.Find(name.Value) is not { } column)
        {
            return null;
        }

        if (column is DateColumn dates)
        {
            return dates;
        }

        diagnostics.Add(SpecDiagnostics.HealthColumnUnusable.At(name.Span,
            $"{key}: column {OneLine.Quote(name.Value)} holds no times. Found {Kind(column)} in {OneLine.Escape(Path.GetFileName(table.Path))}; expected dates such as 2026-06-30 or 2026-06-30T12:00:00Z in each row."));
        return null;
    }

    private static string Kind(Column column) => column.Kind.ToString().ToLowerInvariant();
}
