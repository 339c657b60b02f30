using System.Globalization;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Drift;

/// <summary><c>drift</c>: how far a set is from a reference, column by column, on the whole and on slices.</summary>
internal static class DriftGuard
{
    /// <summary>Measures both sets where they can be had; problems are diagnostics.</summary>
    public static async Task<GuardOutcome> MeasureAsync(GuardScope scope, GuardSpec guard)
    {
        var spec = (DriftSpec)guard;
        var problems = scope.Diagnostics.Count;
        var now = await DriftSets.NowAsync(scope, spec).ConfigureAwait(false);
        var reference = await DriftSets.ReferenceAsync(scope, spec).ConfigureAwait(false);
        if (now is null || reference is null)
        {
            return new GuardOutcome { Guard = guard };
        }

        foreach (var set in (DriftColumns[])[now, reference])
        {
            DriftSets.CheckSlices(scope.Suite, spec, set, scope.Diagnostics);
        }

        var plan = DriftPlan.Make(scope.Suite, spec, now, reference, scope.Inference, scope.Diagnostics);
        DriftRates.Check(spec, now, reference, scope.Diagnostics);
        if (scope.Diagnostics.Skip(problems).Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            return new GuardOutcome { Guard = guard };
        }

        var notJudged = new List<string>();
        var places = Places(scope, spec, now, reference, notJudged);
        if (places is null)
        {
            return new GuardOutcome { Guard = guard };
        }

        var whole = Compare(null, null);
        var outcome = new GuardOutcome { Guard = guard, Notes = [.. Notes(spec, plan, reference, scope.Data.Predictions.ModelHash, whole), .. notJudged], Figures = DriftFigures.Of(spec, whole, now, reference) };
        Add(null, whole, null, null);
        foreach (var (place, rows, referenceRows) in places)
        {
            scope.CancellationToken.ThrowIfCancellationRequested();
            Add(place, rows.Length == 0 || referenceRows.Length == 0 ? null : Compare(rows, referenceRows), rows, referenceRows);
        }

        return outcome;

        DriftPlace Compare(int[]? rows, int[]? referenceRows) => DriftPlace.Compare(plan, spec, now, rows, reference, referenceRows, scope.Threads, scope.CancellationToken);

        void Add(SlicePlace? place, DriftPlace? compared, int[]? rows, int[]? referenceRows)
        {
            // A band is one value with two bounds.
            foreach (var (target, measures) in spec.Targets.Zip(spec.Measures).GroupBy(pair => pair.Second.Name, StringComparer.Ordinal).Select(group => (group.First().First, group.Select(pair => pair.Second).ToList())))
            {
                var value = compared is null
                    ? GuardValue.Missing(rows!.Length == 0 ? "the slice has no row" : $"{reference.Name} has no row of it")
                    : target.Measure == "prediction_rate" ? DriftRates.Measure(now, rows, reference, referenceRows) : DriftValues.Measure(spec, target, measures, compared);
                outcome.Add(measures[0].Name, place, value);
            }
        }
    }

    /// <summary>Finds what is wrong with files and columns.</summary>
    public static void Validate(GuardValidation scope, GuardSpec guard)
    {
        var spec = (DriftSpec)guard;
        var now = spec.Data is { } data ? DriftSets.WithoutModel(scope, spec, data) : new DriftColumns(DriftSets.NameOf(scope.Suite.Golden), scope.Table, null);
        var reference = DriftSets.WithoutModel(scope, spec, spec.Reference);
        if (now is null || reference is null)
        {
            return;
        }

        foreach (var set in (DriftColumns[])[now, reference])
        {
            DriftSets.CheckSlices(scope.Suite, spec, set, scope.Diagnostics);
        }

        try
        {
            DriftPlan.Make(scope.Suite, spec, now, reference, scope.Inference, scope.Diagnostics);
            DriftRates.Check(spec, now, reference, scope.Diagnostics);
        }
        catch (SpecException problem)
        {
            foreach (var diagnostic in problem.Diagnostics.Where(diagnostic => !scope.Diagnostics.Contains(diagnostic)))
            {
                scope.Diagnostics.Add(diagnostic);
            }
        }
    }

    // Groups are matched by name; a group that one set does not have has no rows there. Null: a slice could not be made, which is reported.
    private static List<(SlicePlace Place, int[] Rows, int[] ReferenceRows)>? Places(GuardScope scope, DriftSpec spec, DriftColumns now, DriftColumns reference, List<string> notJudged)
    {
        var judged = scope.Slices.Where(slice => spec.On.Has(slice.Spec)).ToList();
        if (judged.Count == 0)
        {
            return [];
        }

        var before = scope.Diagnostics.Count;
        var others = DriftSets.Slices(scope, spec, reference.Table!);
        var held = spec.Data is null ? judged : DriftSets.Slices(scope, spec, now.Table!);
        if (scope.Diagnostics.Skip(before).Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            return null;
        }

        var places = new List<(SlicePlace, int[], int[])>();
        foreach (var slice in judged)
        {
            var (here, there) = (RowsByName(held, slice), RowsByName(others, slice));
            // Checks are of the golden set's groups.
            notJudged.AddRange(here.Keys.Except(slice.Groups.Select(group => group.Name ?? ""), StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name =>
                $"Not judged: {OneLine.Escape(slice.Spec.Name.Value)} = {OneLine.Escape(name)} of {now.Name}, which the golden set does not have."));
            places.AddRange(slice.Groups.Select((group, g) => (new SlicePlace(slice.Spec.Name.Value, g), here.GetValueOrDefault(group.Name ?? "", []), there.GetValueOrDefault(group.Name ?? "", []))));
        }

        return places;
    }

    private static Dictionary<string, int[]> RowsByName(IReadOnlyList<SliceGroups> slices, SliceGroups slice)
    {
        var same = slices.First(other => string.Equals(other.Spec.Name.Value, slice.Spec.Name.Value, StringComparison.Ordinal));
        var rows = DriftPlace.RowsOf(same);
        return same.Groups.Select((group, g) => (group.Name, g)).ToDictionary(group => group.Name ?? "", group => rows[group.g], StringComparer.Ordinal);
    }

    private static List<string> Notes(DriftSpec spec, DriftPlan plan, DriftColumns reference, string? model, DriftPlace whole)
    {
        var notes = new List<string>();
        if (spec.Targets.Any(target => target.Measure == "p_value" || (target.Measure == "share" && spec.PsiMark is null)))
        {
            var (categories, numbers) = (whole.Columns.Where(column => column is { Nothing: null, IsCategorical: true }).Select(column => column.Name).ToList(), whole.Columns.Where(column => column is { Nothing: null, IsCategorical: false }).Select(column => column.Name).ToList());
            notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"p-values: {string.Join("; ", new[] { Tested("Kolmogorov–Smirnov", numbers), Tested("chi-squared", categories) }.OfType<string>())}; {spec.Correction switch { DriftCorrection.Holm => $"corrected by Holm over {whole.Tested} columns", DriftCorrection.BenjaminiHochberg => $"corrected by Benjamini–Hochberg over {whole.Tested} columns", _ => "not corrected" }}."));
        }

        if (whole.Columns.Where(column => column.Nothing is null && !column.IsCategorical).Select(column => column.KsAbove).DefaultIfEmpty().Max() is > 0 and var error)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"The reference is a profile: its distribution functions are known to within {error:G2}, and ks with them."));
        }

        if (reference.Model is { } other && model is not null && DriftPlan.NeedsPredictions(spec) && !model.EndsWith(other, StringComparison.Ordinal))
        {
            notes.Add("The profile's score and prediction come from another model: a difference may be the model's and not the data's.");
        }

        if (plan.Skipped.Count > 0)
        {
            notes.Add($"Not compared, since they hold an array in each row: {string.Join(", ", plan.Skipped.Select(OneLine.Escape))}.");
        }

        return notes;
    }

    private static string? Tested(string test, List<string> columns)
    {
        const int Most = 8;
        return columns.Count == 0 ? null : columns.Count > Most ? string.Create(CultureInfo.InvariantCulture, $"{test} for {columns.Count} columns") : $"{test} for {string.Join(", ", columns.Select(OneLine.Escape))}";
    }
}
