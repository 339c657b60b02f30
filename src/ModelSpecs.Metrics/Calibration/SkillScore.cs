using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Calibration;

/// <summary>A loss against that of forecasting the class shares of the slice itself: 1 − value / trivial value. 1 is perfect, 0 no
/// better than the shares, below 0 worse. Rests on all rows.</summary>
internal static class SkillScore
{
    private static readonly BrierColumn Brier = new();
    private static readonly LogLossColumn LogLoss = new();

    /// <summary>Asks for the mean that <c>brier_skill</c> reads.</summary>
    public static void RequireBrier(Demand demand, MetricRequest request) => demand.Column(Brier);

    /// <summary>Asks for the mean that <c>log_loss_skill</c> reads.</summary>
    public static void RequireLogLoss(Demand demand, MetricRequest request) => demand.Column(LogLoss);

    /// <summary><c>brier_skill</c> (Brier skill score, Murphy 1973); undefined where only one class is present.</summary>
    public static MetricValue OfBrier(SliceStatistics slice, MetricRequest request) => Of(slice, Brier);

    /// <summary><c>log_loss_skill</c> (McFadden's R² of the forecasts); undefined where only one class is present.</summary>
    public static MetricValue OfLogLoss(SliceStatistics slice, MetricRequest request) => Of(slice, LogLoss);

    private static MetricValue Of(SliceStatistics slice, RowColumn loss)
    {
        var weights = new double[slice.ClassCount];
        for (var ofClass = 0; ofClass < weights.Length; ofClass++)
        {
            weights[ofClass] = slice.ClassWeight(ofClass);
            if (weights[ofClass] == slice.Weight)
            {
                return Undefined.Because(Undefined.OneClass, slice.Rows);
            }
        }

        var trivial = loss.TrivialMean(new ConstantPrediction { Task = slice.Task, ClassWeights = weights, Weight = slice.Weight });
        return new MetricValue(1 - (slice.Sum(loss) / slice.Weight / trivial), slice.Rows, null);
    }
}
