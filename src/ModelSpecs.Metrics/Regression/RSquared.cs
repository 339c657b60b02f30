using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Regression;

/// <summary><c>r2</c> = 1 − Σ w (y − p)² / Σ w (y − ȳ)², ȳ the weighted mean of the slice, as <c>sklearn.metrics.r2_score</c>;
/// undefined, where scikit-learn gives 0 or 1, for constant truth. Rests on all rows.</summary>
internal static class RSquared
{
    /// <summary>Asks for the sums it reads.</summary>
    public static void Require(Demand demand, MetricRequest request)
    {
        demand.Column(MeanSquaredError.Column);
        demand.Spread = true;
    }

    /// <summary>The value; undefined for fewer than two rows or a constant truth.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request)
    {
        if (slice.Rows < 2)
        {
            return Undefined.Because("there are fewer than two rows", slice.Rows);
        }

        return slice.SquaredDeviation > 0
            ? new MetricValue(1 - (slice.Sum(MeanSquaredError.Column) / slice.SquaredDeviation), slice.Rows, null)
            : Undefined.Because("the true values are all equal", slice.Rows);
    }
}
