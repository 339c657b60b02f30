using System.Globalization;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Results.Profiles;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Guards.Drift;

/// <summary><c>prediction_rate</c>: how often the model says a class.</summary>
internal static class DriftRates
{
    private const int Named = 5;

    /// <summary>Reports a task or a profile without predicted classes.</summary>
    public static void Check(DriftSpec spec, DriftColumns now, DriftColumns reference, ICollection<SpecDiagnostic> diagnostics)
    {
        var at = spec.Targets.Zip(spec.Measures).Where(pair => pair.First.Measure == "prediction_rate").Select(pair => pair.Second.Span).FirstOrDefault();
        foreach (var set in spec.Targets.Any(target => target.Measure == "prediction_rate") ? (DriftColumns[])[now, reference] : [])
        {
            if (set.Predicted is { } predicted && !(predicted.Contains(DerivedNames.Prediction, StringComparer.Ordinal) && set.KindOf(DerivedNames.Prediction) == ColumnProfile.Category))
            {
                diagnostics.Add(SpecDiagnostics.DriftNoPredictions.At(at,
                    $"prediction_rate is of classes. Found no predicted class for {set.Name}; expected a binary or multi-class task.{(set.IsProfile ? " Make the profile with `--spec`." : " Compare numbers with `columns: [prediction]`.")}"));
                // The other set has the same task.
                return;
            }
        }
    }

    /// <summary>The largest difference of a class's share; of two classes that of either.</summary>
    public static GuardValue Measure(DriftColumns now, int[]? rows, DriftColumns reference, int[]? referenceRows)
    {
        var drift = reference.Reference(DerivedNames.Prediction, referenceRows).Compare(now.Find(DerivedNames.Prediction)!, rows);
        if (drift.Nothing is { } nothing)
        {
            return GuardValue.Missing(nothing);
        }

        var shares = drift.Bins.Select((name, i) => (Name: name, Before: drift.Expected[i] / drift.ReferenceValues, After: drift.Actual[i] / drift.Values))
            .OrderByDescending(share => Math.Abs(share.After - share.Before)).ThenBy(share => share.Name, StringComparer.Ordinal).ToList();
        return new GuardValue
        {
            Value = Math.Abs(shares[0].After - shares[0].Before),
            Shown = DriftText.Percent(Math.Abs(shares[0].After - shares[0].Before)),
            Format = DriftText.Percent,
            Rows = Math.Min(drift.Values, drift.ReferenceValues),
            Details = [.. shares.Take(Named).Select((share, i) => (i == 0 ? "predicted" : "", string.Create(CultureInfo.InvariantCulture, $"{OneLine.Escape(share.Name)}: {share.Before:P1} in the reference, {share.After:P1} now")))],
        };
    }
}
