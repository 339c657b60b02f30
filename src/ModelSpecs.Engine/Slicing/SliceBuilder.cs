using ModelSpecs.Engine.Datasets;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Slicing;

/// <summary>Holds the slices of a spec against the golden set.</summary>
public static class SliceBuilder
{
    /// <summary>Columns of the golden set that slices and <c>golden.where</c> read, as written; derived columns are not among them.</summary>
    public static IReadOnlyCollection<string> ColumnsOf(SuiteSpec suite) => throw new NotSupportedException();

    /// <summary>Whether a slice reads a column that comes from predictions, itself or through a cross.</summary>
    public static bool UsesDerived(SuiteSpec suite, SliceSpec slice) => throw new NotSupportedException();

    /// <summary>Checks the names and types of <c>golden.where</c> and of every slice, before anything is inferred.</summary>
    /// <param name="suite">The spec.</param>
    /// <param name="columns">Types of the columns that were read.</param>
    /// <param name="header">All column names of the golden set, also of columns not read.</param>
    /// <param name="derived">Types of the derived columns; before the task is known, of all that may exist.</param>
    /// <param name="diagnostics">Told of every problem.</param>
    public static void Check(
        SuiteSpec suite,
        IReadOnlyDictionary<string, ColumnKind> columns,
        IReadOnlyCollection<string> header,
        IReadOnlyDictionary<string, ColumnKind> derived,
        ICollection<SpecDiagnostic> diagnostics) => throw new NotSupportedException();

    /// <summary>The groups of some slices, in their order. A slice with a problem is left out and reported.</summary>
    /// <param name="suite">The spec, where a cross finds its slices.</param>
    /// <param name="which">Slices of the spec.</param>
    /// <param name="table">The rows, after <c>golden.where</c>.</param>
    /// <param name="derived">Columns from predictions; null where no slice of <paramref name="which"/> uses one.</param>
    /// <param name="threads">Most threads used, at least 1; the result does not depend on it.</param>
    /// <param name="diagnostics">Told of every problem.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    public static IReadOnlyList<SliceGroups> Build(
        SuiteSpec suite,
        IReadOnlyList<SliceSpec> which,
        Table table,
        DerivedColumns? derived,
        int threads,
        ICollection<SpecDiagnostic> diagnostics,
        CancellationToken cancellationToken) => throw new NotSupportedException();
}
