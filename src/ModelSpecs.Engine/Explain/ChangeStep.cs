using ModelSpecs.Engine.Checks;
using ModelSpecs.Engine.Running;
using ModelSpecs.Metrics.Breakdown;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Results;
using ModelSpecs.Results.Explain;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Explain;

/// <summary>What would change a verdict: of counts how many rows exactly, of other metrics how far the value is from its bound.</summary>
internal sealed class ChangeStep(SuiteSpec suite, RunParts parts, int threads, CancellationToken cancellationToken)
{
    /// <summary>The step; null where nothing can be said.</summary>
    public ExplanationStep? Of(JudgedCheck judged)
    {
        var (check, judgement) = (judged.Planned.MetricCheck!, judged.Judgement);
        if (!double.IsFinite(judgement.Value) || !double.IsFinite(judgement.Threshold) || judgement.ReportedOnly)
        {
            return null;
        }

        if (check.Scope is CheckScope.NewlyWrong or CheckScope.ChangedPredictions)
        {
            return ByFlips(judgement, check);
        }

        if (check.Scope == CheckScope.Changes)
        {
            return judgement.Value > 0 ? new ExplanationStep("to change", ["allow the differences in snapshot, or accept them"]) : null;
        }

        return (check.Scope == CheckScope.Value && suite.Golden.Weight is null ? ByRows(judged, check) : null) ?? ByValue(judgement, check);
    }

    private static ExplanationStep ByFlips(Judgement judgement, MetricCheckSpec check)
    {
        // The largest count that the comparison itself lets through: a share of a whole number of rows is rounded once.
        var most = (long)Math.Ceiling(judgement.Threshold * judgement.Rows) + 1;
        while (most > 0 && !Verdicts.Meets((double)most / judgement.Rows, check.Comparison, judgement.Threshold, 0))
        {
            most--;
        }

        var what = check.Scope == CheckScope.NewlyWrong ? "be newly wrong" : "have another prediction";
        return new ExplanationStep("to change", [$"at most {Numbers.Count(most)} of {Numbers.Count(judgement.Rows)} rows may {what}; {Numbers.Count((long)Math.Round(judgement.Value * judgement.Rows))} {(check.Scope == CheckScope.NewlyWrong ? "are" : "have")}"]) { Value = most };
    }

    private static ExplanationStep ByValue(Judgement judgement, MetricCheckSpec check)
    {
        var away = Math.Abs(judgement.Threshold - judgement.Value);
        var share = judgement.Value != 0 ? FormattableString.Invariant($" ({100 * away / Math.Abs(judgement.Value):G3} % of it)") : "";
        var up = judgement.Threshold > judgement.Value;
        var line = judgement.MeetsBound
            ? away == 0 ? "the value is the bound" : $"the value may {(up ? "rise" : "fall")} by {Numbers.Format(away)}{share} before it no longer meets the bound"
            : $"the value meets the bound when it {(up ? "rises" : "falls")} by {Numbers.Format(away)}{share}";
        return new ExplanationStep("to change", judgement.Outcome == Outcome.Inconclusive && judgement.Noise is { } noise ? [line, Noise.Undecided(noise)] : [line]) { Value = away };
    }

    private ExplanationStep? ByRows(JudgedCheck judged, MetricCheckSpec check)
    {
        var metric = check.Metric;
        if (MoveOf(metric, parts.Data.Predictions.Task) is not { } move)
        {
            return null;
        }

        var values = new ValueSteps(suite, parts, threads, cancellationToken);
        if (values.BreakdownOf(judged.Judgement.Place, metric) is not { Rows: { } rows, Terms.Count: > 0 } made || made.Terms.All(term => term.Symbol != "TP"))
        {
            return null;
        }

        var whole = check.Bound.Reference == BoundReference.Overall ? values.BreakdownOf(null, metric) : null;
        var formula = ValueSteps.FormulaOf(made, metric);
        var most = move.IsOfPositives ? (Forward: rows.FalseNegatives, Backward: rows.TruePositives) : (Forward: rows.FalsePositives, Backward: rows.TrueNegatives);

        // More rows that are right make the value better; whether that is towards the bound depends on the side that the bound is on.
        var passes = judged.Judgement.Outcome == Outcome.Passed;
        var better = ValueAt(formula, made, move, 1) ?? ValueAt(formula, made, move, 0);
        if (better is not { } next || ValueAt(formula, made, move, 0) is not { } now)
        {
            return null;
        }

        var wantsHigher = check.Comparison is Comparison.AtLeast or Comparison.MoreThan;
        var forwardHelps = next > now == wantsHigher;
        var sign = forwardHelps != passes ? 1 : -1;
        var limit = sign > 0 ? most.Forward : most.Backward;
        var side = move.IsOfPositives ? rows.TruePositives + rows.FalseNegatives : rows.FalsePositives + rows.TrueNegatives;
        bool Differs(long k) => Decide(judged, formula, made, whole, move, sign * k) is { } passed && passed != passes;
        if (limit < 1 || !Differs(limit))
        {
            return limit < 1 || passes ? null
                : new ExplanationStep("to change", [$"no number of {move.Rows} alone makes it pass: with all {Numbers.Count(side)} right the value is {Numbers.Format(ValueAt(formula, made, move, sign * limit) ?? now)}"]);
        }

        long low = 1, high = limit;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = Differs(middle) ? (low, middle) : (middle + 1, high);
        }

        if (low > 1 && Differs(low - 1))
        {
            return null;
        }

        var (was, becomes) = (sign > 0 ? "more" : "fewer", Numbers.FormatAgainst(ValueAt(formula, made, move, sign * low) ?? double.NaN, judged.Judgement.Threshold));
        return new ExplanationStep("to change",
            [$"{Numbers.Count(low)} {was} of the {Numbers.Count(side)} {move.Rows} {move.Done} {(passes ? "would no longer pass" : "would pass")} (the value would be {becomes})"])
        {
            Terms = [new("rows", sign * low)], Value = low,
        };
    }

    private static bool? Decide(JudgedCheck judged, string formula, MetricBreakdown made, MetricBreakdown? whole, Move move, long k)
    {
        var check = judged.Planned.MetricCheck!;
        if (ValueAt(formula, made, move, k) is not { } value)
        {
            return null;
        }

        var bound = judged.Judgement.Threshold;
        if (whole is not null)
        {
            // The slice is a part of the whole, so that the reference moves with it.
            if (ValueAt(ValueSteps.FormulaOf(whole, check.Metric), whole, move, k) is not { } reference)
            {
                return null;
            }

            bound = check.Bound.Resolve(reference);
        }

        var slack = check.Bound.Reference == BoundReference.Number ? 0 : Verdicts.ComputedBoundSlack;
        var meets = Verdicts.Meets(value, check.Comparison, bound, slack);
        var verdict = judged.Planned.Suite.Verdict;
        if (verdict.Judge == JudgePolicy.Point)
        {
            return meets;
        }

        // A share of a side whose size stays has the same closed form with another count; of anything else only the value is known.
        if (check.Bound.Reference != BoundReference.Number || !move.KeepsRows || judged.Judgement.Noise?.Estimate is not ProportionEstimate { Rows: > 0 } share)
        {
            return null;
        }

        var moved = new ProportionEstimate(value, (long)Math.Round(value * share.Rows), share.Rows, share.Method);
        var outcome = Verdicts.Decide(verdict.Judge, meets, Noise.Of(moved, bound, isDifference: false, lowerIsBetter: false, verdict), check.Comparison);
        return outcome == Outcome.Passed;
    }

    private static double? ValueAt(string formula, MetricBreakdown made, Move move, long k)
    {
        var moved = made.Terms.Select(term => term.Symbol switch
        {
            "TP" when move.IsOfPositives => term with { Value = term.Value + k },
            "FN" when move.IsOfPositives => term with { Value = term.Value - k },
            "TN" when !move.IsOfPositives => term with { Value = term.Value + k },
            "FP" when !move.IsOfPositives => term with { Value = term.Value - k },
            _ => term,
        }).ToList();
        return moved.Any(term => term.Value < 0) || FormulaText.Fill(formula, moved) is not { } filled ? null : Arithmetic.Evaluate(filled);
    }

    private static Move? MoveOf(MetricReference metric, TaskKind task)
    {
        if (metric.Parameters.Any(parameter => parameter.Key is not ("class" or "beta" or "zero_division")) || (task != TaskKind.Binary && metric.Parameter("class") is null))
        {
            return null;
        }

        var (positives, negatives) = metric.Parameter("class") is null ? ("positives", "negatives") : ("rows of the class", "rows of other classes");
        return metric.Name switch
        {
            "recall" or "fnr" => new Move(true, positives, "found", KeepsRows: true),
            "f1" or "fbeta" or "jaccard" or "npv" => new Move(true, positives, "found", KeepsRows: false),
            "specificity" or "fpr" => new Move(false, negatives, "predicted so", KeepsRows: true),
            "precision" => new Move(false, negatives, "predicted so", KeepsRows: false),
            _ => null,
        };
    }

    /// <summary>Rows whose prediction would change.</summary>
    /// <param name="IsOfPositives">Whether they are of the class.</param>
    /// <param name="Rows">What they are called.</param>
    /// <param name="Done">What happens to those that are right.</param>
    /// <param name="KeepsRows">Whether the metric rests on as many rows then.</param>
    private sealed record Move(bool IsOfPositives, string Rows, string Done, bool KeepsRows);
}
