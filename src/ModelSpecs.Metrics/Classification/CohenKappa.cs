using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary><c>cohen_kappa</c> = 1 − (observed disagreement) / (disagreement of independent margins), as
/// <c>sklearn.metrics.cohen_kappa_score</c> without weighting of classes; rests on all rows.</summary>
internal static class CohenKappa
{
    /// <summary>The value; undefined where truth and prediction are one and the same class.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request)
    {
        var (misses, expected) = (0.0, 0.0);
        for (var ofClass = 0; ofClass < slice.ClassCount; ofClass++)
        {
            var tally = slice.Tally(ofClass);
            misses += tally.FalseNegatives;
            expected += tally.Positives * (tally.TrueNegatives + tally.FalseNegatives);
        }

        return expected > 0
            ? new MetricValue(1 - (misses * slice.Weight / expected), slice.Rows, null)
            : Undefined.Because("truth and prediction are one and the same class", 0);
    }
}
