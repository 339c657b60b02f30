using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Terminal;

/// <summary>What quarantined rows change: checked metrics whose value with them is shown as another number.</summary>
internal static class QuarantineNote
{
    private const int Most = 5;

    /// <summary>One line a metric, in the order of the checks; the last counts those that are left out.</summary>
    public static IEnumerable<string> Lines(SuiteResult suite, Detail detail)
    {
        var slices = suite.Slices.ToDictionary(slice => (slice.Slice, slice.Group));
        var lines = suite.Checks.Select(check => (check.Slice, check.Group, check.Metric)).Distinct()
            .Select(place => slices.TryGetValue((place.Slice, place.Group), out var slice)
                && slice.Metrics.FirstOrDefault(metric => metric.Metric == place.Metric) is { Value: { } value, WithQuarantined: { } with }
                && Numbers.Value(value) != Numbers.Value(with)
                    ? $"{place.Slice}{(place.Group is null ? "" : $" = {place.Group}")}: {place.Metric} is {Numbers.Value(value)}, with the quarantined rows {Numbers.Value(with)}"
                    : null)
            .OfType<string>()
            .ToList();
        var shown = detail == Detail.Verbose ? lines.Count : Math.Min(lines.Count, Most);
        return lines.Count == shown ? lines : [.. lines.Take(shown), $"and {lines.Count - shown} more that differ with them (--verbose shows all)"];
    }
}
