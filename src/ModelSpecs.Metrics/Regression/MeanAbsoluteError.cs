using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Regression;

/// <summary><c>mae</c> = Σ w |y − p| / Σ w, as <c>sklearn.metrics.mean_absolute_error</c>; rests on all rows.</summary>
internal static class MeanAbsoluteError
{
    private static readonly RowColumn Column = new ErrorColumn<AbsoluteError>();

    /// <summary>Asks for the mean it reads.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.Column(Column);

    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) =>
        new(slice.Sum(Column) / slice.Weight, slice.Rows, null);

    private readonly struct AbsoluteError : IRowError
    {
        public static TrivialConstant Constant => TrivialConstant.Median;

        public static double Of(double truth, double predicted, double parameter) => Math.Abs(truth - predicted);
    }
}
