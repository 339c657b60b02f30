using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Running;

/// <summary>Names the groups of a slice, for the test cases of its values.</summary>
public static class GroupScan
{
    /// <summary>Names of the groups in order; reads only the columns that the slice needs, from the column cache where it can.</summary>
    /// <param name="suite">The parsed spec.</param>
    /// <param name="slice">A slice of it that is a group.</param>
    /// <param name="options">Threads and cache.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <exception cref="SpecException">The data cannot be read or grouped.</exception>
    public static async Task<IReadOnlyList<string>> EnumerateAsync(SuiteSpec suite, SliceSpec slice, RunOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(slice);
        ArgumentNullException.ThrowIfNull(options);
        if (SliceBuilder.UsesDerived(suite, slice))
        {
            // Groups of predictions are known only when there are predictions.
            var result = await SuiteRunner.RunAsync(suite, options, cancellationToken).ConfigureAwait(false);
            return [.. result.Slices.Where(s => s.Slice == slice.Name.Value && s.Group is not null).Select(s => s.Group!)];
        }

        return Scan(new RunScope(suite, options, cancellationToken), slice);
    }

    private static string[] Scan(RunScope scope, SliceSpec slice)
    {
        var suite = scope.Suite;
        var diagnostics = new List<SpecDiagnostic>();
        var header = DatasetReader.ReadHeader(suite.Golden, suite.Root);
        var needed = SliceBuilder.ColumnsOf(suite).Concat(suite.LabelColumns.Select(label => label.Value)).Concat(suite.Golden.Quarantine.Count > 0 && suite.Id is { } id ? [id.Value] : Array.Empty<string>()).Intersect(header, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var table = DatasetReader.Read(suite.Golden, suite.Root, needed, scope.Dataset, scope.CancellationToken);
        var kept = SuiteData.KeptRows(suite, table, scope.Threads, scope.CancellationToken);
        var judged = Quarantine.Find(suite, table, diagnostics)?.Judged(kept);
        table = kept is null ? table : RowFilter.Apply(table, kept);
        table = judged is null ? table : RowFilter.Apply(table, judged);

        // The same rows that the run will judge, so that no test case is made for a group that vanishes with its labels.
        foreach (var label in suite.Golden.LabelsMissing == LabelsMissing.Drop ? suite.LabelColumns.Select(column => column.Value).ToList() : [])
        {
            if (table.Find(label)?.Nulls is not { } missing)
            {
                continue;
            }

            var labelled = new bool[table.Rows];
            for (var row = 0; row < labelled.Length; row++)
            {
                labelled[row] = !missing[row];
            }

            table = RowFilter.Kept(labelled) is { } rows ? RowFilter.Apply(table, rows) : table;
        }

        var built = SliceBuilder.Build(suite, [slice], table, null, scope.Threads, diagnostics, scope.CancellationToken);
        if (SuiteData.HasErrors(diagnostics))
        {
            throw new SpecException(diagnostics);
        }

        return [.. built.Single(s => s.Spec == slice).Groups.Select(group => group.Name!)];
    }
}
