using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary><c>balanced_accuracy</c>: the mean recall over the classes present in the truth, as
/// <c>sklearn.metrics.balanced_accuracy_score</c>; in a binary task (recall + specificity) / 2, where both classes must occur
/// (scikit-learn then gives the one recall). Rests on the rows of the smallest class present.</summary>
internal static class BalancedAccuracy
{
    /// <summary>The value; undefined in a binary task where a class is missing.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request)
    {
        var sum = 0.0;
        var present = 0;
        var smallest = long.MaxValue;
        for (var ofClass = 0; ofClass < slice.ClassCount; ofClass++)
        {
            var tally = slice.Tally(ofClass);
            if (tally.Positives > 0)
            {
                sum += tally.TruePositives / tally.Positives;
                present++;
                smallest = Math.Min(smallest, slice.ClassRows(ofClass));
            }
        }

        return slice.Task == MetricTask.Binary && present < 2
            ? Undefined.Because(Undefined.OneClass, 0)
            : new MetricValue(sum / present, smallest, null);
    }
}
