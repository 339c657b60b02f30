using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Regression;

/// <summary><c>pinball</c> = Σ w (α max(y − p, 0) + (1 − α) max(p − y, 0)) / Σ w, the loss of an α-quantile, as
/// <c>sklearn.metrics.mean_pinball_loss</c>; rests on all rows.</summary>
internal static class PinballLoss
{
    /// <summary>Asks for the mean it reads.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.Column(Column(request));

    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) =>
        new(slice.Sum(Column(request)) / slice.Weight, slice.Rows, null);

    private static ErrorColumn<QuantileError> Column(MetricRequest request) => new(request.Alpha);

    private readonly struct QuantileError : IRowError
    {
        public static TrivialConstant Constant => TrivialConstant.Quantile;

        public static double Of(double truth, double predicted, double parameter) =>
            truth >= predicted ? parameter * (truth - predicted) : (1 - parameter) * (predicted - truth);
    }
}
