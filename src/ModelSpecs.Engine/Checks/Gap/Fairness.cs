using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks.Gap;

/// <summary>Fairlearn's measures of every group slice of a binary task, whether a check asks for them or not.</summary>
internal static class Fairness
{
    private static readonly MetricReference SelectionRate = new() { Name = "selection_rate" };
    private static readonly MetricReference Recall = new() { Name = "recall" };
    private static readonly MetricReference FalsePositiveRate = new() { Name = "fpr" };

    /// <summary>What it is measured from.</summary>
    public static IReadOnlyList<MetricReference> Metrics { get; } = [SelectionRate, Recall, FalsePositiveRate];

    /// <summary>The measures of every slice with groups.</summary>
    public static IReadOnlyList<FairnessResult> Of(SuiteSpec suite, Measurements measurements) =>
        [.. measurements.Slices.Where(slice => slice.Spec.IsGroup).Select(slice => Of(measurements, slice.Spec, slice.Spec.MinRows?.Value ?? suite.Verdict.MinRows))];

    private static FairnessResult Of(Measurements measurements, SliceSpec slice, int leastRows)
    {
        var name = slice.Name.Value;
        var groups = measurements.SliceOf(name).Groups;
        var selected = GroupSpread.Of(measurements, name, SelectionRate, leastRows);
        var recall = GroupSpread.Of(measurements, name, Recall, leastRows);
        var fpr = GroupSpread.Of(measurements, name, FalsePositiveRate, leastRows);
        return new FairnessResult
        {
            Slice = name,
            Measures = new Dictionary<string, FairnessValue>(StringComparer.Ordinal)
            {
                ["demographic_parity_difference"] = Value(isRatio: false, selected),
                ["demographic_parity_ratio"] = Value(isRatio: true, selected),
                ["equalized_odds_difference"] = Value(isRatio: false, recall, fpr),
                ["equalized_odds_ratio"] = Value(isRatio: true, recall, fpr),
                ["equal_opportunity_difference"] = Value(isRatio: false, recall),
                ["equal_opportunity_ratio"] = Value(isRatio: true, recall),
            },
        };

        FairnessValue Value(bool isRatio, params GroupSpread[] spreads)
        {
            double Measure(GroupSpread spread) => spread.Undefined is not null ? double.NaN : isRatio ? spread.Ratio : spread.Difference;

            // Without a value of one part there is none of the whole: the other part could be the better one.
            var decisive = Array.Find(spreads, spread => !double.IsFinite(Measure(spread)))
                ?? (isRatio ? spreads.MinBy(Measure)! : spreads.MaxBy(Measure)!);
            var value = Measure(decisive);
            var isDefined = double.IsFinite(value);
            return new FairnessValue
            {
                Value = isDefined ? value : null,
                Metric = decisive.Metric.Name,
                Smallest = isDefined ? groups[decisive.Smallest].Name : null,
                Largest = isDefined ? groups[decisive.Largest].Name : null,
                Groups = decisive.Estimates.Count,
                LeftOut = decisive.LeftOutCount,
                Undefined = isDefined ? null : WhyNot(decisive),
            };
        }
    }

    private static string WhyNot(GroupSpread spread) => spread.Undefined
        ?? (spread.Estimates.Count < 2 ? "fewer than two groups have enough rows" : $"the largest {spread.Metric.Name} is 0");
}
