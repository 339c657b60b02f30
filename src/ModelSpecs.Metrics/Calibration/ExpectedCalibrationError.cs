using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Calibration;

/// <summary><c>ece</c> = Σ over bins of (weight of the bin / weight) · |mean confidence − share of hits| (Guo et al. 2017, norm
/// L1). Binary: the positive class's score against the truth; multi-class: the top score against "predicted right". Bins are
/// (lo, hi], 0 in the first. Rests on all rows.</summary>
internal static class ExpectedCalibrationError
{
    /// <summary>Asks for the bins it reads.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.Bin(new BinLayout(request.Bins, request.Strategy));

    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request)
    {
        var bins = slice.Bins(new BinLayout(request.Bins, request.Strategy));
        var sum = 0.0;
        for (var bin = 0; bin < bins.Count; bin++)
        {
            sum += Math.Abs(bins.Confidence(bin) - bins.Hits(bin));
        }

        return new MetricValue(sum / slice.Weight, slice.Rows, null);
    }
}

/// <summary><c>mce</c>: the largest |mean confidence − share of hits| of the bins of <c>ece</c> (Guo et al. 2017). Rests on all
/// rows.</summary>
internal static class MaximumCalibrationError
{
    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request)
    {
        var bins = slice.Bins(new BinLayout(request.Bins, request.Strategy));
        var largest = 0.0;
        for (var bin = 0; bin < bins.Count; bin++)
        {
            if (bins.Weight(bin) > 0)
            {
                // Math.Max keeps a NaN, so that it is seen.
                largest = Math.Max(largest, Math.Abs(bins.Confidence(bin) - bins.Hits(bin)) / bins.Weight(bin));
            }
        }

        return new MetricValue(largest, slice.Rows, null);
    }
}
