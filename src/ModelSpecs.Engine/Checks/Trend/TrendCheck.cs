using ModelSpecs.Metrics.Trends;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks.Trend;

/// <summary><c>over_time</c>: a metric from period to period. It fails where a test of ranks is sure, at the verdict's confidence, of what must not be.</summary>
/// <remarks>The judge of <c>verdict</c> has no part in it: a trend is a statement about noise, and without a test there would be one in every series.</remarks>
internal static class TrendCheck
{
    // Orders that are drawn are the same in every run.
    private const ulong Seed = 1;
    private const int MostLeftOut = 5;

    // All pairs are looked at: 12.5 million.
    private const int MostWindows = 5_000;

    /// <summary>One result a slice.</summary>
    public static IEnumerable<JudgedCheck> Judge(CheckContext context, PlannedCheck planned, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return [new JudgedCheck(planned, null, JudgeOne(context, planned, cancellationToken))];
    }

    private static Judgement JudgeOne(CheckContext context, PlannedCheck planned, CancellationToken cancellationToken)
    {
        var check = (TrendCheckSpec)planned.Check;
        var series = TimeSeries.Of(context.Measurements, planned.SliceName, check.Metric, planned.MinRows);
        var confidence = planned.Suite.Verdict.Confidence;
        var judgement = new Judgement
        {
            Outcome = Outcome.Error, N = context.Measurements.Rows, Rows = series.Windows.Sum(window => window.Rows), Definition = $"over the periods of {planned.SliceName}",
            Expected = $"{check.Terms}, unless a test is sure of it at {FormattableString.Invariant($"{100 * confidence:G6} %")}",
            Details = [.. series.LeftOut.Take(MostLeftOut).Concat(series.LeftOut.Count > MostLeftOut ? [FormattableString.Invariant($"and {series.LeftOut.Count - MostLeftOut} more")] : []).Select((text, i) => (i == 0 ? "left out" : "", text))],
        };
        if (series.NotFinite is { } period)
        {
            return judgement with { Reason = $"{check.Metric.Display} is no finite number in {period}" };
        }

        var fewest = check.IsChangePoint ? ChangePoint.FewestValues(confidence, check.Forbidden == TrendDirection.Either ? 2 : 1) : TrendEstimate.FewestValues(confidence);
        if (series.Windows.Count < fewest)
        {
            return judgement with
            {
                Outcome = Outcome.Inconclusive,
                Reason = FormattableString.Invariant($"of {series.Windows.Count} {series.Unit}s with a value no test can be sure of anything at {100 * confidence:G6} %: it takes {fewest}"),
            };
        }

        if (series.Windows.Count > MostWindows)
        {
            return judgement with
            {
                Outcome = Outcome.Inconclusive,
                Reason = FormattableString.Invariant($"{series.Windows.Count:N0} {series.Unit}s are more than the {MostWindows:N0} that are tested: cut the slice by longer periods"),
            };
        }

        return check.IsChangePoint ? OfChange(judgement, planned, check, series, cancellationToken) : OfTrend(judgement, check, series, planned.Suite.Verdict);
    }

    private static Judgement OfTrend(Judgement judgement, TrendCheckSpec check, TimeSeries series, VerdictSpec verdict)
    {
        var estimate = TrendEstimate.Of(series.Times, series.Values);
        var p = estimate.PValue(0);
        // Not the slope, which ties may make 0: the pairs decide, as in the test.
        var tau = estimate.Tau;
        var isForbidden = check.Forbidden switch { TrendDirection.Falling => tau < 0, TrendDirection.Rising => tau > 0, _ => tau != 0 };
        var fails = isForbidden && p < 1 - verdict.Confidence;
        return judgement with
        {
            Outcome = fails ? Outcome.Failed : Outcome.Passed,
            Value = estimate.Value,
            Threshold = 0,
            MeetsBound = !isForbidden,
            Found = $"{check.Metric.Display} {Way(estimate.Value)} {Numbers.Format(Math.Abs(estimate.Value))} a {series.Unit} over {Span(series)} (Sen's slope; tau {Numbers.Format(tau)}, p {Numbers.PValue(p)})",
            Noise = Noise.Of(estimate, 0, isDifference: false, lowerIsBetter: check.Forbidden == TrendDirection.Rising, verdict) with { Detectable = double.NaN },
            Details = fails ? [.. Values(series), .. judgement.Details] : [],
        };
    }

    private static Judgement OfChange(Judgement judgement, PlannedCheck planned, TrendCheckSpec check, TimeSeries series, CancellationToken cancellationToken)
    {
        var verdict = planned.Suite.Verdict;
        var level = 1 - verdict.Confidence;
        // Among many tests a p-value has to be smaller to count: as small as any order of these values can make it.
        var draws = ChangePoint.DrawsFor(verdict.Correction == Correction.None ? level : level / CheckPlan.Of(planned.Suite).Count);
        var change = ChangePoint.Of(series.Values, check.Forbidden != TrendDirection.Rising, check.Forbidden != TrendDirection.Falling, draws, Seed, cancellationToken);
        var fails = change.After > 0 && change.PValue < level;
        var estimate = new ChangeEstimate(change, series.Windows.Count);
        return judgement with
        {
            Outcome = fails ? Outcome.Failed : Outcome.Passed,
            Value = estimate.Value,
            Threshold = 0,
            MeetsBound = change.After == 0,
            Noise = new Noise { Estimate = estimate, Bound = 0, Confidence = verdict.Confidence, PValue = change.PValue },
            Found = change.After == 0 ? $"no change of {check.Metric.Display} over {Span(series)}"
                : $"{check.Metric.Display} {(fails ? "goes" : "may go")} from {Numbers.Format(change.Before)} to {Numbers.Format(change.Since)} after {series.Windows[change.After - 1].Name} (Pettitt's test, {series.Windows.Count} {series.Unit}s, p {Numbers.PValue(change.PValue)})",
            Details = fails ? [.. Values(series), .. judgement.Details] : [],
        };
    }

    private static string Way(double slope) => slope > 0 ? "rises by" : slope < 0 ? "falls by" : "moves by";

    private static string Span(TimeSeries series) =>
        FormattableString.Invariant($"{series.Windows.Count} {series.Unit}s, {series.Windows[0].Name} to {series.Windows[^1].Name}{(series.LeftOut.Count == 0 ? "" : $", {series.LeftOut.Count} left out")}");

    // First, last and the ends: what a person would look up.
    private static IEnumerable<(string, string)> Values(TimeSeries series)
    {
        var low = series.Windows.MinBy(window => window.Value)!;
        var high = series.Windows.MaxBy(window => window.Value)!;
        return new[] { series.Windows[0], high, low, series.Windows[^1] }.DistinctBy(window => window.Position).OrderBy(window => window.Position)
            .Select((window, i) => (i == 0 ? "windows" : "", $"{window.Name}: {Numbers.Format(window.Value)} on {Numbers.Count(window.Rows)} rows"));
    }
}
