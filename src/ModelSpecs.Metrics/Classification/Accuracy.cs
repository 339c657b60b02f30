using ModelSpecs.Metrics.Multilabel;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary><c>accuracy</c> = Σ w [prediction = truth] / Σ w, as <c>sklearn.metrics.accuracy_score</c>; multi-label:
/// that of <see cref="SubsetAccuracy"/>. Rests on all rows.</summary>
internal static class Accuracy
{
    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request)
    {
        if (slice.Task == MetricTask.Multilabel)
        {
            return new MetricValue(slice.Sum(SubsetAccuracy.Column) / slice.Weight, slice.Rows, null);
        }

        var hits = 0.0;
        for (var ofClass = 0; ofClass < slice.ClassCount; ofClass++)
        {
            hits += slice.Tally(ofClass).TruePositives;
        }

        return new MetricValue(hits / slice.Weight, slice.Rows, null);
    }
}
