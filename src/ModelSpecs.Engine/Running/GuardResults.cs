using ModelSpecs.Engine.Checks;
using ModelSpecs.Engine.Guards;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Running;

/// <summary>Writes down what guards measured.</summary>
internal static class GuardResults
{
    /// <summary>The guards, in the order in which they were measured.</summary>
    /// <param name="outcomes">What was measured.</param>
    /// <param name="judged">The checks.</param>
    /// <param name="slices">The slices.</param>
    /// <param name="confidence">Of intervals.</param>
    public static IReadOnlyList<GuardResult> Of(IReadOnlyList<GuardOutcome> outcomes, IReadOnlyList<JudgedCheck> judged, IReadOnlyList<SliceGroups> slices, double confidence)
    {
        var checks = judged.Where(check => check.Planned.Check is GuardCheckSpec)
            .ToLookup(check => (((GuardCheckSpec)check.Planned.Check).Guard, ((GuardCheckSpec)check.Planned.Check).Measure.Name, check.Planned.SliceName, check.Group), check => check.Planned.IdOf(check.Group));
        return [.. outcomes.Select(outcome => new GuardResult
        {
            Kind = outcome.Guard.Kind,
            Name = outcome.Guard.Name?.Value,
            Line = outcome.Guard.Span.Line,
            Values = [.. outcome.Values.Select(value => ValueOf(value.Key.Measure, value.Key.Place, value.Value, slices, confidence))
                .Select(value => value with { Checks = [.. checks[(outcome.Guard, value.Measure, value.Slice, value.Group)]] })],
            Figures = outcome.Figures,
            Notes = outcome.Notes,
        })];
    }

    private static GuardValueResult ValueOf(string measure, SlicePlace? place, GuardValue value, IReadOnlyList<SliceGroups> slices, double confidence)
    {
        var slice = place is { } at ? slices.First(s => string.Equals(s.Spec.Name.Value, at.Slice, StringComparison.Ordinal)) : null;
        var group = slice is { Spec.IsGroup: true } ? slice.Groups[place!.Value.Group].Name : null;
        return new(measure, place?.Slice ?? PlannedCheck.Overall, group, double.IsNaN(value.Value) ? null : value.Value, value.Rows, value.Shown, double.IsNaN(value.Value) ? value.Undefined ?? "it is not a number" : null)
        {
            Interval = value.Estimate is { HasInterval: true } estimate ? IntervalOf(estimate, confidence) : null,
            Champion = double.IsFinite(value.Champion) ? value.Champion : null,
            ShownInterval = value is { Estimate: { HasInterval: true } noise, Format: { } format } ? CheckMessage.Range(noise.At(confidence), format) : null,
            ShownChampion = double.IsFinite(value.Champion) ? value.Format?.Invoke(value.Champion) : null,
        };
    }

    private static IntervalResult? IntervalOf(Estimate estimate, double confidence)
    {
        var interval = estimate.At(confidence);
        return double.IsFinite(interval.Low) && double.IsFinite(interval.High) ? new IntervalResult(interval.Low, interval.High, IntervalMethods.NameOf(estimate.Method)) : null;
    }
}
