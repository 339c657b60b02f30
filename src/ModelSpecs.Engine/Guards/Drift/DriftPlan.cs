using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Results.Profiles;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Drift;

/// <summary>Which columns are compared: those that are named, or those that feed the model.</summary>
/// <param name="All">Columns of the measures without columns, in the order in which they stand.</param>
/// <param name="Others">Further columns that a measure of their own names.</param>
/// <param name="Skipped">Columns that hold an array in each row, which nobody named.</param>
internal sealed record DriftPlan(IReadOnlyList<string> All, IReadOnlyList<string> Others, IReadOnlyList<string> Skipped)
{
    /// <summary>Every column.</summary>
    public IReadOnlyList<string> Every => [.. All, .. Others];

    /// <summary>Whether the model has to be run.</summary>
    public static bool NeedsPredictions(DriftSpec spec) => spec.NamedAnywhere.Any(column => DriftSpec.IsPredicted(column.Value)) || spec.Targets.Any(target => target.Measure == "prediction_rate");

    /// <summary>The columns of a set that are read for a guard, those of the model and of slices among them.</summary>
    /// <param name="suite">The spec.</param>
    /// <param name="spec">The guard.</param>
    /// <param name="header">Columns of the set.</param>
    /// <param name="inference">How models are opened.</param>
    /// <param name="slices">Columns that slices read.</param>
    public static IEnumerable<string> Needed(SuiteSpec suite, DriftSpec spec, IReadOnlyList<string> header, InferenceOptions inference, IEnumerable<string> slices)
    {
        var named = spec.NamedAnywhere.Select(column => column.Value).Where(name => !DriftSpec.IsPredicted(name));
        // What the set lacks is said with the columns, once.
        var usual = spec.Named.Count > 0 ? [] : Usual(suite, spec.OfEveryColumn, header, inference);
        var model = NeedsPredictions(spec) ? Predictor.ColumnsNeeded(suite, header, inference) : [];
        return named.Concat(usual).Concat(model).Concat(slices);
    }

    /// <summary>The columns that are compared where none is named.</summary>
    public static IReadOnlyList<string> Usual(SuiteSpec suite, bool ofEvery, IReadOnlyList<string> header, InferenceOptions inference)
    {
        if (!ofEvery && suite.Predictions is null)
        {
            return Predictor.ColumnsNeeded(suite, header, inference);
        }

        var apart = new HashSet<string>(suite.LabelColumns.Select(label => label.Value), StringComparer.Ordinal);
        apart.UnionWith(new[] { suite.Id?.Value, suite.Query?.Value, suite.Golden.Weight?.Value, suite.Golden.Cluster?.Value }.OfType<string>());
        if (suite.Predictions is { } predictions)
        {
            apart.UnionWith(new[] { predictions.Score?.Value, predictions.Label?.Value, predictions.Value?.Value }.OfType<string>());
            apart.UnionWith(predictions.Scores.Select(score => score.Value));
        }

        return [.. header.Where(name => !apart.Contains(name))];
    }

    /// <summary>The plan; what is missing, of another type or not to be compared is reported.</summary>
    /// <param name="suite">The spec.</param>
    /// <param name="spec">The guard.</param>
    /// <param name="now">What is held against the reference.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="inference">How models are opened.</param>
    /// <param name="diagnostics">Takes every problem.</param>
    public static DriftPlan Make(
        SuiteSpec suite, DriftSpec spec, DriftColumns now, DriftColumns reference, InferenceOptions inference, ICollection<SpecDiagnostic> diagnostics)
    {
        var usual = spec.Named.Count > 0 ? [] : Usual(suite, spec.OfEveryColumn, now.Header, inference);
        var place = spec.Reference.File.Written.Span;
        var skipped = usual.Where(name => now.KindOf(name) is null && now.Header.Contains(name, StringComparer.Ordinal)).ToList();
        if (spec.Named.Count == 0 && suite.Model is null)
        {
            // Without a model every column is meant, and a set may well have one of its own.
            usual = [.. usual.Where(name => reference.Header.Contains(name, StringComparer.Ordinal))];
        }

        var all = new List<string>();
        foreach (var column in spec.Named.Count > 0 ? spec.Named : [.. usual.Except(skipped, StringComparer.Ordinal).Select(name => new Located<string>(name, place))])
        {
            if (IsComparable(suite, column, now, reference, diagnostics))
            {
                all.Add(column.Value);
            }
        }

        var others = new List<string>();
        foreach (var column in spec.Targets.Select(target => target.Column).OfType<Located<string>>().Where(column => spec.Named.All(named => named.Value != column.Value)).DistinctBy(column => column.Value))
        {
            if (!all.Contains(column.Value, StringComparer.Ordinal) && IsComparable(suite, column, now, reference, diagnostics))
            {
                others.Add(column.Value);
            }
        }

        foreach (var target in spec.Targets.Where(target => target.Column is not null))
        {
            CheckMeasure(target, reference, diagnostics);
        }

        if (all.Count == 0 && spec.Named.Count == 0 && diagnostics.All(diagnostic => diagnostic.Severity != DiagnosticSeverity.Error) && spec.Targets.Any(target => target.Column is null && target.Measure is not ("volume" or "prediction_rate")))
        {
            diagnostics.Add(SpecDiagnostics.DriftNoColumns.At(spec.Span,
                $"No column is left to compare. Found {(skipped.Count > 0 ? $"{skipped.Count} with an array in each row" : "none that both sets have")}; expected columns of numbers, texts, booleans or dates. Name them with `columns`, or compare what the model says: `columns: [score]`."));
        }

        return new DriftPlan(all, others, skipped);
    }

    private static bool IsComparable(SuiteSpec suite, Located<string> column, DriftColumns now, DriftColumns reference, ICollection<SpecDiagnostic> diagnostics)
    {
        var before = diagnostics.Count;
        foreach (var set in (DriftColumns[])[now, reference])
        {
            if (DriftSpec.IsPredicted(column.Value))
            {
                if (!set.IsProfile && set.Header.Contains(column.Value, StringComparer.Ordinal) && !IsSame(suite, column.Value))
                {
                    diagnostics.Add(SpecDiagnostics.DerivedNameAmbiguous.At(column.Span,
                        $"{OneLine.Quote(column.Value)} may be the column of {set.Name} or the one that comes from predictions. Found both; expected one. Rename the column of the data set."));
                }
                else if (set.Predicted is { } predicted && !predicted.Contains(column.Value, StringComparer.Ordinal))
                {
                    diagnostics.Add(SpecDiagnostics.DriftNoPredictions.At(column.Span,
                        $"{OneLine.Quote(column.Value)} is what the model says, and {set.Name} has none. Found {(predicted.Count == 0 ? "neither score nor prediction" : $"{string.Join(", ", predicted.Order(StringComparer.Ordinal))} alone")}; expected {OneLine.Quote(column.Value)}.{(set.IsProfile ? " Make the profile with `--spec`." : "")}"));
                    // The other set has the same task.
                    break;
                }
            }
            else if (!set.Header.Contains(column.Value, StringComparer.Ordinal))
            {
                diagnostics.Add(SpecDiagnostics.DriftColumnMissing.At(column.Span,
                    $"Column {OneLine.Quote(column.Value)} is not in {set.Name}. Found {Listed(set.Header)}; expected the column in both sets.{Suggestion.DidYouMean(column.Value, set.Header)}"));
            }
            else if (set.KindOf(column.Value) is null)
            {
                diagnostics.Add(SpecDiagnostics.DriftColumnUnusable.At(column.Span,
                    $"Column {OneLine.Quote(column.Value)} of {set.Name} cannot be compared. Found an array in each row; expected numbers, texts, booleans or dates. Compare what the model says of it: `columns: [score]`."));
            }
        }

        if (diagnostics.Count == before && now.KindOf(column.Value) is { } here && reference.KindOf(column.Value) is { } there && here != there && !now.IsEmpty(column.Value) && !reference.IsEmpty(column.Value))
        {
            diagnostics.Add(SpecDiagnostics.DriftColumnUnusable.At(column.Span,
                $"Column {OneLine.Quote(column.Value)} has two types. Found {here} in {now.Name} and {there} in {reference.Name}; expected one. If only its spelling differs, say its type under `columns` of the sets."));
        }

        return diagnostics.Count == before;
    }

    // A column that `predictions` reads under the same name is what the model says.
    private static bool IsSame(SuiteSpec suite, string name) =>
        suite.Predictions is { } predictions && new[] { predictions.Score, predictions.Label, predictions.Value }.Any(column => string.Equals(column?.Value, name, StringComparison.Ordinal));

    private static void CheckMeasure(DriftTarget target, DriftColumns reference, ICollection<SpecDiagnostic> diagnostics)
    {
        var column = target.Column!;
        if (reference.KindOf(column.Value) is not { } kind)
        {
            return;
        }

        var isCategory = kind == ColumnProfile.Category;
        if ((target.Measure is "ks" or "wasserstein" && isCategory) || (target.Measure == "unseen" && !isCategory && !reference.IsFewValued(column.Value)))
        {
            diagnostics.Add(SpecDiagnostics.DriftColumnUnusable.At(column.Span,
                $"{target.Measure} is not of this column. Found {OneLine.Quote(column.Value)}, a column of {(isCategory ? "categories" : "many different numbers")}; expected one of {(isCategory ? "numbers" : "categories")}. Use psi, js or p_value."));
        }
    }

    private static string Listed(IReadOnlyList<string> header)
    {
        const int Most = 20;
        var shown = string.Join(", ", header.Take(Most).Select(OneLine.Escape));
        return header.Count <= Most ? shown : $"{shown}, … ({header.Count} columns)";
    }
}
