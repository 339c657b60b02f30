using ModelSpecs.Metrics;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks.Expect;

/// <summary>A metric of one slice against a bound.</summary>
internal static class ExpectCheck
{
    /// <summary>One result for the whole set or a predicate, one a value for a group.</summary>
    public static IEnumerable<CheckResult> Judge(CheckContext context, PlannedCheck planned, CancellationToken cancellationToken)
    {
        var measured = context.Measurements;
        if (planned.Slice is null)
        {
            yield return context.Result(planned, null, JudgeOne(context, planned, null, measured.Rows, null));
            yield break;
        }

        var slice = measured.SliceOf(planned.SliceName);
        for (var g = 0; g < slice.Groups.Count; g++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var group = slice.Groups[g];
            var judgement = JudgeOne(context, planned, new SlicePlace(planned.SliceName, g), group.Rows, group.Definition);
            yield return context.Result(planned, planned.IsPerGroup ? group.Name : null, judgement);
        }
    }

    private static Judgement JudgeOne(CheckContext context, PlannedCheck planned, SlicePlace? place, int n, string? definition)
    {
        var check = planned.Check;
        var value = context.Measurements.On(place, check.Metric);
        var (threshold, boundReason, problem) = ResolveBound(context.Measurements, check, place);
        var judgement = new Judgement
        {
            Outcome = Outcome.Error, N = n, Rows = value.Rows, Definition = definition,
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

        return Verdicts.Meets(value.Value, check.Comparison, threshold, check.Bound.Reference != BoundReference.Number)
            ? judgement with { Outcome = Outcome.Passed }
            : judgement with { Outcome = Outcome.Failed, Worst = context.WorstRows.Of(place, check.Metric) };
    }

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
