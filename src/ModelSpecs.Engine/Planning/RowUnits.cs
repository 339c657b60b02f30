using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Planning;

/// <summary>Rows that belong together, by the equal values of a column: clusters, and the queries of a ranking.</summary>
internal static class RowUnits
{
    /// <summary>The cluster of every row, numbered by first rows; null where the spec names none, or a row has none, which is reported.</summary>
    public static int[]? Clusters(SuiteSpec suite, Table table, ICollection<SpecDiagnostic> diagnostics) =>
        suite.Golden.Cluster is { } name ? Codes(table, name, diagnostics, SpecDiagnostics.BadCluster, "golden.cluster", "cluster", "A row that stands alone needs a value of its own.") : null;

    /// <summary>The query of every row, in the same way.</summary>
    public static int[]? Queries(SuiteSpec suite, Table table, ICollection<SpecDiagnostic> diagnostics) =>
        suite.Query is { } name ? Codes(table, name, diagnostics, SpecDiagnostics.BadQuery, "query", "query", "Correct the rows, or leave them out with golden.where.") : null;

    /// <summary>Reports queries whose rows weigh differently: a query is weighed as a whole.</summary>
    public static void CheckWeights(SuiteSpec suite, Table table, int[]? queries, double[]? weights, ICollection<SpecDiagnostic> diagnostics)
    {
        if (queries is null || weights is null)
        {
            return;
        }

        var first = new Dictionary<int, int>();
        var (differing, place) = (new HashSet<int>(), (Of: -1, Other: -1));
        for (var row = 0; row < queries.Length; row++)
        {
            if (!first.TryAdd(queries[row], row) && !weights[first[queries[row]]].Equals(weights[row]) && differing.Add(queries[row]) && place.Of < 0)
            {
                place = (first[queries[row]], row);
            }
        }

        if (place.Of >= 0)
        {
            var query = OneLine.Quote(table.Find(suite.Query!.Value)!.Format(place.Of));
            var more = differing.Count == 1 ? "" : FormattableString.Invariant($", and likewise in {differing.Count - 1:N0} more");
            diagnostics.Add(SpecDiagnostics.QueryWeightsDiffer.At(suite.Golden.Weight!.Span, FormattableString.Invariant(
                $"weight: the rows of query {query} differ in weight. Found {weights[place.Of]} in {RowPlace.Of(table, place.Of)} and {weights[place.Other]} in {RowPlace.Of(table, place.Other)}{more}; expected one weight for all rows of a query, which is weighed as a whole. Give them the same weight.")));
        }
    }

    private static int[]? Codes(Table table, Located<string> name, ICollection<SpecDiagnostic> diagnostics, DiagnosticDescriptor problem, string key, string unit, string remedy)
    {
        if (table.Find(name.Value) is not { } column)
        {
            return null;
        }

        var codes = new int[table.Rows];
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < codes.Length; row++)
        {
            if (column.IsNull(row))
            {
                diagnostics.Add(problem.At(name.Span,
                    $"{key}: {RowPlace.Of(table, row)} belongs to no {unit}. Found a null in '{name.Value}'; expected a value in every row. {remedy}"));
                return null;
            }

            var value = column.Format(row);
            if (!known.TryGetValue(value, out var code))
            {
                known[value] = code = known.Count;
            }

            codes[row] = code;
        }

        return codes;
    }
}
