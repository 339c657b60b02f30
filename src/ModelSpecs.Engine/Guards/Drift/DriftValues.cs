using System.Globalization;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Drift;

/// <summary>One number of many columns: the worst, with all that are beyond the bound.</summary>
internal static class DriftValues
{
    private const int MostListed = 50;

    /// <summary>The value of a measure on a place.</summary>
    public static GuardValue Measure(DriftSpec spec, DriftTarget target, IReadOnlyList<GuardMeasure> measures, DriftPlace place) => target switch
    {
        { Measure: "volume" } => new GuardValue
        {
            Value = (double)place.Rows / place.ReferenceRows, Rows = place.Rows, Shown = DriftText.Times((double)place.Rows / place.ReferenceRows), Format = DriftText.Times,
            Details = [("rows", string.Create(CultureInfo.InvariantCulture, $"{place.Rows:N0} now, {place.ReferenceRows:N0} in the reference"))],
        },
        { Measure: "share" } => Share(spec, measures, place),
        { Column: { } one } => Worst(target.Measure, measures, place, [place.Columns.First(column => column.Name == one.Value)]),
        _ => Worst(target.Measure, measures, place, place.All),
    };

    private static GuardValue Worst(string measure, IReadOnlyList<GuardMeasure> measures, DriftPlace place, IReadOnlyList<ColumnDrift> columns)
    {
        var applying = columns.Where(column => DriftPlace.Applies(column, measure) || columns.Count == 1).ToList();
        var rows = Rows(applying, measure);
        if (applying.Count == 0)
        {
            return GuardValue.Missing($"no column that is compared has {(measure is "chi2" or "unseen" ? "categories" : "numbers")}", Math.Min(place.Rows, place.ReferenceRows));
        }

        var sign = measure == "p_value" ? -1 : 1;
        var values = applying.Select(column => (Column: column, Value: place.ValueOf(column, measure))).ToList();
        if (values.FirstOrDefault(value => double.IsNaN(value.Value)) is { Column: { } undefined })
        {
            return GuardValue.Missing($"column {OneLine.Quote(undefined.Name)}: {undefined.Undefined(measure)}", rows);
        }

        var sorted = values.OrderByDescending(value => sign * value.Value).ThenBy(value => value.Column.Name, StringComparer.Ordinal).ToList();
        var beyond = sorted.Count(value => measures.Any(bound => IsBeyond(bound, value.Value)));
        // Of a bound that is not known here the worst few are shown.
        var shown = sorted.Take(Math.Clamp(beyond, 1, MostListed)).ToList();
        var details = shown.Select((value, i) => (i == 0 ? (columns.Count == 1 ? "column" : "worst") : "", DriftText.Of(measure, value.Column, value.Value))).ToList();
        if (beyond > MostListed)
        {
            details.Add(("", string.Create(CultureInfo.InvariantCulture, $"and {beyond - MostListed} more")));
        }

        var ranges = applying.ConvertAll(column => place.RangeOf(column, measure));
        var (least, most) = sign < 0 ? (ranges.Min(range => range.Least), ranges.Min(range => range.Most)) : (ranges.Max(range => range.Least), ranges.Max(range => range.Most));
        var isShare = measure is "null_rate" or "unseen";
        return new GuardValue { Value = sorted[0].Value, Rows = rows, Details = details, Undecided = Undecided(measures, measure, least, most), Shown = isShare ? DriftText.Percent(sorted[0].Value) : null, Format = isShare ? DriftText.Percent : null };
    }

    private static GuardValue Share(DriftSpec spec, IReadOnlyList<GuardMeasure> measures, DriftPlace place)
    {
        var measure = spec.PsiMark is null ? "p_value" : "psi";
        if (place.All.FirstOrDefault(column => double.IsNaN(place.ValueOf(column, measure))) is { } undefined)
        {
            return GuardValue.Missing($"column {OneLine.Quote(undefined.Name)}: {undefined.Undefined(measure)}", Rows(place.All, measure));
        }

        var drifted = place.All.Select(column => (Column: column, Value: place.ValueOf(column, measure))).Where(value => spec.PsiMark is { } mark ? value.Value > mark : value.Value < spec.Alpha)
            .OrderBy(value => spec.PsiMark is null ? value.Value : -value.Value).ThenBy(value => value.Column.Name, StringComparer.Ordinal).ToList();
        var counted = string.Create(CultureInfo.InvariantCulture, $"{drifted.Count} of {place.All.Count} columns");
        // Of a profile some columns may have drifted or not.
        var ranges = place.All.Select(column => place.RangeOf(column, measure)).ToList();
        var least = spec.PsiMark is null ? ranges.Count(range => range.Most < spec.Alpha) : drifted.Count;
        var most = spec.PsiMark is null ? ranges.Count(range => range.Least < spec.Alpha) : drifted.Count;
        return new GuardValue
        {
            Value = (double)drifted.Count / place.All.Count,
            Undecided = Undecided(measures, "share", (double)least / place.All.Count, (double)most / place.All.Count),
            Rows = Rows(place.All, measure),
            Shown = $"{DriftText.Percent((double)drifted.Count / place.All.Count)} ({counted})",
            Format = DriftText.Percent,
            Details = [.. drifted.Take(MostListed).Select((value, i) => (i == 0 ? "drifted" : "", DriftText.Of(measure, value.Column, value.Value)))],
        };
    }

    // What a value rests on is the smaller of its samples; a column that is there without a value is what null_rate is about.
    private static long Rows(IReadOnlyList<ColumnDrift> columns, string measure) =>
        columns.Count == 0 ? 0 : columns.Min(column => measure == "null_rate" ? Math.Min(column.Rows, column.ReferenceRows) : Math.Min(column.Values, column.ReferenceValues));

    // Null: whatever the profile does not know, the bound is met or is not.
    private static string? Undecided(IReadOnlyList<GuardMeasure> measures, string measure, double least, double most) => measures.Any(bound => IsBeyond(bound, least) != IsBeyond(bound, most))
        ? string.Create(CultureInfo.InvariantCulture, $"a profile does not know it that well: {measure} is from {least:G4} to {most:G4}, and the bound lies between; use the data set as the reference, or another bound")
        : null;

    private static bool IsBeyond(GuardMeasure bound, double value) =>
        bound.Bound.Reference == BoundReference.Number && bound.Comparison switch
        {
            Comparison.AtLeast => value < bound.Bound.Offset,
            Comparison.MoreThan => value <= bound.Bound.Offset,
            Comparison.AtMost => value > bound.Bound.Offset,
            _ => value >= bound.Bound.Offset,
        };
}
