using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Guards;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Parity;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Running;

/// <summary>Reads the golden set of a spec and holds the spec against it, before anything is inferred.</summary>
internal static class SuiteData
{
    /// <summary>The golden set with every column that the spec reads; every problem found on the way is added to the diagnostics.</summary>
    /// <returns>The table, or null where it cannot be read or lacks a column.</returns>
    public static Table? Read(RunScope scope, bool withModel, ICollection<SpecDiagnostic> diagnostics)
    {
        var suite = scope.Suite;
        var before = diagnostics.Count;
        Table? table = null;
        Collect(diagnostics, () =>
        {
            var header = scope.Options.Golden?.Header ?? DatasetReader.ReadHeader(suite.Golden, suite.Root);
            var needed = new HashSet<string>(StringComparer.Ordinal);
            var known = new HashSet<string>(header, StringComparer.Ordinal);
            foreach (var (column, key) in Named(suite))
            {
                if (known.Contains(column.Value))
                {
                    needed.Add(column.Value);
                }
                else
                {
                    diagnostics.Add(OtherSet.UnknownColumn(column, key, suite.Golden, header));
                }
            }

            needed.UnionWith(SliceBuilder.ColumnsOf(suite).Where(known.Contains));
            needed.UnionWith(suite.Guards.Any(guard => guard.NeedsAllColumns) ? header : []);
            if (scope.Options.SampleRows > 0)
            {
                // A report shows what the spec says of its columns, such as the paths of pictures; nothing else reads them.
                needed.UnionWith(suite.Golden.Columns.Keys.Where(known.Contains));
            }

            if (withModel)
            {
                Collect(diagnostics, () => needed.UnionWith(Predictor.ColumnsNeeded(suite, header, scope.Inference)));
                Collect(diagnostics, () => needed.UnionWith(ParityReferences.ColumnsNeeded(suite, header, scope.Inference, diagnostics)));
                if (scope.Rival is { } champion)
                {
                    Collect(diagnostics, () => needed.UnionWith(Predictor.ColumnsNeeded(champion, header, scope.Inference)));
                }
            }

            table = scope.Options.Golden ?? DatasetReader.Read(suite.Golden, suite.Root, needed, scope.Dataset, scope.CancellationToken);
        });
        if (table is not null)
        {
            CheckSlices(suite, table, diagnostics);
        }

        return HasErrors(diagnostics, before) ? null : table;
    }

    /// <summary>Rows that <c>golden.where</c> keeps; null: all.</summary>
    public static int[]? KeptRows(SuiteSpec suite, Table table, int threads, CancellationToken cancellationToken) =>
        suite.Golden.Where is { } where
            ? RowFilter.Kept(PredicateEvaluator.Mask(Bind(where, table), table, null, threads, cancellationToken))
            : null;

    /// <summary>Runs a step and gathers what it throws as diagnostics.</summary>
    public static void Collect(ICollection<SpecDiagnostic> diagnostics, Action step)
    {
        try
        {
            step();
        }
        catch (SpecException problem)
        {
            foreach (var diagnostic in problem.Diagnostics)
            {
                diagnostics.Add(diagnostic);
            }
        }
    }

    /// <summary>Whether an error was added after the first <paramref name="from"/> diagnostics.</summary>
    public static bool HasErrors(IEnumerable<SpecDiagnostic> diagnostics, int from = 0) =>
        diagnostics.Skip(from).Any(d => d.Severity == DiagnosticSeverity.Error);

    private static void CheckSlices(SuiteSpec suite, Table table, ICollection<SpecDiagnostic> diagnostics)
    {
        var columns = table.Columns.ToDictionary(c => c.Name, c => c.Kind, StringComparer.Ordinal);
        var label = columns.TryGetValue(suite.Label.Value, out var kind) ? kind : ColumnKind.String;
        SliceBuilder.Check(suite, columns, table.Header, DerivedColumnsBuilder.Kinds(suite.Task?.Value, label), diagnostics);
    }

    private static BoundPredicate Bind(Predicate where, Table table)
    {
        var diagnostics = new List<SpecDiagnostic>();
        var bound = PredicateBinder.Bind(
            where, name => table.Find(name)?.Kind, table.Header, new Dictionary<string, ColumnKind>(StringComparer.Ordinal), diagnostics);
        return bound ?? throw new SpecException(diagnostics);
    }

    private static IEnumerable<(Located<string> Column, string Key)> Named(SuiteSpec suite)
    {
        foreach (var label in suite.LabelColumns)
        {
            yield return (label, "label");
        }

        if (suite.Query is { } query)
        {
            yield return (query, "query");
        }

        if (suite.Id is { } id)
        {
            yield return (id, "id");
        }

        if (suite.Golden.Weight is { } weight)
        {
            yield return (weight, "golden.weight");
        }

        foreach (var named in MetricColumns.Named(suite))
        {
            yield return named;
        }

        if (suite.Golden.Cluster is { } cluster)
        {
            yield return (cluster, "golden.cluster");
        }

        foreach (var named in suite.Guards.SelectMany(guard => guard.Columns))
        {
            yield return named;
        }
    }
}
