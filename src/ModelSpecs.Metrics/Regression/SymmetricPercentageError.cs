using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Regression;

/// <summary><c>smape</c> = Σ w 2 |y − p| / (|y| + |p|) / Σ w, 0/0 counting 0, between 0 and 2 (Armstrong 1985 in the form of the
/// M3 competition). Rests on all rows.</summary>
internal static class SymmetricPercentageError
{
    private static readonly RowColumn Column = new ErrorColumn<SymmetricError>();

    /// <summary>Asks for the mean it reads.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.Column(Column);

    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) =>
        new(slice.Sum(Column) / slice.Weight, slice.Rows, null);

    private readonly struct SymmetricError : IRowError
    {
        public static TrivialConstant Constant => TrivialConstant.Median;

        public static double Of(double truth, double predicted, double parameter)
        {
            var both = Math.Abs(truth) + Math.Abs(predicted);
            return both == 0 ? 0 : 2 * Math.Abs(truth - predicted) / both;
        }
    }
}
