using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Regression;

/// <summary>Mean of the truth and squared deviation from it, by slice, in two passes: the mean first. Sums are taken from one
/// of the slice's own values, so that a constant truth has exactly itself as mean and exactly 0 as deviation.</summary>
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

    /// <summary>Measures all slices.</summary>
    public static TruthSpread Measure(MetricInput input, SliceLayout layout, Support support, int threads, CancellationToken cancellationToken)
    {
        var means = FirstValues(input, layout);
        var distances = new Deviations(input, layout, means, 1);
        RowPass.Run([distances], input.Rows, threads, cancellationToken);
        for (var slot = 0; slot < means.Length; slot++)
        {
            means[slot] += distances.Sum(slot) / support.Weight(slot);
        }

        var squares = new Deviations(input, layout, means, 2);
        RowPass.Run([squares], input.Rows, threads, cancellationToken);
        var deviations = new double[means.Length];
        for (var slot = 0; slot < means.Length; slot++)
        {
            deviations[slot] = squares.Sum(slot);
        }

        return new TruthSpread(means, deviations);
    }

    /// <summary>The first true value of each slice that has weight.</summary>
    private static double[] FirstValues(MetricInput input, SliceLayout layout)
    {
        var first = new double[layout.Slots];
        var isSet = new bool[layout.Slots];
        for (var axis = -1; axis < layout.Axes.Count; axis++)
        {
            var open = axis < 0 ? 1 : layout.SlotsOf(axis);
            for (var row = 0; row < input.Rows && open > 0; row++)
            {
                var slot = axis < 0 ? 0 : layout.FirstSlot(axis) + 1 + layout.Axes[axis].Codes[row];
                if (!isSet[slot] && (input.Weights is null || input.Weights[row] > 0))
                {
                    isSet[slot] = true;
                    first[slot] = input.TrueValues![row];
                    open--;
                }
            }
        }

        return first;
    }

    /// <summary>Σ weight × (truth − centre of the slice) to a power of 1 or 2.</summary>
    private sealed class Deviations(MetricInput input, SliceLayout layout, double[] centers, int power) : RowAccumulator
    {
        private readonly CellTable[] tables = [new CellTable(layout, 1, 1)];

        protected override ReadOnlySpan<CellTable> Tables => tables;

        public double Sum(int slot) => tables[0].Sums(slot)[0];

        public override RowAccumulator Fresh() => new Deviations(input, layout, centers, power);

        public override void Add(int start, int count)
        {
            for (var axis = -1; axis < layout.Axes.Count; axis++)
            {
                var codes = axis < 0 ? default : layout.Axes[axis].Codes.AsSpan(start, count);
                var first = axis < 0 ? 0 : layout.FirstSlot(axis) + 1;
                var sums = tables[0].AllSums;
                for (var i = 0; i < count; i++)
                {
                    var slot = codes.IsEmpty ? 0 : first + codes[i];
                    var weight = input.Weights is null ? 1 : input.Weights[start + i];
                    var distance = input.TrueValues![start + i] - centers[slot];
                    sums[slot] += weight * (power == 1 ? distance : distance * distance);
                }
            }
        }
    }
}
