using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Terminal;

/// <summary>What changed against the snapshot and the champion, in a few lines; all of it with <c>--verbose</c>.</summary>
internal static class BaselineNote
{
    private const int Shown = 5;

    /// <summary>One line for each baseline, and what it leaves to be done.</summary>
    public static IEnumerable<string> Lines(SuiteResult suite)
    {
        foreach (var baseline in suite.Baselines)
        {
            if (baseline.Missing is { } missing)
            {
                yield return $"{baseline.Name}: {missing}";
            }
            else
            {
                yield return $"against the {baseline.Name}: {Values(baseline)}{Rows(baseline)}";
            }

            foreach (var structure in baseline.Structure.Where(structure => !structure.Fails && !structure.Text.StartsWith("other ModelSpecs", StringComparison.Ordinal)))
            {
                yield return $"  {structure.Text}";
            }

            if (baseline.Received is { } received)
            {
                yield return $"this run's results are in {received}: modelspecs accept {suite.File} makes them the bar";
            }
        }
    }

    /// <summary>The values that changed, as a table; null where none did.</summary>
    /// <param name="baseline">The baseline.</param>
    /// <param name="all">Whether all are shown, or the first of those that are hardly chance.</param>
    /// <param name="unicode">Whether the terminal takes it.</param>
    public static TextTable? Changes(BaselineResult baseline, bool all, bool unicode)
    {
        var changes = all ? baseline.Changes : [.. baseline.Changes.Where(change => change.Verdict is "worse" or "better").Take(Shown)];
        if (changes.Count == 0)
        {
            return null;
        }

        var table = new TextTable([new("slice", Least: 12), new("metric", Least: 12), new("was", Right: true), new("is", Right: true), new("change", Right: true), new("interval"), new("verdict")]);
        foreach (var change in changes)
        {
            var ink = change.Verdict switch { "worse" => Ink.Bad, "better" => Ink.Good, _ => Ink.Plain };
            table.Add(
                new(TerminalText.Line(change.Group is null ? change.Slice : $"{change.Slice} = {change.Group}", unicode)),
                new(TerminalText.Line(change.Metric, unicode)),
                new(Value(change.Was)),
                new(Value(change.Is)),
                new(change.Is - change.Was is { } difference ? (difference > 0 ? "+" : "") + Numbers.Value(difference) : ""),
                new(change.Interval is { } interval ? $"[{Numbers.Value(interval.Low)}, {Numbers.Value(interval.High)}]" : ""),
                new(change.Verdict, ink));
        }

        return table;
    }

    private static string Value(double? value) => value is { } defined ? Numbers.Value(defined) : "undefined";

    private static string Values(BaselineResult baseline)
    {
        if (baseline.Changes.Count == 0)
        {
            return "no value changed";
        }

        var parts = baseline.Changes.GroupBy(change => change.Verdict).Select(group => $"{Numbers.Rows(group.Count())} {group.Key}");
        return $"{string.Join("; ", parts)} ({Numbers.Rows(baseline.Changes.Count)} {(baseline.Changes.Count == 1 ? "value" : "values")} changed)";
    }

    private static string Rows(BaselineResult baseline) =>
        baseline.Flips.FirstOrDefault(flip => flip.Slice == SliceResult.Overall) is not { } whole ? "; no prediction changed"
        : whole.NewlyWrong is { } wrong ? $"; of {Numbers.Rows(whole.Rows)} rows {Numbers.Rows(wrong)} newly wrong, {Numbers.Rows(whole.NewlyRight ?? 0)} newly right"
        : $"; of {Numbers.Rows(whole.Rows)} rows {Numbers.Rows(whole.Changed)} predicted otherwise";
}
