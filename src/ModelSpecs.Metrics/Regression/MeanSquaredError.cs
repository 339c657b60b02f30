using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Regression;

/// <summary><c>mse</c> = Σ w (y − p)² / Σ w, as <c>sklearn.metrics.mean_squared_error</c>; rests on all rows.</summary>
internal static class MeanSquaredError
{
    /// <summary>The squared errors.</summary>
    public static RowColumn Column { get; } = new ErrorColumn<SquaredError>();

    /// <summary>Asks for the mean it reads.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.Column(Column);

    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) =>
        new(slice.Sum(Column) / slice.Weight, slice.Rows, null);

    private readonly struct SquaredError : IRowError
    {
        public static TrivialConstant Constant => TrivialConstant.Mean;

        public static double Of(double truth, double predicted, double parameter) => (truth - predicted) * (truth - predicted);
    }
}
