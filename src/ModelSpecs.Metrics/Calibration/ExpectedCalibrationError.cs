using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Calibration;

/// <summary><c>ece</c> = Σ over bins of (weight of the bin / weight) · |mean confidence − share of hits| (Guo et al. 2017, norm
/// L1). Binary: the positive class's score against the truth; multi-class: the top score against "predicted right"; with <c>class</c>
/// that class's score against its own truth. Multi-label: the mean over labels (class-wise, Kull et al. 2019). Bins are
/// (lo, hi], 0 in the first. Rests on all rows.</summary>
internal static class ExpectedCalibrationError
{
    /// <summary>Asks for the bins it reads.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.Bin(BinLayout.Of(demand.Task, request));

    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request)
    {
        var sum = 0.0;
        var tables = 0;
        foreach (var ofClass in slice.BinnedClasses(request))
        {
            sum += Gap(slice.Bins(BinLayout.Of(slice.Task, request), ofClass));
            tables++;
        }

        return new MetricValue(sum / slice.Weight / tables, slice.Rows, null);
    }

    private static double Gap(BinSums bins)
    {
        var sum = 0.0;
        for (var bin = 0; bin < bins.Count; bin++)
        {
            sum += Math.Abs(bins.Confidence(bin) - bins.Hits(bin));
        }

        return sum;
    }
}

/// <summary><c>mce</c>: the largest |mean confidence − share of hits| of the bins of <c>ece</c> (Guo et al. 2017); multi-label: of the
/// bins of any label. Rests on all rows.</summary>
internal static class MaximumCalibrationError
{
    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request)
    {
        var largest = 0.0;
        foreach (var ofClass in slice.BinnedClasses(request))
        {
            // Math.Max keeps a NaN, so that it is seen.
            largest = Math.Max(largest, Gap(slice.Bins(BinLayout.Of(slice.Task, request), ofClass)));
        }

        return new MetricValue(largest, slice.Rows, null);
    }

    private static double Gap(BinSums bins)
    {
        var largest = 0.0;
        for (var bin = 0; bin < bins.Count; bin++)
        {
            if (bins.Weight(bin) > 0)
            {
                largest = Math.Max(largest, Math.Abs(bins.Confidence(bin) - bins.Hits(bin)) / bins.Weight(bin));
            }
        }

        return largest;
    }
}
