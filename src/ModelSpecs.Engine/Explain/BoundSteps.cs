using System.Globalization;
using ModelSpecs.Engine.Baselines;
using ModelSpecs.Engine.Checks;
using ModelSpecs.Engine.Running;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Results;
using ModelSpecs.Results.Explain;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Explain;

/// <summary>From a value to its verdict: noise, bound, rule.</summary>
internal static class BoundSteps
{
    /// <summary>The interval of what a check held against its bound.</summary>
    public static ExplanationStep Interval(JudgedCheck judged, RunParts parts, SuiteSpec suite)
    {
        var metric = judged.Planned.MetricCheck!.Metric;
        if (judged.Judgement.Noise is not { } noise)
        {
            return judged.Judgement.Outcome == Outcome.Error || MetricFacts.IsFact(metric) || judged.Planned.MetricCheck.IsOfBaseline
                ? new ExplanationStep("interval", [judged.Judgement.Outcome == Outcome.Error ? "none: there is no value" : "none: it is a fact of the golden set and judged as it is"])
                : IntervalOf(parts.Measured.EstimateOn(judged.Judgement.Place, metric), metric, suite);
        }

        var step = IntervalOf(noise.Estimate, metric, suite);
        return noise.IsDifference
            ? step with { Lines = [$"of the difference {Numbers.Format(noise.Estimate.Value)}, which is held against {Numbers.Format(noise.Bound)}", .. step.Lines] }
            : step;
    }

    /// <summary>The interval of an estimate, how it is made and why so.</summary>
    /// <param name="estimate">The estimate.</param>
    /// <param name="metric">The metric that it is of; null: of none of the catalogue.</param>
    /// <param name="suite">The spec.</param>
    public static ExplanationStep IntervalOf(Estimate estimate, MetricReference? metric, SuiteSpec suite)
    {
        if (!estimate.HasInterval)
        {
            return new ExplanationStep("interval", [metric is not null && MetricFacts.IsFact(metric) ? "none: it is a fact of the golden set and judged as it is" : $"none: {estimate.Missing ?? "it could not be made"}"]);
        }

        var confidence = suite.Verdict.Confidence;
        var interval = estimate.At(confidence);
        var lines = new List<string>
        {
            FormattableString.Invariant($"{100 * confidence:G6} % interval {Numbers.Range(interval)}, {IntervalMethods.NameOf(estimate.Method)}, on {Count(estimate.Rows, suite)}"),
            Why(estimate, suite),
        };
        if (Coverage.IsKnownToUndercover(estimate, metric?.Name ?? ""))
        {
            lines.Add("an interval like this one is known to cover less than it says at this size (docs/statistics.md)");
        }

        return new ExplanationStep("interval", lines)
        {
            Terms = [new("low", Finite(interval.Low)), new("high", Finite(interval.High)), new("confidence", confidence), new("rows", estimate.Rows)],
        };
    }

    /// <summary>The bound, resolved.</summary>
    public static ExplanationStep Bound(JudgedCheck judged, Bound bound, CheckResult check, RunParts parts)
    {
        if (bound.Reference == BoundReference.Number)
        {
            var resolved = Numbers.Format(bound.Offset);
            var plain = double.TryParse(bound.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var written) && written.Equals(bound.Offset);
            return new ExplanationStep("bound", [plain ? $"{check.Comparison} {bound.Text}" : $"{check.Comparison} {bound.Text} = {resolved}"]) { Value = Finite(bound.Offset) };
        }

        var (name, reference) = judged.Planned.MetricCheck is { Scope: CheckScope.Value } spec
            ? ReferenceOf(spec, judged.Judgement.Place, parts)
            : (bound.Reference.ToString().ToLowerInvariant(), default(MetricValue?));
        if (!double.IsFinite(judged.Judgement.Threshold))
        {
            return new ExplanationStep("bound", [$"{check.Comparison} {bound.Text}", judged.Judgement.Reason ?? $"{name} has no value"]);
        }

        var lines = new List<string> { $"{check.Comparison} {bound.Text}" };
        if (reference is { } value)
        {
            var number = FormulaText.Number(value.Value);
            lines[0] += $" = {bound.Text.Replace(name, Numbers.Format(value.Value), StringComparison.Ordinal)} = {Numbers.Format(judged.Judgement.Threshold)}";
            lines.Add(Meaning(bound.Reference, number, value.Rows, parts));
        }
        else
        {
            lines[0] += $" = {Numbers.Format(judged.Judgement.Threshold)}";
            lines.Add(judged.Judgement.BoundReason ?? "");
        }

        return new ExplanationStep("bound", [.. lines.Where(line => line.Length > 0)])
        {
            Terms = reference is { } some ? [new(name, Finite(some.Value))] : [],
            Value = Finite(judged.Judgement.Threshold),
        };
    }

    /// <summary>What decides.</summary>
    public static ExplanationStep Rule(JudgedCheck judged, IReadOnlyList<JudgedCheck> all, VerdictSpec verdict)
    {
        var lines = new List<string>
        {
            verdict.Judge switch
            {
                JudgePolicy.Sure => "judge: sure: it passes if the value and its whole interval meet the bound, and fails if the value does not",
                JudgePolicy.Lenient => "judge: lenient: it fails if the value and its whole interval miss the bound, and passes if the value meets it",
                _ => "judge: point: the value is held against the bound",
            },
        };
        if (judged.Planned.MinRows > 1)
        {
            lines.Add(FormattableString.Invariant($"min_rows: {judged.Planned.MinRows}; it rests on {Count(judged.Judgement.Rows, judged.Planned.Suite)}"));
        }

        if (FamilyCorrection.RankOf(verdict, all, judged) is { } place)
        {
            var adjusted = judged.Judgement.Noise!.AdjustedPValue;
            var family = verdict.Family switch { CorrectionFamily.Slice => "slice", CorrectionFamily.Metric => "metric", _ => "spec" };
            lines.Add(FormattableString.Invariant(
                $"correction: {(verdict.Correction == Correction.Holm ? "holm" : "benjamini_hochberg")} over the {place.Members} tested checks of the {family}: p {Numbers.PValue(place.P)} is number {place.Rank} from the smallest, corrected p {Numbers.PValue(adjusted)}; a failure needs one below {Numbers.Format(1 - verdict.Confidence)}"));
        }

        return new ExplanationStep("rule", lines);
    }

    /// <summary>The verdict.</summary>
    public static ExplanationStep Verdict(JudgedCheck judged, CheckResult check)
    {
        var word = check.Outcome switch { Outcome.Passed => "passed", Outcome.Failed => "failed", Outcome.Inconclusive => "inconclusive", _ => "error" };
        var compared = check is { Value: { } value, Threshold: { } threshold, Comparison: { } sign } && judged.Planned.Check.Limit is not null
            ? $"{Numbers.FormatAgainst(value, threshold)} {sign} {Numbers.FormatAgainst(threshold, value)} is {(judged.Judgement.MeetsBound ? "true" : "false")}: "
            : "";
        var lines = new List<string> { compared + word };
        if (check.Outcome is Outcome.Inconclusive or Outcome.Error && check.Reason is { } reason)
        {
            lines.Add(reason);
        }

        if (check.Outcome == Outcome.Inconclusive)
        {
            lines.Add(check.Fails ? "verdict.inconclusive: fail, so that the run fails" : check.Skips ? "it is reported and not judged" : "verdict.inconclusive lets the run pass");
        }

        return new ExplanationStep("verdict", lines);
    }

    /// <summary>The waiver.</summary>
    public static ExplanationStep Waiver(WaiverResult waiver) => new("waiver",
    [
        $"{waiver.State switch { WaiverState.Active => "may fail", WaiverState.Expired => "expired", _ => "not needed: it passes, and fails until the waiver is taken out" }} {waiver.UntilText()}, {waiver.Owner}: {waiver.Because}",
        FormattableString.Invariant($"{waiver.File}:{waiver.Line}"),
    ]);

    private static (string Name, MetricValue? Value) ReferenceOf(MetricCheckSpec check, Slicing.SlicePlace? place, RunParts parts) => check.Bound.Reference switch
    {
        BoundReference.Overall => ("overall", parts.Measured.Overall(check.Metric)),
        BoundReference.Trivial => ("trivial", parts.Measured.TrivialOn(place, check.Metric)),
        _ => (parts.Baselines.Of(check) is Baseline baseline ? baseline.Name : "", parts.Baselines.Of(check).On(place, check.Metric)),
    };

    private static string Meaning(BoundReference reference, string number, long rows, RunParts parts) => reference switch
    {
        BoundReference.Overall => $"overall is {number}: the same metric over all {Numbers.Count(parts.Data.Table.Rows)} judged rows, this slice included",
        BoundReference.Trivial => $"trivial is {number}: the best constant prediction on the same slice",
        BoundReference.Snapshot => $"snapshot is {number}: the approved value of the same slice, on {Numbers.Count(rows)} rows",
        _ => $"champion is {number}: its value on the same rows",
    };

    private static string Why(Estimate estimate, SuiteSpec suite) => estimate.Method switch
    {
        IntervalMethod.Wilson => "a share of rows that are independent of each other: Wilson's interval has a closed form",
        IntervalMethod.ClopperPearson => "a share of rows, with the exact interval that verdict.intervals asks for",
        IntervalMethod.DeLong or IntervalMethod.LogitDeLong => "an area under the ROC curve: DeLong's variance has a closed form",
        IntervalMethod.Percentile or IntervalMethod.Bca => $"no closed form: {Drawn(estimate, suite)}",
        IntervalMethod.Mover => "put together from the intervals of its parts; what is noise in both cancels",
        IntervalMethod.Tango or IntervalMethod.PairedDeLong or IntervalMethod.PairedMean => "a difference on the same rows, paired by row",
        IntervalMethod.Unchanged => "no row differs",
        _ => "as docs/statistics.md says",
    };

    private static string Drawn(Estimate estimate, SuiteSpec suite)
    {
        var units = suite.Golden.Cluster is { } cluster ? $"clusters ({cluster.Value})" : suite.Query is null ? "rows" : "queries";
        var replicates = estimate.Replicates > 0 ? estimate.Replicates : suite.Verdict.Intervals.Replicates;
        return FormattableString.Invariant($"{Numbers.Count(replicates)} resamples of the {units}, seed {suite.Verdict.Intervals.Seed}");
    }

    // Metrics of a ranking rest on its queries.
    private static string Count(long rows, SuiteSpec suite) => $"{Numbers.Count(rows)} {(suite.Query is null ? "row" : "quer")}{(rows == 1 ? suite.Query is null ? "" : "y" : suite.Query is null ? "s" : "ies")}";

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
