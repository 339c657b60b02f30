using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks.Expect;

/// <summary>A metric of one slice against a bound.</summary>
internal static class ExpectCheck
{
    /// <summary>One result for the whole set or a predicate, one a value for a group.</summary>
    public static IEnumerable<JudgedCheck> Judge(CheckContext context, PlannedCheck planned, CancellationToken cancellationToken)
    {
        var measured = context.Measurements;
        if (planned.Slice is null)
        {
            yield return new JudgedCheck(planned, null, JudgeOne(context, planned, null, measured.Rows, null));
            yield break;
        }

        var slice = measured.SliceOf(planned.SliceName);
        for (var g = 0; g < slice.Groups.Count; g++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var group = slice.Groups[g];
            var judgement = JudgeOne(context, planned, new SlicePlace(planned.SliceName, g), group.Rows, group.Definition);
            yield return new JudgedCheck(planned, planned.IsPerGroup ? group.Name : null, judgement);
        }
    }

    private static Judgement JudgeOne(CheckContext context, PlannedCheck planned, SlicePlace? place, int n, string? definition)
    {
        var check = planned.Check;
        var value = context.Measurements.On(place, check.Metric);
        var (threshold, boundReason, problem) = ResolveBound(context.Measurements, check, place);
        var judgement = new Judgement
        {
            Outcome = Outcome.Error, N = n, Rows = value.Rows, Definition = definition, Place = place,
            Value = value.IsDefined ? value.Value : double.NaN, Threshold = threshold, BoundReason = boundReason,
            Suggestion = context.Measurements.SuggestionOn(place, check.Metric),
        };
        if (n == 0)
        {
            return judgement with { Reason = "the slice is empty: no row of the golden set belongs to it" };
        }

        // A stated minimum asks not to be bothered with small denominators, undefined ones among them; without one, undefined is an error.
        if (value.Rows < planned.MinRows && planned.MinRows > 1)
        {
            return judgement with
            {
                Outcome = Outcome.Inconclusive,
                ReportedOnly = planned.Slice is CrossSlice,
                Reason = FormattableString.Invariant($"it rests on {value.Rows} rows and min_rows is {planned.MinRows}"),
            };
        }

        if (!value.IsDefined)
        {
            return judgement with { Reason = $"{check.Metric.Display} is undefined here: {value.Undefined ?? "it is not a finite number"}" };
        }

        if (problem is not null)
        {
            return judgement with { Reason = problem };
        }

        var verdict = planned.Suite.Verdict;
        var meets = Verdicts.Meets(value.Value, check.Comparison, threshold, check.Bound.Reference != BoundReference.Number);
        var noise = NoiseOf(context.Measurements, check, place, threshold, verdict);
        var outcome = Verdicts.Decide(verdict.Judge, meets, noise, check.Comparison);
        return judgement with { Outcome = outcome, MeetsBound = meets, Noise = noise, Reason = outcome == Outcome.Inconclusive ? Undecided(noise!) : null };
    }

    /// <summary>Noise of the value; against <c>overall</c> that of the difference, since the slice is a part of the whole. Null for a count, which has none.</summary>
    private static Noise? NoiseOf(Measurements measured, CheckSpec check, SlicePlace? place, double threshold, VerdictSpec verdict)
    {
        var estimate = measured.EstimateOn(place, check.Metric);
        if (MetricFacts.IsFact(check.Metric))
        {
            return null;
        }

        var lower = measured.LowerIsBetter(check.Metric);
        if (check.Bound.Reference != BoundReference.Overall)
        {
            return Noise.Of(estimate, threshold, isDifference: false, lower, verdict);
        }

        var whole = measured.EstimateOn(null, check.Metric);
        var relative = check.Bound.OffsetIsRelative ? check.Bound.Offset * Math.Sign(whole.Value) : 0;
        var factor = check.Bound.Factor + relative;
        var overlap = whole.Rows > 0 ? (double)estimate.Rows / whole.Rows : 0;
        var difference = new DifferenceEstimate(estimate, whole, factor, Math.Min(1, overlap));
        return Noise.Of(difference, check.Bound.OffsetIsRelative ? 0 : check.Bound.Offset, isDifference: true, lower, verdict);
    }

    private static string Undecided(Noise noise) => noise.Interval is null
        ? $"the verdict asks for an interval, and there is none: {noise.Estimate.Missing ?? "it could not be made"}"
        : double.IsFinite(noise.MoreRows)
            ? $"the interval holds the bound; about {Numbers.Count((long)Math.Min(noise.MoreRows, 1e15))} more rows like those it rests on would decide it, if the value stays"
            : "the interval holds the bound, and the value is the bound: no number of rows decides that";

    private static (double Threshold, string? Reason, string? Problem) ResolveBound(Measurements measured, CheckSpec check, SlicePlace? place)
    {
        var bound = check.Bound;
        if (bound.Reference == BoundReference.Number)
        {
            return (bound.Resolve(0), null, null);
        }

        var (name, reference) = bound.Reference == BoundReference.Overall
            ? ("overall", measured.Overall(check.Metric))
            : ("trivial", measured.TrivialOn(place, check.Metric));
        return reference.IsDefined
            ? (bound.Resolve(reference.Value), $"{name} is {Numbers.Format(reference.Value)}", null)
            : (double.NaN, null, $"the bound's reference, {name}, is undefined: {reference.Undefined ?? "it is not a finite number"}");
    }
}
