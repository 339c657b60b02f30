using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Slicing;

/// <summary>Evaluates predicates by column, a block of rows at a time.</summary>
public static class PredicateEvaluator
{
    /// <summary>Which rows a predicate is true for; false and unknown are both no.</summary>
    /// <param name="predicate">Bound against this table's columns.</param>
    /// <param name="table">The table, with every column that the predicate reads.</param>
    /// <param name="derived">Columns from predictions; null where the predicate reads none.</param>
    /// <param name="threads">Most threads used, at least 1; the result does not depend on it.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    public static bool[] Mask(BoundPredicate predicate, Table table, DerivedColumns? derived, int threads, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
