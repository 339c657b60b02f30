namespace ModelSpecs.Spec.Catalogue;

/// <summary>What to write for the fairness measures of other tools: each is the gap of a metric, and there is no second spelling.</summary>
internal static class FairnessNames
{
    /// <summary>The advice for a name, or null where it is none of these.</summary>
    public static string? Advice(string name) => name.Replace('-', '_').ToLowerInvariant() switch
    {
        "demographic_parity" or "demographic_parity_difference" or "statistical_parity" or "statistical_parity_difference" => Difference("selection_rate"),
        "demographic_parity_ratio" or "disparate_impact" or "disparate_impact_ratio" or "four_fifths" => Ratio("selection_rate"),
        "equal_opportunity" or "equal_opportunity_difference" => Difference("recall"),
        "equal_opportunity_ratio" => Ratio("recall"),
        "equalised_odds" or "equalized_odds" or "equalized_odds_difference" => Difference(GapMetrics.EqualizedOdds),
        "equalized_odds_ratio" => Ratio(GapMetrics.EqualizedOdds),
        "predictive_parity" or "predictive_parity_difference" => Difference("precision"),
        _ => null,
    };

    private static string Difference(string metric) => $"Write it in a slice with groups: gap: {{ {metric}: \"<= 0.10\" }}.";

    private static string Ratio(string metric) => $"Write it in a slice with groups: gap: {{ {metric}: {{ ratio: \">= 0.80\" }} }}.";
}
