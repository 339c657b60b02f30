using ModelSpecs.Engine.Datasets;
using ModelSpecs.Metrics;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Slicing;

/// <summary>Holds the slices of a spec against the golden set.</summary>
public static class SliceBuilder
{
    /// <summary>Columns of the golden set that slices and <c>golden.where</c> read, as written; derived columns are not among them.</summary>
    public static IReadOnlyCollection<string> ColumnsOf(SuiteSpec suite)
    {
        var predicates = suite.Slices.OfType<PredicateSlice>().Select(s => s.Where).Prepend(suite.Golden.Where).OfType<Predicate>();
        return [.. predicates.SelectMany(p => p.Columns).Where(c => !c.IsDerived).Select(c => c.Name)
            .Concat(suite.Slices.OfType<ColumnSlice>().Select(s => s.By.Value).Where(name => !DerivedNames.Contains(name)))
            .Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Whether a slice reads a column that comes from predictions, itself or through a cross.</summary>
    public static bool UsesDerived(SuiteSpec suite, SliceSpec slice) => slice switch
    {
        PredicateSlice predicate => predicate.Where.Columns.Any(c => c.IsDerived),
        ColumnSlice column => DerivedNames.Contains(column.By.Value),
        CrossSlice => SliceOrder.PartsOf(suite, slice).Any(part => part is not CrossSlice && UsesDerived(suite, part)),
        _ => throw Unknown(slice),
    };

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
        ICollection<SpecDiagnostic> diagnostics)
    {
        var known = SliceColumns.Of(suite, header, name => columns.TryGetValue(name, out var kind) ? kind : null, derived);
        if (suite.Golden.Where is { } where)
        {
            known.BindGolden(where, diagnostics);
        }

        foreach (var slice in suite.Slices)
        {
            switch (slice)
            {
                case PredicateSlice predicate:
                    known.Bind(predicate.Where, diagnostics);
                    break;
                case ColumnSlice column:
                    known.Check(column, diagnostics);
                    break;
            }
        }
    }

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
        CancellationToken cancellationToken)
    {
        var build = new BuildState(suite, table, derived, threads, diagnostics, cancellationToken);
        var built = new Dictionary<string, SliceGroups?>(StringComparer.Ordinal);
        foreach (var slice in which.SelectMany(slice => SliceOrder.PartsOf(suite, slice)))
        {
            if (!built.ContainsKey(slice.Name.Value))
            {
                built.Add(slice.Name.Value, build.Groups(slice, built));
            }
        }

        return [.. which.Select(slice => built[slice.Name.Value]).OfType<SliceGroups>()];
    }

    private static InvalidOperationException Unknown(SliceSpec slice) => new($"No way to slice by a {slice.GetType().Name}.");

    /// <summary>What every slice of one build shares.</summary>
    private sealed class BuildState(
        SuiteSpec suite, Table table, DerivedColumns? derived, int threads, ICollection<SpecDiagnostic> diagnostics, CancellationToken cancellationToken)
    {
        private readonly SliceColumns columns = SliceColumns.Of(
            suite, table.Header, name => table.Find(name)?.Kind,
            derived?.Columns.ToDictionary(c => c.Key, c => c.Value.Kind, StringComparer.Ordinal) ?? []);

        private readonly GroupFinishing finishing = new(diagnostics, threads, cancellationToken);

        /// <summary>Groups of a slice whose parts are built; null where there was an error.</summary>
        public SliceGroups? Groups(SliceSpec slice, Dictionary<string, SliceGroups?> built)
        {
            switch (slice)
            {
                case PredicateSlice predicate:
                    return columns.Bind(predicate.Where, diagnostics) is { } bound ? Members(predicate, bound) : null;
                case ColumnSlice column:
                    return columns.Check(column, diagnostics) is { } kind ? Values(column, kind) : null;
                case CrossSlice cross:
                    // A part with an error was reported at its own place.
                    var parts = cross.Of.Select(name => built[name.Value]).ToList();
                    return parts.Contains(null) ? null : new CrossGrouping(diagnostics, threads, cancellationToken).Cross(cross, parts!);
                default:
                    throw Unknown(slice);
            }
        }

        private SliceGroups Members(PredicateSlice slice, BoundPredicate bound)
        {
            var (codes, members) = PredicateEvaluator.Codes(bound, table, derived, threads, cancellationToken);
            return new SliceGroups(slice, new SliceAxis(codes, 1), [new SliceGroup(null, slice.Where.Text, members)]);
        }

        private SliceGroups? Values(ColumnSlice slice, ColumnKind kind)
        {
            var isDerived = DerivedNames.Contains(slice.By.Value);
            var name = PredicateText.Column(slice.By.Value, isDerived);
            var column = isDerived ? derived!.Columns[slice.By.Value] : table.Find(slice.By.Value)!;
            RawGroups? raw;
            if (slice.Edges.Count > 0)
            {
                raw = IntervalGrouping.Group(column, name, slice.Edges, threads, cancellationToken);
            }
            else if (slice.Every is { } period)
            {
                raw = PeriodGrouping.Group((DateColumn)column, name, period, threads, cancellationToken);
            }
            else
            {
                raw = new ValueGrouping(slice.MaxGroups, threads, cancellationToken).Group(column, name, out var excess);
                if (raw is null)
                {
                    finishing.ReportTooMany(slice, excess);
                    return null;
                }
            }

            return finishing.Finish(slice, kind, raw);
        }
    }
}
