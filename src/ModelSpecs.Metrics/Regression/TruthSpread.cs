using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Regression;

/// <summary>Mean of the truth, or of another column, and squared deviation from it, by slice, in two passes: the mean first. Sums
/// are taken from one of the slice's own values, so that a constant has exactly itself as mean and exactly 0 as deviation.</summary>
internal sealed class TruthSpread
{
    private readonly double[] means;
    private readonly double[] deviations;

    private TruthSpread(double[] means, double[] deviations)
    {
        this.means = means;
        this.deviations = deviations;
    }

    /// <summary>Mean of a slice's truth.</summary>
    public double Mean(int slot) => means[slot];

    /// <summary>Σ weight × squared distance from the mean.</summary>
    public double SquaredDeviation(int slot) => deviations[slot];

    /// <summary>Measures the truth on all slices.</summary>
    public static TruthSpread Measure(MetricInput input, SliceLayout layout, Support support, int threads, CancellationToken cancellationToken) =>
        Measure(new SpreadColumn(input.TrueValues!, input.Weights, SkipsMissing: false), layout, support.Weight, threads, cancellationToken);

    /// <summary>Measures a column on all slices.</summary>
    /// <param name="column">The column.</param>
    /// <param name="layout">The slices.</param>
    /// <param name="weight">Weight of the rows of a slice that have a value.</param>
    /// <param name="threads">Most threads used.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    public static TruthSpread Measure(SpreadColumn column, SliceLayout layout, Func<int, double> weight, int threads, CancellationToken cancellationToken)
    {
        var means = FirstValues(column, layout);
        var distances = new Deviations(column, layout, means, 1);
        RowPass.Run([distances], column.Values.Length, threads, cancellationToken);
        for (var slot = 0; slot < means.Length; slot++)
        {
            means[slot] += distances.Sum(slot) / weight(slot);
        }

        var squares = new Deviations(column, layout, means, 2);
        RowPass.Run([squares], column.Values.Length, threads, cancellationToken);
        var deviations = new double[means.Length];
        for (var slot = 0; slot < means.Length; slot++)
        {
            deviations[slot] = squares.Sum(slot);
        }

        return new TruthSpread(means, deviations);
    }

    /// <summary>The first value of each slice that has weight.</summary>
    private static double[] FirstValues(SpreadColumn column, SliceLayout layout)
    {
        var first = new double[layout.Slots];
        var isSet = new bool[layout.Slots];
        for (var axis = -1; axis < layout.Axes.Count; axis++)
        {
            var open = axis < 0 ? 1 : layout.SlotsOf(axis);
            for (var row = 0; row < column.Values.Length && open > 0; row++)
            {
                var slot = axis < 0 ? 0 : layout.FirstSlot(axis) + 1 + layout.Axes[axis].Codes[row];
                if (!isSet[slot] && column.Weight(row) > 0)
                {
                    isSet[slot] = true;
                    first[slot] = column.Values[row];
                    open--;
                }
            }
        }

        return first;
    }

    /// <summary>Σ weight × (value − centre of the slice) to a power of 1 or 2.</summary>
    private sealed class Deviations(SpreadColumn column, SliceLayout layout, double[] centers, int power) : RowAccumulator
    {
        private readonly CellTable[] tables = [new CellTable(layout, 1, 1)];

        protected override ReadOnlySpan<CellTable> Tables => tables;

        public double Sum(int slot) => tables[0].Sums(slot)[0];

        public override RowAccumulator Fresh() => new Deviations(column, layout, centers, power);

        public override void Add(int start, int count)
        {
            for (var axis = -1; axis < layout.Axes.Count; axis++)
            {
                var codes = axis < 0 ? default : layout.Axes[axis].Codes.AsSpan(start, count);
                var first = axis < 0 ? 0 : layout.FirstSlot(axis) + 1;
                var sums = tables[0].AllSums;
                for (var i = 0; i < count; i++)
                {
                    if (column.IsMissing(start + i))
                    {
                        continue;
                    }

                    var slot = codes.IsEmpty ? 0 : first + codes[i];
                    var distance = column.Values[start + i] - centers[slot];
                    sums[slot] += column.Weight(start + i) * (power == 1 ? distance : distance * distance);
                }
            }
        }
    }
}

/// <summary>A column whose spread is measured.</summary>
/// <param name="Values">By row.</param>
/// <param name="Weights">By row; null: 1.</param>
/// <param name="SkipsMissing">Whether NaN stands for a row without a value; otherwise it makes its slices NaN.</param>
internal sealed record SpreadColumn(double[] Values, double[]? Weights, bool SkipsMissing)
{
    /// <summary>Whether a row has no value.</summary>
    public bool IsMissing(int row) => SkipsMissing && double.IsNaN(Values[row]);

    /// <summary>Weight of a row; 0 where it has no value.</summary>
    public double Weight(int row) => IsMissing(row) ? 0 : Weights is null ? 1 : Weights[row];
}
