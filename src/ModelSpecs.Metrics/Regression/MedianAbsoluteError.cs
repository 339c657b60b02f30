using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Regression;

/// <summary><c>median_ae</c>: the median of |y − p|, as <c>sklearn.metrics.median_absolute_error</c>; where weights differ, the
/// lower weighted median. Rests on all rows.</summary>
internal static class MedianAbsoluteError
{
    /// <summary>Asks for the order it reads.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.ErrorOrder = true;

    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => new(slice.MedianError, slice.Rows, null);
}

/// <summary><c>max_error</c>: the largest |y − p| of a row with weight, as <c>sklearn.metrics.max_error</c>; rests on all rows.</summary>
internal static class MaxError
{
    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => new(slice.LargestError, slice.Rows, null);
}
