using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Guards;

/// <summary>Data sets besides the golden one: a reference, a training set, rows the model was not made for.</summary>
internal static class OtherSet
{
    private const int MostListed = 20;

    /// <summary>The rows that <c>where</c> keeps, with the columns asked for; null where it cannot be read, which is added to the diagnostics.</summary>
    /// <param name="suite">The spec, for its root.</param>
    /// <param name="set">The set.</param>
    /// <param name="needed">Of all columns of the set those that are needed; null: all.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="diagnostics">Takes every problem.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    public static Table? Read(
        SuiteSpec suite, GoldenSpec set, Func<IReadOnlyList<string>, IEnumerable<string>>? needed, DatasetOptions options, ICollection<SpecDiagnostic> diagnostics, CancellationToken cancellationToken)
    {
        try
        {
            HashSet<string>? columns = null;
            if (needed is not null)
            {
                columns = new HashSet<string>(needed(DatasetReader.ReadHeader(set, suite.Root)), StringComparer.Ordinal);
                columns.UnionWith(set.Where?.Columns.Select(column => column.Name) ?? []);
            }

            var table = DatasetReader.Read(set, suite.Root, columns, options, cancellationToken);
            var kept = set.Where is { } where ? RowFilter.Kept(PredicateEvaluator.Mask(Bind(where, table), table, null, options.Threads, cancellationToken)) : null;
            table = kept is null ? table : RowFilter.Apply(table, kept, withArrays: true);
            if (table.Rows == 0)
            {
                diagnostics.Add(SpecDiagnostics.NoRows.At(set.File.Written.Span,
                    $"There is no row in {OneLine.Quote(set.File.Written.Value)}{(set.Where is null ? "" : " after its where")}. Found 0 rows; expected at least one. Correct the file or the predicate."));
                return null;
            }

            return table;
        }
        catch (SpecException problem)
        {
            foreach (var diagnostic in problem.Diagnostics.Where(diagnostic => !diagnostics.Contains(diagnostic)))
            {
                diagnostics.Add(diagnostic);
            }

            return null;
        }
    }

    /// <inheritdoc cref="Read(SuiteSpec, GoldenSpec, Func{IReadOnlyList{string}, IEnumerable{string}}?, DatasetOptions, ICollection{SpecDiagnostic}, CancellationToken)"/>
    public static Table? Read(GuardScope scope, GoldenSpec set, Func<IReadOnlyList<string>, IEnumerable<string>>? needed) =>
        Read(scope.Suite, set, needed, scope.Dataset, scope.Diagnostics, scope.CancellationToken);

    /// <summary>What the spec's model, or another spec's, says of the rows of a set; null where it cannot take them, which is added to the diagnostics.</summary>
    /// <param name="scope">The run.</param>
    /// <param name="suite">The spec whose model is run: that of the run, or of its champion.</param>
    /// <param name="set">The set that the rows come from.</param>
    /// <param name="table">Its rows, with the columns that <see cref="Predictor.ColumnsNeeded"/> names.</param>
    public static async Task<Predictions?> PredictAsync(GuardScope scope, SuiteSpec suite, GoldenSpec set, Table table)
    {
        try
        {
            return await Predictor.PredictAsync(suite with { Golden = set }, table, null, scope.Inference, scope.CancellationToken).ConfigureAwait(false);
        }
        catch (SpecException problem)
        {
            foreach (var diagnostic in problem.Diagnostics.Where(diagnostic => !scope.Diagnostics.Contains(diagnostic)))
            {
                scope.Diagnostics.Add(diagnostic);
            }

            return null;
        }
    }

    /// <summary>Reports a column that a set does not have.</summary>
    /// <returns>Whether it has it.</returns>
    public static bool Has(Located<string> column, string key, GoldenSpec set, IReadOnlyList<string> header, ICollection<SpecDiagnostic> diagnostics)
    {
        if (header.Contains(column.Value, StringComparer.Ordinal))
        {
            return true;
        }

        diagnostics.Add(UnknownColumn(column, key, set, header));
        return false;
    }

    /// <summary>The message of a column that a set does not have.</summary>
    public static SpecDiagnostic UnknownColumn(Located<string> column, string key, GoldenSpec set, IReadOnlyList<string> header) => SpecDiagnostics.UnknownColumn.At(column.Span,
        $"{key}: column '{OneLine.Escape(column.Value)}' is not in {OneLine.Escape(Path.GetFileName(set.File.FullPath))}. Found {Listed(header)}; expected one of these.{Suggestion.DidYouMean(column.Value, header)}");

    private static string Listed(IReadOnlyList<string> header)
    {
        var shown = string.Join(", ", header.Take(MostListed).Select(OneLine.Escape));
        return header.Count <= MostListed ? shown : $"{shown}, … ({header.Count} columns)";
    }

    private static BoundPredicate Bind(Predicate where, Table table)
    {
        var problems = new List<SpecDiagnostic>();
        return PredicateBinder.Bind(where, name => table.Find(name)?.Kind, table.Header, new Dictionary<string, ColumnKind>(StringComparer.Ordinal), problems) ?? throw new SpecException(problems);
    }
}
