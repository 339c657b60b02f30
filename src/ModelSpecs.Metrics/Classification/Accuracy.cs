using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary><c>accuracy</c> = Σ w [prediction = truth] / Σ w, as <c>sklearn.metrics.accuracy_score</c>; rests on all rows.</summary>
internal static class Accuracy
{
    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request)
    {
        var hits = 0.0;
        for (var ofClass = 0; ofClass < slice.ClassCount; ofClass++)
        {
            hits += slice.Tally(ofClass).TruePositives;
        }

        return new MetricValue(hits / slice.Weight, slice.Rows, null);
    }
}
