using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Regression;

/// <summary><c>mape</c> = Σ w |y − p| / max(|y|, ε) / Σ w, a fraction and not a percentage, as
/// <c>sklearn.metrics.mean_absolute_percentage_error</c> with its fixed ε = 2⁻⁵²; here ε is 0 unless it is said, and a true
/// value of 0 makes the metric undefined rather than astronomical. Rests on all rows.</summary>
internal static class MeanAbsolutePercentageError
{
    /// <summary>Asks for the mean it reads.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.Column(Column(request));

    /// <summary>The value; undefined where a true value is 0 and no <c>epsilon</c> is given.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request)
    {
        var sum = slice.Sum(Column(request));
        return double.IsFinite(sum) || request.Epsilon > 0
            ? new MetricValue(sum / slice.Weight, slice.Rows, null)
            : Undefined.Because("a true value is 0", slice.Rows);
    }

    private static ErrorColumn<RelativeError> Column(MetricRequest request) => new(request.Epsilon ?? 0);

    private readonly struct RelativeError : IRowError
    {
        public static TrivialConstant Constant => TrivialConstant.Median;

        // 0/0 is NaN and x/0 infinite: either way the sum tells that a true value is 0.
        public static double Of(double truth, double predicted, double parameter) =>
            Math.Abs(truth - predicted) / Math.Max(Math.Abs(truth), parameter);
    }
}
