using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Regression;

/// <summary><c>rmse</c> = √mse, as <c>sklearn.metrics.mean_squared_error(squared=False)</c>; rests on all rows.</summary>
internal static class RootMeanSquaredError
{
    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) =>
        new(Math.Sqrt(slice.Sum(MeanSquaredError.Column) / slice.Weight), slice.Rows, null);
}
