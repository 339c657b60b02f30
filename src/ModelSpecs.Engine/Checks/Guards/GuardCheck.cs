using ModelSpecs.Engine.Baselines;
using ModelSpecs.Engine.Guards;
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
        return JudgedPlace.Judge(context, planned, at => JudgeOne(context, planned, check, outcome, at), cancellationToken);
    }

    private static Judgement JudgeOne(CheckContext context, PlannedCheck planned, GuardCheckSpec check, GuardOutcome outcome, JudgedPlace at)
    {
        var (measure, bound) = (check.Measure, check.Measure.Bound);
        var value = outcome.On(measure.Name, at.Place);
        var (threshold, reason, problem) = Resolve(context, check, outcome, at, value);
        var rows = value.CountsRows ? value.Rows : at.Rows;
        var judgement = new Judgement
        {
            // A guard may count rows that no metric is of: those without a label, or of another set.
            Outcome = Outcome.Error, N = value.AreOtherRows || check.Guard.LooksAt is not null ? (int)rows : Math.Max(at.Rows, (int)rows), Rows = rows, Definition = at.Definition ?? check.Guard.LooksAt,
            Place = at.Place, Value = value.Value, Threshold = threshold, BoundReason = reason, Format = value.Format,
            Found = double.IsNaN(value.Value) ? null : $"{measure.Name} is {value.Shown ?? (double.IsFinite(threshold) ? Numbers.FormatAgainst(value.Value, threshold) : Numbers.Format(value.Value))}",
            Expected = $"{check.Symbol} {bound.Text}{(reason is null ? "" : $" = {Text(threshold, value)} ({reason})")}",
        };
        if (at.TooFew(planned, judgement) is { } unjudged)
        {
            return unjudged;
        }

        // Infinity is a value that no bound from above holds; no number at all is none.
        if (double.IsNaN(value.Value) || problem is not null)
        {
            return judgement with { Reason = problem is not null && !double.IsNaN(value.Value) ? problem : $"{measure.Name} is undefined here: {value.Undefined ?? "it is not a number"}" };
        }

        if (value.Undecided is { } undecided)
        {
            return judgement with { Outcome = Outcome.Inconclusive, Reason = undecided, Details = value.Details };
        }

        var verdict = planned.Suite.Verdict;
        var meets = Verdicts.Meets(value.Value, measure.Comparison, threshold, bound.Reference == BoundReference.Number ? 0 : Verdicts.ComputedBoundSlack);
        var noise = bound.Reference != BoundReference.Number && value.Difference?.Invoke(bound.Reference, bound.Factor) is { } difference
            ? Noise.Of(difference, bound.OffsetIsRelative ? threshold - (value.Value - difference.Value) : bound.Offset, isDifference: true, !measure.HigherIsBetter, verdict)
            : value.Estimate is { } estimate ? Noise.Of(estimate, threshold, isDifference: false, !measure.HigherIsBetter, verdict) : null;
        var decided = Verdicts.Decide(verdict.Judge, meets, noise, measure.Comparison);
        return judgement with
        {
            Outcome = decided, MeetsBound = meets, Noise = noise, Details = decided == Outcome.Passed ? [] : value.Details,
            Reason = decided == Outcome.Inconclusive ? Noise.Undecided(noise!) : null,
        };
    }

    private static string Text(double number, GuardValue value) => value.Format?.Invoke(number) ?? Numbers.Format(number);

    private static (double Threshold, string? Reason, string? Problem) Resolve(CheckContext context, GuardCheckSpec check, GuardOutcome outcome, JudgedPlace at, GuardValue value)
    {
        var bound = check.Measure.Bound;
        if (bound.Reference == BoundReference.Number)
        {
            return (bound.Resolve(0), null, null);
        }

        var (name, reference, why) = bound.Reference switch
        {
            BoundReference.Overall => ("overall", value.Overall ?? outcome.On(check.Measure.Name, null).Value, null),
            BoundReference.Champion => ("champion", value.Champion, null),
            BoundReference.Snapshot => Approved(),
            _ => throw new InvalidOperationException($"The parser lets no guard refer to {bound.Reference}."),
        };
        return double.IsFinite(reference)
            ? (bound.Resolve(reference), $"{name} is {Text(reference, value)}", null)
            : (double.NaN, null, $"the bound's reference, {name}, is undefined{(why is null ? "" : $": {why}")}");

        (string Name, double Reference, string? Why) Approved()
        {
            var (approved, missing) = GuardBaseline.Approved(context.Baselines.Snapshot!, check.Subject, at.Slice, at.Group, value);
            return (SnapshotBaseline.Name, approved ?? double.NaN, missing);
        }
    }
}
