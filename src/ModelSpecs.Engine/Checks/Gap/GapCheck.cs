using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks.Gap;

/// <summary>The spread of a metric over the values of a group: Fairlearn's difference (largest minus smallest) and ratio (smallest over largest).</summary>
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
        var check = planned.Check;
        var slice = context.Measurements.SliceOf(planned.SliceName);
        var left = new List<string>();
        var estimates = new List<Estimate>();
        int smallest = -1, largest = -1, judged = 0;
        long rows = 0;
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (var g = 0; g < slice.Groups.Count; g++)
        {
            var group = slice.Groups[g];
            var value = context.Measurements.On(new SlicePlace(planned.SliceName, g), check.Metric);
            if (value.Rows < planned.MinRows)
            {
                left.Add(FormattableString.Invariant($"{group.Name} ({value.Rows} rows)"));
                continue;
            }

            if (!value.IsDefined)
            {
                // Large enough to be judged and yet without a value: leaving it out would hide it.
                return new Judgement
                {
                    Outcome = Outcome.Error, N = context.Measurements.Rows, Definition = $"over the values of {planned.SliceName}",
                    Reason = $"{check.Metric.Display} is undefined for {group.Name}: {value.Undefined ?? "it is not a finite number"}",
                };
            }

            judged++;
            estimates.Add(context.Measurements.EstimateOn(new SlicePlace(planned.SliceName, g), check.Metric));
            rows += value.Rows;
            if (value.Value < low)
            {
                (low, smallest) = (value.Value, g);
            }

            if (value.Value > high)
            {
                (high, largest) = (value.Value, g);
            }
        }

        var leftOut = left.Count == 0 ? null : FormattableString.Invariant($"left out below min_rows {planned.MinRows}: {string.Join(", ", left)}");
        var judgement = new Judgement { Outcome = Outcome.Error, N = context.Measurements.Rows, Rows = rows, Definition = $"over the values of {planned.SliceName}" };
        if (judged < 2)
        {
            return judgement with { Reason = Join(FormattableString.Invariant($"a gap needs two values with enough rows, and there are {judged}"), leftOut) };
        }

        var gap = check.Scope == CheckScope.GapDifference ? high - low : high == 0 ? double.NaN : low / high;
        if (!double.IsFinite(gap))
        {
            return judgement with { Reason = Join("the ratio is undefined: the largest value is 0", leftOut) };
        }

        var threshold = check.Bound.Resolve(0);
        var ends = $"largest {Numbers.Format(high)} for {slice.Groups[largest].Name}, smallest {Numbers.Format(low)} for {slice.Groups[smallest].Name}";
        judgement = judgement with { Value = gap, Threshold = threshold, Reason = Join(ends, leftOut) };
        var verdict = planned.Suite.Verdict;
        var isRatio = check.Scope == CheckScope.GapRatio;
        var meets = Verdicts.Meets(gap, check.Comparison, threshold, boundIsComputed: false);
        var noise = MetricFacts.IsCount(check.Metric) ? null : Noise.Of(new SpreadEstimate(gap, rows, estimates, isRatio), threshold, isDifference: false, lowerIsBetter: !isRatio, verdict);
        var worse = context.Measurements.LowerIsBetter(check.Metric) ? largest : smallest;
        return judgement with
        {
            Outcome = Verdicts.Decide(verdict.Judge, meets, noise, check.Comparison),
            MeetsBound = meets,
            Noise = noise,
            Place = new SlicePlace(planned.SliceName, worse),
        };
    }

    private static string Join(string first, string? second) => second is null ? first : $"{first}; {second}";
}
