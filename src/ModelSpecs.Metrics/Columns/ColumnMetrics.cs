using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Columns;

/// <summary>Metrics of a numeric column of the golden set (latency, cost, age): each rests on the rows of the slice that have a
/// value; nulls are left out. Undefined where no row has one, or none of weight.</summary>
internal static class ColumnMetrics
{
    /// <summary><c>mean</c> = Σ w x / Σ w, as <c>numpy.average</c>.</summary>
    public static MetricKernel Mean { get; } = Kernel("mean", (column, slot, _) => column.Sum(slot) / column.Weight(slot), (_, _) => { });

    /// <summary><c>sum</c> = Σ w x.</summary>
    public static MetricKernel Sum { get; } = Kernel("sum", (column, slot, _) => column.Sum(slot), (_, _) => { });

    /// <summary><c>min</c>: the smallest value of a row with weight.</summary>
    public static MetricKernel Min { get; } = Kernel("min", (column, slot, _) => column.Lowest(slot), (demand, _) => demand.Extremes = true);

    /// <summary><c>max</c>: the largest value of a row with weight.</summary>
    public static MetricKernel Max { get; } = Kernel("max", (column, slot, _) => column.Highest(slot), (demand, _) => demand.Extremes = true);

    /// <summary><c>std</c> = √(Σ w (x − mean)² / Σ w), as <c>numpy.std</c> with <c>ddof=0</c>.</summary>
    public static MetricKernel Std { get; } = Kernel(
        "std", (column, slot, _) => Math.Sqrt(column.SquaredDeviation(slot) / column.Weight(slot)), (demand, _) => demand.Spread = true);

    /// <summary><c>median</c>, <c>p90</c>, <c>p95</c> and <c>p99</c>: <c>quantile</c> at 0.5, 0.9, 0.95 and 0.99.</summary>
    public static MetricKernel QuantileAt(string name, double share) => QuantileOf(name, _ => share);

    /// <summary><c>quantile</c>: NumPy's linear quantile at <c>q</c>; where weights differ, the lowest value with that share of the
    /// weight at or below it.</summary>
    public static MetricKernel Quantile { get; } = QuantileOf("quantile", request => request.Quantile);

    private static MetricKernel QuantileOf(string name, Func<MetricRequest, double> share) => Kernel(
        name, (column, slot, request) => column.Quantile(slot, share(request)), (demand, request) => demand.Quantiles.Add(share(request)));

    private static MetricKernel Kernel(
        string name, Func<ColumnStatistics, int, MetricRequest, double> value, Action<ColumnDemand, MetricRequest> require) =>
        new(name, MetricTasks.Every, KernelNeeds.Column, (slice, request) =>
        {
            var column = slice.Column(request.Column!);

            // A row without weight might as well not be there: it gives no reason of its own.
            return column.Weight(slice.Slot) > 0
                ? new MetricValue(value(column, slice.Slot, request), column.Rows(slice.Slot), null)
                : Undefined.Because("no row that counts has a value in the column", 0);
        })
        {
            Require = (demand, request) => require(demand.Measure(request.Column!), request),
        };
}
