using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Results;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks.Gap;

/// <summary>A metric over the values of a group: Fairlearn's difference (largest minus smallest), ratio (smallest over largest), group_min and group_max;
/// of equalized odds the worse of its two parts.</summary>
internal static class GapCheck
{
    /// <summary>One result a group slice.</summary>
    public static IEnumerable<JudgedCheck> Judge(CheckContext context, PlannedCheck planned, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return [new JudgedCheck(planned, null, JudgeOne(context, planned))];
    }

    private static Judgement JudgeOne(CheckContext context, PlannedCheck planned)
    {
        var measurements = context.Measurements;
        var check = planned.MetricCheck!;
        var spreads = GapMetrics.PartsOf(check.Metric).Select(part => GroupSpread.Of(measurements, planned.SliceName, part, planned.MinRows)).ToList();
        var judgement = new Judgement
        {
            Outcome = Outcome.Error, N = measurements.Rows, Rows = spreads.Min(spread => spread.Rows), Definition = $"over the values of {planned.SliceName}",
        };
        if (spreads.Find(spread => spread.Undefined is not null) is { } undefined)
        {
            return judgement with { Rows = 0, Reason = undefined.Undefined };
        }

        var measured = spreads.ConvertAll(spread => ValueOf(spread, check.Scope));
        var without = measured.FindIndex(value => !double.IsFinite(value));
        if (without >= 0)
        {
            return judgement with { Reason = Join(WhyNot(spreads[without], check.Scope, spreads.Count > 1), spreads[without].LeftOut) };
        }

        // Of equalized odds the larger difference, or the smaller ratio, is the one that counts.
        var isRatio = check.Scope == CheckScope.GapRatio;
        var value = isRatio ? measured.Min() : measured.Max();
        var decisive = spreads[measured.IndexOf(value)];
        var (threshold, boundReason, problem) = GapReference.Resolve(context, planned, spreads);
        if (problem is not null)
        {
            return judgement with { Value = value, Reason = problem };
        }

        var slice = measurements.SliceOf(planned.SliceName);
        var ends = string.Join("; ", spreads.Select(spread => (spreads.Count > 1 ? $"{spread.Metric.Name}: " : "") + spread.Ends(g => slice.Groups[g].Name)));
        var leftOut = string.Join("; ", spreads.Select(spread => spread.LeftOut).OfType<string>().Distinct(StringComparer.Ordinal));
        var meets = Verdicts.Meets(value, check.Comparison, threshold, boundReason is null ? 0 : context.Baselines.Of(check).Tolerance);
        var lower = measurements.LowerIsBetter(decisive.Metric);
        var verdict = planned.Suite.Verdict;
        var noise = MetricFacts.IsFact(check.Metric) ? null
            : Noise.Of(EstimateOf(value, spreads, measured, check.Scope), threshold, isDifference: false, check.Scope switch
            {
                CheckScope.GapDifference => true,
                CheckScope.GapRatio => false,
                _ => lower,
            }, verdict);
        var group = check.Scope switch
        {
            CheckScope.GapSmallest => decisive.Smallest,
            CheckScope.GapLargest => decisive.Largest,
            _ => lower ? decisive.Largest : decisive.Smallest,
        };
        return judgement with
        {
            Outcome = Verdicts.Decide(verdict.Judge, meets, noise, check.Comparison),
            Value = value,
            Threshold = threshold,
            BoundReason = boundReason,
            Reason = Join(ends, leftOut.Length == 0 ? null : leftOut),
            MeetsBound = meets,
            Noise = noise,
            Place = new SlicePlace(planned.SliceName, group),
        };
    }

    /// <summary>What a scope takes of a spread.</summary>
    public static double ValueOf(GroupSpread spread, CheckScope scope) => scope switch
    {
        CheckScope.GapDifference => spread.Difference,
        CheckScope.GapRatio => spread.Ratio,
        CheckScope.GapSmallest => spread.Low,
        _ => spread.High,
    };

    private static string WhyNot(GroupSpread spread, CheckScope scope, bool named)
    {
        var of = named ? $" of {spread.Metric.Name}" : "";
        var groups = spread.Estimates.Count;
        return scope is CheckScope.GapSmallest or CheckScope.GapLargest ? "no value of the group has enough rows"
            : groups < 2 ? FormattableString.Invariant($"a gap{of} needs two values with enough rows, and there are {groups}")
            : $"the ratio{of} is undefined: the largest value is 0";
    }

    private static Estimate EstimateOf(double value, List<GroupSpread> spreads, List<double> measured, CheckScope scope)
    {
        if (scope is CheckScope.GapSmallest or CheckScope.GapLargest)
        {
            return new ExtremeEstimate(value, spreads[0].Rows, spreads[0].Estimates, isLargest: scope == CheckScope.GapLargest);
        }

        var isRatio = scope == CheckScope.GapRatio;
        var estimates = spreads.ConvertAll(spread => new SpreadEstimate(measured[spreads.IndexOf(spread)], spread.Rows, spread.Estimates, isRatio));
        return estimates is [var only] ? only : new ExtremeEstimate(value, estimates.Min(estimate => estimate.Rows), estimates, isLargest: !isRatio);
    }

    private static string Join(string first, string? second) => second is null ? first : $"{first}; {second}";
}
