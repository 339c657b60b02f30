using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Spec.Predicates;

/// <summary>Holds a predicate against the columns of a golden set: names and types, before anything is evaluated.</summary>
public static class PredicateBinder
{
    /// <summary>Checks every name and type; all problems are reported, each at its place in the predicate.</summary>
    /// <param name="predicate">The predicate.</param>
    /// <param name="columns">Type of a column of the golden set, or null where there is none of that name.</param>
    /// <param name="columnNames">All column names of the golden set, for suggestions and for names that clash with derived ones.</param>
    /// <param name="derived">Types of the derived columns that exist here; empty where predictions are not known yet (<c>golden.where</c>).</param>
    /// <param name="diagnostics">Told of every problem.</param>
    /// <returns>The bound predicate, or null where there was an error.</returns>
    public static BoundPredicate? Bind(
        Predicate predicate,
        Func<string, ColumnKind?> columns,
        IReadOnlyCollection<string> columnNames,
        IReadOnlyDictionary<string, ColumnKind> derived,
        ICollection<SpecDiagnostic> diagnostics)
    {
        var problems = new PredicateProblems(predicate.Text, predicate.Span, predicate.TextOffset, diagnostics);
        var values = new ValueBinder(problems, new ColumnResolver(problems, columns, columnNames, derived));
        var root = new ConditionBinder(problems, values).Bind(predicate.Root);
        if (root is not null && predicate.Columns.Count == 0)
        {
            problems.Add(SpecDiagnostics.PredicateWithoutColumn, predicate.Root.Start, predicate.Root.End,
                $"The predicate says the same of every row. Found {OneLine.Quote(predicate.Text)}; expected a condition on a column.");
        }

        return root is null || problems.Any ? null : new BoundPredicate(predicate, root);
    }
}
