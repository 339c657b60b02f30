using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Summary;

/// <summary>How a change against a baseline stands: which way, and whether an interval tells it from chance. In the order in which the page of a run has them.</summary>
internal enum ChangeStanding
{
    Worse,
    WorseUntested,
    WorseMaybeChance,
    Changed,
    Better,
    BetterUntested,
    ChangedMaybeChance,
    BetterMaybeChance,
}

/// <summary>A value that differs from a baseline's.</summary>
internal sealed record SummaryChange(SuiteResult Suite, BaselineResult Baseline, ChangeResult Change, ChangeStanding Standing)
{
    /// <summary>Those of all suites: worsenings beyond chance, then those that may be chance, then the rest; in each the biggest first.</summary>
    public static IReadOnlyList<SummaryChange> Of(RunResult run) =>
    [
        .. run.Suites.SelectMany(suite => suite.Baselines.SelectMany(baseline => baseline.Changes.Select(change => new SummaryChange(suite, baseline, change, StandingOf(change)))))
            .OrderBy(change => change.Standing)
            .ThenByDescending(change => change.Size),
    ];

    /// <summary>Rows that the metric rests on now; null: it is not among what was measured.</summary>
    public long? Rows => Suite.Slices.FirstOrDefault(slice => slice.Slice == Change.Slice && slice.Group == Change.Group)?.Metrics.FirstOrDefault(metric => metric.Metric == Change.Metric)?.Rows;

    // Shares compare by their difference; metrics of other units (a cost, an error in days) relative to what they were, without letting a value near 0 win by that alone.
    private double Size => Change is { Was: { } was, Is: { } now } && double.IsFinite(was) && double.IsFinite(now)
        ? Math.Abs(was) <= 1 && Math.Abs(now) <= 1 ? Math.Abs(now - was) : Math.Abs(now - was) / Math.Max(Math.Abs(was), 0.1)
        : double.MaxValue;

    // Without an interval of the difference nobody can say that it is more than chance: such a change is never called certain.
    private static ChangeStanding StandingOf(ChangeResult change)
    {
        var chance = change.Verdict.Contains("chance", StringComparison.Ordinal);
        return change.Verdict.StartsWith("worse", StringComparison.Ordinal) ? chance ? ChangeStanding.WorseMaybeChance : change.Interval is null ? ChangeStanding.WorseUntested : ChangeStanding.Worse
            : change.Verdict.StartsWith("better", StringComparison.Ordinal) ? chance ? ChangeStanding.BetterMaybeChance : change.Interval is null ? ChangeStanding.BetterUntested : ChangeStanding.Better
            : chance ? ChangeStanding.ChangedMaybeChance : ChangeStanding.Changed;
    }
}
