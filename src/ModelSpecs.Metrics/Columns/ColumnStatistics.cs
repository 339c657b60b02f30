using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Regression;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Columns;

/// <summary>What is to be measured of a column.</summary>
/// <param name="name">The column.</param>
internal sealed class ColumnDemand(string name)
{
    /// <summary>The column.</summary>
    public string Name => name;

    /// <summary>Whether the spread around the mean is needed.</summary>
    public bool Spread { get; set; }

    /// <summary>Whether the smallest and the largest value are needed.</summary>
    public bool Extremes { get; set; }

    /// <summary>Quantiles, each once.</summary>
    public SortedSet<double> Quantiles { get; } = [];
}

/// <summary>Statistics of one column of the golden set, by slot. Nulls are left out.</summary>
internal sealed class ColumnStatistics
{
    private readonly ColumnSums sums;
    private readonly double[] lowest;
    private readonly double[] highest;
    private readonly double[] quantiles;
    private readonly Dictionary<double, double[]> values;
    private readonly TruthSpread? spread;

    private ColumnStatistics(ColumnDemand demand, ColumnSums sums, TruthSpread? spread, int slots)
    {
        Name = demand.Name;
        this.sums = sums;
        this.spread = spread;
        lowest = new double[slots];
        highest = new double[slots];
        Array.Fill(lowest, double.PositiveInfinity);
        Array.Fill(highest, double.NegativeInfinity);
        quantiles = [.. demand.Quantiles];
        values = quantiles.ToDictionary(share => share, _ => new double[slots]);
    }

    /// <summary>The column.</summary>
    public string Name { get; }

    /// <summary>Rows that have a value.</summary>
    public long Rows(int slot) => sums.Rows(slot);

    /// <summary>Weight of the rows that have a value.</summary>
    public double Weight(int slot) => sums.Weight(slot);

    /// <summary>Σ weight × value.</summary>
    public double Sum(int slot) => sums.Sum(slot);

    /// <summary>Σ weight × squared distance from the mean.</summary>
    public double SquaredDeviation(int slot) => spread!.SquaredDeviation(slot);

    /// <summary>Smallest value with weight.</summary>
    public double Lowest(int slot) => lowest[slot];

    /// <summary>Largest value with weight.</summary>
    public double Highest(int slot) => highest[slot];

    /// <summary>A quantile that was asked for.</summary>
    public double Quantile(int slot, double share) => values[share][slot];

    /// <summary>Measures what is asked for on every slice.</summary>
    public static ColumnStatistics Measure(MetricInput input, SliceLayout layout, ColumnDemand demand, int threads, CancellationToken cancellationToken)
    {
        var column = input.Columns![demand.Name];
        var sums = new ColumnSums(input, layout, column);
        RowPass.Run([sums], input.Rows, threads, cancellationToken);
        var spread = demand.Spread
            ? TruthSpread.Measure(new SpreadColumn(column, input.Weights, SkipsMissing: true), layout, sums.Weight, threads, cancellationToken)
            : null;
        var statistics = new ColumnStatistics(demand, sums, spread, layout.Slots);
        if (demand.Extremes || demand.Quantiles.Count > 0)
        {
            Workers.Run(
                threads,
                layout.Axes.Count + 1,
                axis =>
                {
                    if (demand.Extremes)
                    {
                        statistics.FindExtremes(input, layout, column, axis - 1);
                    }

                    if (demand.Quantiles.Count > 0)
                    {
                        statistics.FindQuantiles(input, layout, column, axis - 1);
                    }
                },
                cancellationToken);
        }

        return statistics;
    }

    private void FindExtremes(MetricInput input, SliceLayout layout, double[] column, int axis)
    {
        for (var row = 0; row < column.Length; row++)
        {
            if (!double.IsNaN(column[row]) && (input.Weights is null || input.Weights[row] > 0))
            {
                var slot = axis < 0 ? 0 : layout.FirstSlot(axis) + 1 + layout.Axes[axis].Codes[row];
                lowest[slot] = Math.Min(lowest[slot], column[row]);
                highest[slot] = Math.Max(highest[slot], column[row]);
            }
        }
    }

    private void FindQuantiles(MetricInput input, SliceLayout layout, double[] column, int axis)
    {
        var sorted = SortedValues.OfPresent(column, input.Weights, axis < 0 ? null : layout.Axes[axis]);
        for (var group = 0; group < sorted.Groups; group++)
        {
            foreach (var share in quantiles)
            {
                values[share][axis < 0 ? 0 : layout.Slot(axis, group)] = Quantile(sorted, group, share);
            }
        }
    }

    /// <summary>NumPy's linear quantile; where weights differ, the lowest value with that share of the weight at or below it.</summary>
    private static double Quantile(SortedValues sorted, int group, double share)
    {
        var ofGroup = sorted.Values(group);
        var weights = sorted.Weights(group);
        if (ofGroup.IsEmpty)
        {
            return double.NaN;
        }

        if (!weights.IsEmpty && weights.ContainsAnyExcept(weights[0]))
        {
            return sorted.Quantile(group, share);
        }

        var position = share * (ofGroup.Length - 1);
        var below = (int)Math.Floor(position);
        var rest = position - below;
        if (rest == 0)
        {
            return ofGroup[below];
        }

        // From the nearer end, as NumPy does: so that the upper end is met exactly. Halves, so that no difference overflows.
        var (low, high) = (ofGroup[below], ofGroup[below + 1]);
        return rest < 0.5 ? low + (((0.5 * high) - (0.5 * low)) * (2 * rest)) : high - (((0.5 * high) - (0.5 * low)) * (2 * (1 - rest)));
    }
}
