using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Calibration;

/// <summary><c>ece</c> = Σ over bins of (weight of the bin / weight) · |mean confidence − share of hits| (Guo et al. 2017, norm
/// L1). Binary: the positive class's score against the truth; multi-class: the top score against "predicted right". Bins are
/// (lo, hi], 0 in the first. Rests on all rows.</summary>
internal static class ExpectedCalibrationError
{
    /// <summary>Asks for the bins it reads.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.Bin(Layout(request));

    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request)
    {
        var bins = slice.Bins(Layout(request));
        var sum = 0.0;
        for (var bin = 0; bin < bins.Count; bin++)
        {
            sum += Math.Abs(bins.Confidence(bin) - bins.Hits(bin));
        }

        return new MetricValue(sum / slice.Weight, slice.Rows, null);
    }

    private static BinLayout Layout(MetricRequest request) => new(request.Bins, request.Strategy);
}
