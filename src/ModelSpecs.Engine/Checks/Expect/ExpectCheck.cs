using ModelSpecs.Engine.Baselines;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks.Expect;

/// <summary>A metric of one slice against a bound.</summary>
internal static class ExpectCheck
{
    /// <summary>One result for the whole set or a predicate, one a value for a group.</summary>
    public static IEnumerable<JudgedCheck> Judge(CheckContext context, PlannedCheck planned, CancellationToken cancellationToken) =>
        JudgedPlace.Judge(context, planned, at => JudgeOne(context, planned, at), cancellationToken);

    private static Judgement JudgeOne(CheckContext context, PlannedCheck planned, JudgedPlace at)
    {
        var place = at.Place;
        var check = planned.MetricCheck!;
        var value = context.Measurements.On(place, check.Metric);
        var (threshold, boundReason, problem) = ResolveBound(context, check, place);
        var judgement = new Judgement
        {
            Outcome = Outcome.Error, N = at.Rows, Rows = value.Rows, Definition = at.Definition, Place = place,
            Value = value.IsDefined ? value.Value : double.NaN, Threshold = threshold, BoundReason = boundReason,
            Suggestion = context.Measurements.SuggestionOn(place, check.Metric),
        };
        if (at.TooFew(planned, judgement) is { } unjudged)
        {
            return unjudged;
        }

        if (!value.IsDefined)
        {
            return judgement with { Reason = $"{check.Metric.Display} is undefined here: {value.Undefined ?? "it is not a finite number"}" };
        }

        var baseline = check.Bound.Reference is BoundReference.Snapshot or BoundReference.Champion ? context.Baselines.Of(check) : null;
        if (problem is not null)
        {
            // A slice that may be new has nothing approved to be held against: it is told, and not judged.
            var isNew = baseline is not null && baseline.On(place, check.Metric).Undefined == SnapshotBaseline.NewSlice
                && planned.Suite.Snapshot is { } snapshot && snapshot.Allowed.Contains(SnapshotChange.Slices);
            return judgement with { Reason = problem, Outcome = isNew ? Outcome.Inconclusive : Outcome.Error, ReportedOnly = isNew };
        }

        var verdict = planned.Suite.Verdict;
        var slack = check.Bound.Reference == BoundReference.Number ? 0 : Math.Max(Verdicts.ComputedBoundSlack, baseline?.Tolerance ?? 0);
        var meets = Verdicts.Meets(value.Value, check.Comparison, threshold, slack);
        var noise = baseline is null ? NoiseOf(context.Measurements, check, place, threshold, verdict) : NoiseOf(context.Measurements, baseline, check, place, verdict);
        var outcome = Verdicts.Decide(verdict.Judge, meets, noise, check.Comparison);
        var details = baseline is null || outcome == Outcome.Passed ? [] : FlippedRows.Lines(context, baseline, place);
        return judgement with { Outcome = outcome, MeetsBound = meets, Noise = noise, Details = details, Reason = outcome == Outcome.Inconclusive ? Noise.Undecided(noise!) : null };
    }

    /// <summary>Noise of the value; against <c>overall</c> that of the difference, since the slice is a part of the whole. Null for a count, which has none.</summary>
    private static Noise? NoiseOf(Measurements measured, MetricCheckSpec check, SlicePlace? place, double threshold, VerdictSpec verdict)
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

    /// <summary>Noise of the difference on the same rows. Without them, or of a multiple of the reference, nothing is known of it.</summary>
    private static Noise? NoiseOf(Measurements measured, Baseline baseline, MetricCheckSpec check, SlicePlace? place, VerdictSpec verdict)
    {
        if (MetricFacts.IsFact(check.Metric))
        {
            return null;
        }

        var (value, reference, bound) = (measured.On(place, check.Metric), baseline.On(place, check.Metric), check.Bound);
        var difference = bound.Factor == 1 ? baseline.DifferenceOn(place, check.Metric) : null;
        var offset = bound.OffsetIsRelative ? bound.Offset * Math.Abs(reference.Value) : bound.Offset;
        return Noise.Of(
            difference ?? new BareEstimate(value.Value - (bound.Factor * reference.Value), value.Rows, bound.Factor == 1 ? $"no rows of the {baseline.Name} are kept" : $"none is made of a multiple of the {baseline.Name}"),
            offset, isDifference: true, measured.LowerIsBetter(check.Metric), verdict);
    }

    private static string? MissingOf(CheckContext context, MetricCheckSpec check) =>
        check.Bound.Reference is BoundReference.Snapshot or BoundReference.Champion ? context.Baselines.Of(check).Missing : null;

    private static (double Threshold, string? Reason, string? Problem) ResolveBound(CheckContext context, MetricCheckSpec check, SlicePlace? place)
    {
        var measured = context.Measurements;
        var bound = check.Bound;
        if (bound.Reference == BoundReference.Number)
        {
            return (bound.Resolve(0), null, null);
        }

        var (name, reference) = bound.Reference switch
        {
            BoundReference.Overall => ("overall", measured.Overall(check.Metric)),
            BoundReference.Trivial => ("trivial", measured.TrivialOn(place, check.Metric)),
            _ => (context.Baselines.Of(check).Name, context.Baselines.Of(check).On(place, check.Metric)),
        };
        return reference.IsDefined
            ? (bound.Resolve(reference.Value), $"{name} is {Numbers.Format(reference.Value)}", null)
            : (double.NaN, null, MissingOf(context, check) ?? $"the bound's reference, {name}, is undefined: {reference.Undefined ?? "it is not a finite number"}");
    }
}
