using ModelSpecs.Spec.Model;

namespace ModelSpecs.Spec.Catalogue;

/// <summary>The long form of a check: parameters and comparison.</summary>
internal static class CheckKeys
{
    /// <summary>Key of the comparison.</summary>
    public const string Is = "is";

    /// <summary>Key of the comparison of a gap's ratio.</summary>
    public const string Ratio = "ratio";

    /// <summary>Key of the comparison of a gap's smallest value.</summary>
    public const string GroupMin = "group_min";

    /// <summary>Key of the comparison of a gap's largest value.</summary>
    public const string GroupMax = "group_max";

    private static readonly KeyDescriptor IsOfGap = new(Is, new ComparisonShape(CheckPlace.Gap), "Comparison of the difference: largest minus smallest value.", "\"<= 0.08\"");
    private static readonly KeyDescriptor RatioOfGap = new(Ratio, new ComparisonShape(CheckPlace.Gap), "Comparison of the ratio: smallest over largest value.", "\">= 0.80\"");

    private static readonly KeyDescriptor MinOfGap = new(GroupMin, new ComparisonShape(CheckPlace.Gap), "Comparison of the smallest value.", "\">= 0.60\"");
    private static readonly KeyDescriptor MaxOfGap = new(GroupMax, new ComparisonShape(CheckPlace.Gap), "Comparison of the largest value.", "\"<= 0.20\"");

    /// <summary>What can be said of a metric over time.</summary>
    public static IReadOnlyList<KeyDescriptor> OverTime { get; } =
    [
        new("trend", new ChoiceShape([.. TrendCheckSpec.TrendWords]), "What the values of the periods do in their order, by the test of Mann and Kendall: it fails where the contrary is sure.", "\"not falling\""),
        new("change_point", new ChoiceShape([.. TrendCheckSpec.ChangeWords]), "Whether their level changes at one moment, by Pettitt's test: it fails where that is sure.", "\"no fall\""),
    ];

    /// <summary>Every key that a metric takes in <c>over_time</c> beside its parameters.</summary>
    public static MappingDescriptor TimeCheck { get; } = new("over_time", OverTime);

    /// <summary>The comparisons of a gap and what each compares, for a metric.</summary>
    public static IReadOnlyList<(KeyDescriptor Key, CheckScope Scope)> GapsOf(MetricDescriptor metric) => GapMetrics.Find(metric.Name) is null
        ? [(IsOfGap, CheckScope.GapDifference), (RatioOfGap, CheckScope.GapRatio), (MinOfGap, CheckScope.GapSmallest), (MaxOfGap, CheckScope.GapLargest)]
        : [(IsOfGap, CheckScope.GapDifference), (RatioOfGap, CheckScope.GapRatio)];

    /// <summary>Every key that a check of some metric takes.</summary>
    public static MappingDescriptor Check { get; } = new("a check", [.. MetricParameterCatalogue.All.Select(row => row.Key), IsOf(CheckPlace.Slice)]);

    /// <summary>Every key that a gap of some metric takes beside the metric's parameters.</summary>
    public static MappingDescriptor GapCheck { get; } = new("a gap", [IsOfGap, RatioOfGap, MinOfGap, MaxOfGap]);

    /// <summary>The two ways to say what is expected of a metric on changed rows.</summary>
    public static IReadOnlyList<KeyDescriptor> Perturbed { get; } =
    [
        IsOf(CheckPlace.Robust) with { Required = false },
        new(BaselineKeys.MaxDrop, new AmountShape(), "How much worse than on the same rows as they are, in the metric's own direction; a number of points, or a share such as `\"5 %\"`.", "0.05"),
    ];

    /// <summary>Keys of a check's long form for one metric in one place.</summary>
    public static MappingDescriptor Of(MetricDescriptor metric, CheckPlace place)
    {
        var keys = new List<KeyDescriptor>();
        foreach (var parameter in MetricParameterCatalogue.All)
        {
            if ((metric.Parameters & parameter.Flag) != 0)
            {
                keys.Add(parameter.Key);
            }
        }

        if (place == CheckPlace.Gap)
        {
            keys.AddRange(GapsOf(metric).Select(gap => gap.Key));
        }
        else if (place is CheckPlace.Snapshot or CheckPlace.Compare)
        {
            keys.AddRange(BaselineKeys.Tolerances);
        }
        else if (place == CheckPlace.Time)
        {
            keys.AddRange(OverTime);
        }
        else if (place == CheckPlace.Robust)
        {
            keys.AddRange(Perturbed);
        }
        else
        {
            keys.Add(IsOf(place));
        }

        return new MappingDescriptor($"a check of {metric.Name}", keys);
    }

    private static KeyDescriptor IsOf(CheckPlace place) =>
        new(Is, new ComparisonShape(place), "The comparison.", "\">= 0.50\"", Required: true);
}
