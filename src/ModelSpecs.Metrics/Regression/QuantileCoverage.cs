using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Regression;

/// <summary><c>quantile_coverage</c> = Σ w [y ≤ p] / Σ w: the quantile that the predictions are of; rests on all rows.</summary>
internal static class QuantileCoverage
{
    /// <summary>1 where the truth is covered.</summary>
    public static RowColumn Column { get; } = new ErrorColumn<Covered>();

    /// <summary>Asks for the mean it reads.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.Column(Column);

    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => new(slice.Sum(Column) / slice.Weight, slice.Rows, null);

    private readonly struct Covered : IRowError
    {
        public static TrivialConstant Constant => TrivialConstant.Median;

        public static double Of(double truth, double predicted, double parameter) =>
            double.IsNaN(truth) || double.IsNaN(predicted) ? double.NaN : truth <= predicted ? 1 : 0;
    }
}
