using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Spec.Predicates;

/// <summary>Holds a predicate against the columns of a golden set: names and types, before anything is evaluated.</summary>
public static class PredicateBinder
{
    /// <summary>Checks every name and type; all problems are reported, each at its place in the predicate.</summary>
    /// <param name="predicate">The predicate.</param>
    /// <param name="columns">Type of a column of the golden set, or null where there is none of that name.</param>
    /// <param name="columnNames">All column names of the golden set, for suggestions.</param>
    /// <param name="derived">Types of the derived columns that exist here; empty where predictions are not known yet (<c>golden.where</c>).</param>
    /// <param name="diagnostics">Told of every problem.</param>
    /// <returns>The bound predicate, or null where there was an error.</returns>
    public static BoundPredicate? Bind(
        Predicate predicate,
        Func<string, ColumnKind?> columns,
        IReadOnlyCollection<string> columnNames,
        IReadOnlyDictionary<string, ColumnKind> derived,
        ICollection<SpecDiagnostic> diagnostics) => throw new NotSupportedException();
}
