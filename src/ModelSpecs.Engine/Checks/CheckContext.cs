using ModelSpecs.Engine.Baselines;
using ModelSpecs.Engine.Guards;
using ModelSpecs.Engine.Parity;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks;

/// <summary>What a check kind may look at, and how it writes its verdict down.</summary>
internal sealed class CheckContext(Measurements measurements, RunBaselines baselines, WorstRows worstRows, string file)
{
    /// <summary>The measured values.</summary>
    public Measurements Measurements { get; } = measurements;

    /// <summary>What the run is held against besides numbers.</summary>
    public RunBaselines Baselines { get; } = baselines;

    /// <summary>Names the rows behind a failure.</summary>
    public WorstRows WorstRows { get; } = worstRows;

    /// <summary>What comparing with recorded outputs and other models found, one a parity.</summary>
    public IReadOnlyList<ParityOutcome> Parity { get; init; } = [];

    /// <summary>What was measured besides metrics, one a guard.</summary>
    public IReadOnlyList<GuardOutcome> Guards { get; init; } = [];

    /// <summary>A check's result with everything that does not depend on the kind.</summary>
    public CheckResult Result(JudgedCheck judged) => Result(judged, file, WorstRows);

    /// <summary>The same of a check that needs no measurement.</summary>
    /// <param name="judged">The check.</param>
    /// <param name="file">The spec's file as results name it.</param>
    /// <param name="worstRows">Names rows behind a failure; null: there are none.</param>
    public static CheckResult Result(JudgedCheck judged, string file, WorstRows? worstRows)
    {
        var (planned, group, judgement) = judged;
        var check = planned.Check;
        var action = planned.Suite.Verdict.Inconclusive;
        var inconclusive = judgement.Outcome == Outcome.Inconclusive;
        var fails = judgement.Outcome switch
        {
            Outcome.Passed => false,
            Outcome.Inconclusive => !judgement.ReportedOnly && action == InconclusiveAction.Fail,
            _ => true,
        };
        var metric = planned.MetricCheck;
        // Rows that changed sides say more of a change than rows that were always bad.
        var worst = judgement.Outcome == Outcome.Failed && metric is { NeedsSnapshot: false, NeedsChampion: false } && worstRows is not null ? worstRows.Of(judgement.Place, metric.Metric) : [];
        return new CheckResult
        {
            Id = planned.IdOf(group),
            Name = planned.DisplayNameOf(group),
            Slice = planned.SliceName,
            Group = group,
            Kind = check.Kind,
            Metric = metric?.Metric.Display,
            Outcome = judgement.Outcome,
            Fails = fails,
            Skips = inconclusive && (judgement.ReportedOnly || action == InconclusiveAction.Skip),
            Value = Finite(judgement.Value),
            Threshold = Finite(judgement.Threshold),
            Comparison = check.Symbol,
            Bound = check.BoundText,
            Shown = ShownOf(judgement),
            N = judgement.N,
            Rows = judgement.Rows,
            Message = metric is null ? CheckMessage.Write(planned, group, judgement) : CheckMessage.Write(planned, metric, group, judgement, worst),
            Reason = judgement.Reason,
            Suggestion = judgement.Suggestion,
            WorstRows = worst,
            Noise = judgement.Noise is { Interval: { } interval } noise ? NoiseResult(noise, interval, metric) : null,
            File = file,
            Line = check.Span.Line,
            Column = check.Span.Column,
            Owner = planned.Owner,
            Runbook = planned.Runbook,
            Action = planned.Action,
            Tags = planned.Tags,
        };
    }

    private static ShownNumbers? ShownOf(Judgement judgement) => judgement.Format is { } format
        ? new ShownNumbers(
            double.IsNaN(judgement.Value) ? null : format(judgement.Value),
            double.IsNaN(judgement.Threshold) ? null : format(judgement.Threshold),
            judgement.Noise is { Interval: { } interval, IsDifference: false } ? CheckMessage.Range(interval, format) : null)
        : null;

    private static NoiseResult NoiseResult(Noise noise, Interval interval, MetricCheckSpec? check) => new()
    {
        Of = noise.IsDifference ? "difference" : check?.Scope is CheckScope.GapDifference or CheckScope.GapRatio ? "spread" : "value",
        Estimate = noise.Estimate.Value,
        Bound = noise.Bound,
        Low = interval.Low,
        High = interval.High,
        Confidence = noise.Confidence,
        Method = IntervalMethods.NameOf(noise.Estimate.Method),
        P = Finite(noise.PValue),
        CorrectedP = Finite(noise.AdjustedPValue),
        DetectableChange = Finite(noise.Detectable),
        Undercovers = Coverage.IsKnownToUndercover(noise.Estimate, check?.Metric.Name ?? "") ? true : null,
    };

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
