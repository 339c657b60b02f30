using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Intervals;

/// <summary>Successes and trials behind metrics that are shares of rows.</summary>
internal static class Proportions
{
    /// <summary>Successes and trials; no trials where the value is a stand-in for 0/0.</summary>
    public static (double Successes, long Trials) Of(SliceStatistics slice, MetricRequest request, MetricValue value)
    {
        if (request.Name is "accuracy" or "top_k_accuracy")
        {
            return (Math.Round(value.Value * slice.Rows), slice.Rows);
        }

        var tally = slice.RowTally(slice.OneClass(request)!.Value);
        var (successes, trials) = request.Name switch
        {
            "precision" => (tally.TruePositives, tally.Predicted),
            "recall" => (tally.TruePositives, tally.Positives),
            "fnr" => (tally.FalseNegatives, tally.Positives),
            "specificity" => (tally.TrueNegatives, tally.Negatives),
            "fpr" => (tally.FalsePositives, tally.Negatives),
            "npv" => (tally.TrueNegatives, tally.TrueNegatives + tally.FalseNegatives),
            "selection_rate" => (tally.Predicted, slice.Rows),
            "prevalence" => (tally.Positives, slice.Rows),
            _ => throw new ArgumentException($"'{request.Name}' is no share of rows.", nameof(request)),
        };
        return (successes, (long)trials);
    }
}
