using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks.Flips;

/// <summary><c>newly_wrong</c> and <c>changed_predictions</c>: a share of the rows that this run and its baseline both have.</summary>
internal static class FlipCheck
{
    /// <summary>One result for the whole set or a predicate, one a value for a group.</summary>
    public static IEnumerable<JudgedCheck> Judge(CheckContext context, PlannedCheck planned, CancellationToken cancellationToken) =>
        JudgedPlace.Judge(context, planned, at => JudgeOne(context, planned, at), cancellationToken);

    private static Judgement JudgeOne(CheckContext context, PlannedCheck planned, JudgedPlace at)
    {
        var place = at.Place;
        var check = planned.MetricCheck!;
        var baseline = context.Baselines.Of(check);
        var judgement = new Judgement { Outcome = Outcome.Error, N = at.Rows, Threshold = check.Bound.Offset, Definition = at.Definition, Place = place };
        if (baseline.Missing is { } missing)
        {
            return judgement with { Reason = missing };
        }

        if (baseline.FlipsOn(place) is not { } flips)
        {
            return judgement with { Reason = $"no rows of the {baseline.Name} are known that could be compared with this run's" };
        }

        var count = check.Scope == CheckScope.NewlyWrong ? flips.NewlyWrong : flips.Changed;
        judgement = judgement with { Rows = flips.Rows, Details = FlippedRows.Lines(context, baseline, place) };
        if (count is null)
        {
            return judgement with { Reason = "a predicted number is neither right nor wrong" };
        }

        if (flips.Rows < planned.MinRows)
        {
            return judgement with
            {
                Outcome = Outcome.Inconclusive,
                ReportedOnly = planned.Slice is CrossSlice,
                Reason = FormattableString.Invariant($"too few rows: {flips.Rows} are in both, and min_rows asks for {planned.MinRows}"),
            };
        }

        if (flips.Rows == 0)
        {
            return judgement with { Reason = at.Rows == 0 ? "the slice is empty: no row of the golden set belongs to it" : $"no row of the slice is in the {baseline.Name}" };
        }

        var share = (double)count.Value / flips.Rows;
        var meets = Verdicts.Meets(share, check.Comparison, check.Bound.Offset, 0);
        var verdict = planned.Suite.Verdict;
        var method = verdict.Intervals.Proportions == ProportionMethod.ClopperPearson ? IntervalMethod.ClopperPearson : IntervalMethod.Wilson;
        // "None" is said of these rows: of no others could any number of them show it.
        var noise = check.Bound.Offset == 0 ? null
            : Noise.Of(new ProportionEstimate(share, count.Value, flips.Rows, method), check.Bound.Offset, isDifference: false, lowerIsBetter: true, verdict);
        var outcome = Verdicts.Decide(verdict.Judge, meets, noise, check.Comparison);
        return judgement with
        {
            Outcome = outcome, Value = share, MeetsBound = meets, Noise = noise, Reason = outcome == Outcome.Inconclusive ? Noise.Undecided(noise!) : null,
        };
    }
}
