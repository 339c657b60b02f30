using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Drift;

/// <summary>The two sets of a guard, and the same slices of both.</summary>
internal static class DriftSets
{
    /// <summary>What is held against the reference: the judged rows of the golden set, or another set; null where it cannot be had, which is reported.</summary>
    public static async Task<DriftColumns?> NowAsync(GuardScope scope, DriftSpec spec)
    {
        if (spec.Data is { } data)
        {
            return await OtherAsync(scope, spec, data).ConfigureAwait(false);
        }

        var predictions = DriftPlan.NeedsPredictions(spec) ? PredictedColumns.Of(scope.Suite, scope.Data.Table, scope.Data.Predictions) : null;
        return new DriftColumns(NameOf(scope.Suite.Golden), scope.Data.Table, predictions);
    }

    /// <summary>The reference; null where it cannot be had, which is reported.</summary>
    public static async Task<DriftColumns?> ReferenceAsync(GuardScope scope, DriftSpec spec) => spec.IsProfile
        ? ProfileFile.Read(spec.Reference.File, scope.Suite.Root, scope.Diagnostics) is { } profile ? new DriftColumns(NameOf(spec.Reference), profile) : null
        : await OtherAsync(scope, spec, spec.Reference).ConfigureAwait(false);

    /// <summary>A set where nothing is run.</summary>
    public static DriftColumns? WithoutModel(GuardValidation scope, DriftSpec spec, GoldenSpec set)
    {
        if (ReferenceEquals(set, spec.Reference) && spec.IsProfile)
        {
            return ProfileFile.Read(set.File, scope.Suite.Root, scope.Diagnostics) is { } profile ? new DriftColumns(NameOf(set), profile) : null;
        }

        var slices = SliceColumns(scope.Suite, spec);
        return OtherSet.Read(scope.Suite, set, header => DriftPlan.Needed(scope.Suite, spec, header, scope.Inference, slices), scope.Dataset, scope.Diagnostics, scope.CancellationToken) is { } table
            ? new DriftColumns(NameOf(set), table, null)
            : null;
    }

    /// <summary>As people call a set.</summary>
    public static string NameOf(GoldenSpec set) => OneLine.Escape(Path.GetFileName(set.File.FullPath));

    /// <summary>Columns that the guard's slices read.</summary>
    public static IReadOnlyCollection<string> SliceColumns(SuiteSpec suite, DriftSpec spec) => SliceBuilder.ColumnsOf(Alone(suite, spec));

    /// <summary>Reports slices that only the golden set can have: those of predictions, and those whose column a set lacks.</summary>
    public static void CheckSlices(SuiteSpec suite, DriftSpec spec, DriftColumns set, ICollection<SpecDiagnostic> diagnostics)
    {
        foreach (var slice in suite.Slices.Where(spec.On.Has))
        {
            var place = spec.On.Named.FirstOrDefault(name => name.Value == slice.Name.Value)?.Span ?? slice.Name.Span;
            if (SliceBuilder.UsesDerived(suite, slice))
            {
                // Of both sets it is the same.
                var unusable = SpecDiagnostics.DriftSliceUnusable.At(place,
                    $"Slice {OneLine.Quote(slice.Name.Value)} is of predictions. Found a slice by what the model says of a row; expected one by columns, which both sets have. Name the slices with `slices`, without this one.");
                if (!diagnostics.Contains(unusable))
                {
                    diagnostics.Add(unusable);
                }

                continue;
            }

            foreach (var column in SliceBuilder.ColumnsOf(suite with { Slices = [.. Parts(suite, slice)], Golden = suite.Golden with { Where = null } }).Where(column => !set.Header.Contains(column, StringComparer.Ordinal)))
            {
                diagnostics.Add(SpecDiagnostics.DriftColumnMissing.At(place,
                    $"Slice {OneLine.Quote(slice.Name.Value)} is by a column that is not in {set.Name}. Found no {OneLine.Quote(column)}; expected it in both sets. Leave the slice out with `slices`."));
            }
        }
    }

    /// <summary>The slices of a set: all groups that its rows have, also those that the spec does not know of.</summary>
    public static IReadOnlyList<SliceGroups> Slices(GuardScope scope, DriftSpec spec, Table table)
    {
        var suite = Alone(scope.Suite, spec);
        return suite.Slices.Count == 0 ? [] : SliceBuilder.Build(suite, [.. suite.Slices.Where(spec.On.Has)], table, null, scope.Threads, scope.Diagnostics, scope.CancellationToken);
    }

    private static async Task<DriftColumns?> OtherAsync(GuardScope scope, DriftSpec spec, GoldenSpec set)
    {
        var slices = SliceColumns(scope.Suite, spec);
        if (OtherSet.Read(scope, set, header => DriftPlan.Needed(scope.Suite, spec, header, scope.Inference, slices)) is not { } table)
        {
            return null;
        }

        if (!DriftPlan.NeedsPredictions(spec))
        {
            return new DriftColumns(NameOf(set), table, null);
        }

        var suite = table.Find(scope.Suite.Label.Value) is null ? WithClasses(scope.Suite, scope.Data.Predictions, set) : scope.Suite;
        return await OtherSet.PredictAsync(scope, suite, set, table).ConfigureAwait(false) is { } predictions
            ? new DriftColumns(NameOf(set), table, PredictedColumns.Of(suite, table, predictions))
            : null;
    }

    // Class names may come from labels, which this set does not have: they are those of the golden set.
    private static SuiteSpec WithClasses(SuiteSpec suite, Predictions golden, GoldenSpec set)
    {
        if (golden.Task is not (TaskKind.Binary or TaskKind.Multiclass))
        {
            return suite;
        }

        var place = set.File.Written.Span;
        return suite with
        {
            Task = suite.Task ?? new Located<TaskKind>(golden.Task, place),
            Classes = suite.Classes.Count > 0 ? suite.Classes : [.. golden.Classes.Select(name => new Located<string>(name, place))],
            Positive = suite.Positive ?? (golden.PositiveIndex >= 0 ? new Located<string>(golden.Classes[golden.PositiveIndex], place) : null),
        };
    }

    // What a spec demands of the golden set's groups, and how many there may be, is no demand on another set.
    private static SuiteSpec Alone(SuiteSpec suite, DriftSpec spec) => suite with
    {
        Golden = suite.Golden with { Where = null },
        Slices =
        [
            .. suite.Slices.Where(slice => spec.On.Has(slice) && !SliceBuilder.UsesDerived(suite, slice)).SelectMany(slice => Parts(suite, slice)).DistinctBy(slice => slice.Name.Value).Select(slice => slice switch
            {
                ColumnSlice column => column with { Values = [], OthersAllowed = true, MaxGroups = int.MaxValue },
                CrossSlice cross => cross with { MaxGroups = int.MaxValue },
                _ => slice,
            }),
        ],
    };

    private static IEnumerable<SliceSpec> Parts(SuiteSpec suite, SliceSpec slice) => SliceOrder.PartsOf(suite, slice);
}
