using ModelSpecs.Engine.Guards;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks.Guards;

/// <summary>What a guard measured against its bound; one judge for every kind.</summary>
internal static class GuardCheck
{
    /// <summary>One result for the whole set or a predicate, one a value for a group.</summary>
    public static IEnumerable<JudgedCheck> Judge(CheckContext context, PlannedCheck planned, CancellationToken cancellationToken)
    {
        var check = (GuardCheckSpec)planned.Check;
        var outcome = context.Guards.First(measured => ReferenceEquals(measured.Guard, check.Guard));
        if (planned.Slice is null)
        {
            yield return new JudgedCheck(planned, null, JudgeOne(planned, check, outcome, null, context.Measurements.Rows, null));
            yield break;
        }

        var slice = context.Measurements.SliceOf(planned.SliceName);
        for (var g = 0; g < slice.Groups.Count; g++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var group = slice.Groups[g];
            yield return new JudgedCheck(
                planned, planned.IsPerGroup ? group.Name : null, JudgeOne(planned, check, outcome, new SlicePlace(planned.SliceName, g), group.Rows, group.Definition));
        }
    }

    private static Judgement JudgeOne(PlannedCheck planned, GuardCheckSpec check, GuardOutcome outcome, SlicePlace? place, int n, string? definition)
    {
        var (measure, bound) = (check.Measure, check.Measure.Bound);
        var value = outcome.On(measure.Name, place);
        var (threshold, reason, problem) = Resolve(bound, outcome, measure, place, value);
        var judgement = new Judgement
        {
            Outcome = Outcome.Error, N = n, Rows = value.Rows, Definition = definition, Place = place, Value = value.Value, Threshold = threshold, BoundReason = reason,
            Found = double.IsNaN(value.Value) ? null : $"{measure.Name} is {value.Shown ?? (double.IsFinite(threshold) ? Numbers.FormatAgainst(value.Value, threshold) : Numbers.Format(value.Value))}",
            Expected = $"{check.Symbol} {bound.Text}{(reason is null ? "" : $" = {Numbers.Format(threshold)} ({reason})")}",
        };
        if (n == 0)
        {
            return judgement with { Reason = "the slice is empty: no row of the golden set belongs to it" };
        }

        if (value.Rows < planned.MinRows && planned.MinRows > 1)
        {
            return judgement with
            {
                Outcome = Outcome.Inconclusive,
                ReportedOnly = planned.Slice is CrossSlice,
                Reason = FormattableString.Invariant($"it rests on {value.Rows} rows and min_rows is {planned.MinRows}"),
            };
        }

        // Infinity is a value that no bound from above holds; no number at all is none.
        if (double.IsNaN(value.Value) || problem is not null)
        {
            return judgement with { Reason = problem is not null && !double.IsNaN(value.Value) ? problem : $"{measure.Name} is undefined here: {value.Undefined ?? "it is not a number"}" };
        }

        var verdict = planned.Suite.Verdict;
        var meets = Verdicts.Meets(value.Value, measure.Comparison, threshold, bound.Reference == BoundReference.Number ? 0 : Verdicts.ComputedBoundSlack);
        var noise = value.Estimate is { } estimate ? Noise.Of(estimate, threshold, isDifference: false, !measure.HigherIsBetter, verdict) : null;
        var decided = Verdicts.Decide(verdict.Judge, meets, noise, measure.Comparison);
        return judgement with
        {
            Outcome = decided, MeetsBound = meets, Noise = noise, Details = decided == Outcome.Passed ? [] : value.Details,
            Reason = decided == Outcome.Inconclusive ? Noise.Undecided(noise!) : null,
        };
    }

    private static (double Threshold, string? Reason, string? Problem) Resolve(Bound bound, GuardOutcome outcome, GuardMeasure measure, SlicePlace? place, GuardValue value)
    {
        if (bound.Reference == BoundReference.Number)
        {
            return (bound.Resolve(0), null, null);
        }

        var (name, reference) = bound.Reference switch
        {
            BoundReference.Overall => ("overall", outcome.On(measure.Name, null).Value),
            BoundReference.Champion => ("champion", value.Champion),
            _ => throw new InvalidOperationException($"The parser lets no guard refer to {bound.Reference}."),
        };
        return double.IsFinite(reference)
            ? (bound.Resolve(reference), $"{name} is {Numbers.Format(reference)}", null)
            : (double.NaN, null, $"the bound's reference, {name}, is undefined");
    }
}
