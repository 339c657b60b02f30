using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary><c>mcc</c>: the correlation of truth and prediction, (c s − Σ pₖ tₖ) / √((s² − Σ pₖ²)(s² − Σ tₖ²)) with s the weight,
/// c that of the hits, tₖ and pₖ those of class k in truth and prediction (Gorodkin 2004), as
/// <c>sklearn.metrics.matthews_corrcoef</c>; undefined, where scikit-learn gives 0, for an empty margin. Rests on all rows.</summary>
internal static class MatthewsCorrelation
{
    /// <summary>The value; undefined where truth or prediction has one class only.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request)
    {
        var (weight, hits, products) = (slice.Weight, 0.0, 0.0);
        var (truthSpread, predictedSpread) = (0.0, 0.0);
        for (var ofClass = 0; ofClass < slice.ClassCount; ofClass++)
        {
            var tally = slice.Tally(ofClass);
            hits += tally.TruePositives;
            products += tally.Positives * tally.Predicted;

            // s² − Σ tₖ² = Σ tₖ (s − tₖ), which is exactly zero where one class has all the weight.
            truthSpread += tally.Positives * tally.Negatives;
            predictedSpread += tally.Predicted * (tally.TrueNegatives + tally.FalseNegatives);
        }

        if (!(truthSpread > 0) || !(predictedSpread > 0))
        {
            return Undefined.Because(
                truthSpread > 0 ? "only one class is predicted" : Undefined.OneClass, 0);
        }

        var value = ((hits * weight) - products) / Math.Sqrt(truthSpread * predictedSpread);
        return new MetricValue(Math.Clamp(value, -1, 1), slice.Rows, null);
    }
}
