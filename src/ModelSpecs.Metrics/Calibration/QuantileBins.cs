using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Ranking;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Calibration;

/// <summary>Bins of equal count, laid by each slice's own confidences as <c>sklearn.calibration.calibration_curve</c> lays
/// them: the k-th of B − 1 inner edges is the k/B quantile, and ties stay together. The quantile at position (n − 1)·k/B lies
/// between two neighbours in order and parts the rows where the lower one does, so that a row's bin follows from the number of
/// rows below it. With weights, n is the weight and 1 the weight of a row: 1 where all weights are whole numbers, which are
/// then repetitions, and the mean weight otherwise, so that their scale does not matter.</summary>
internal static class QuantileBins
{
    /// <summary>Fills the bins of all slices.</summary>
    public static void Fill(
        CalibrationBins target, MetricInput input, SliceLayout layout, int threads, CancellationToken cancellationToken)
    {
        var confidence = new double[input.Rows];
        for (var start = 0; start < input.Rows; start += RowPass.BlockRows)
        {
            Confidence.Fill(input, target.Bins.Class, start, confidence.AsSpan(start, Math.Min(RowPass.BlockRows, input.Rows - start)));
        }

        var column = new ScoreColumn(confidence, 0, 1, input.Rows, lowestFirst: true);
        var order = ScoreOrder.Of(column, new ScoreOrder.SortBuffers(), threads, cancellationToken);
        Workers.Run(
            threads,
            layout.Axes.Count + 1,
            axis =>
            {
                var codes = axis == 0 ? null : layout.Axes[axis - 1].Codes;
                var first = axis == 0 ? 0 : layout.FirstSlot(axis - 1);
                var slots = axis == 0 ? 1 : layout.SlotsOf(axis - 1);
                new Sweep(target, target.Bins.Bins, input, confidence, codes, first, slots).Run(order);
            },
            cancellationToken);
    }

    private sealed class Sweep(
        CalibrationBins target, int bins, MetricInput input, double[] confidence, int[]? codes, int first, int slots)
    {
        private readonly double[] span = new double[slots];
        private readonly double[] below = new double[slots];
        private readonly double[] tied = new double[slots];

        public void Run(uint[] order)
        {
            Measure();
            var start = 0;
            while (start < order.Length)
            {
                var end = start;
                do
                {
                    var row = (int)(order[end] & ~ScoreOrder.StartsRun);
                    var slot = Slot(row);
                    var weight = Weight(row);
                    target.Add(first + slot, Bin(slot), confidence[row], Confidence.IsHit(input, target.Bins.Class, row), weight);
                    tied[slot] += weight;
                    end++;
                }
                while (end < order.Length && order[end] < ScoreOrder.StartsRun);

                for (; start < end; start++)
                {
                    var slot = Slot((int)(order[start] & ~ScoreOrder.StartsRun));
                    below[slot] += tied[slot];
                    tied[slot] = 0;
                }
            }
        }

        private int Slot(int row) => codes is null ? 0 : codes[row] + 1;

        private double Weight(int row) => input.Weights is null ? 1 : input.Weights[row];

        /// <summary>Weight of each slice less that of one row: the distance between its first and its last.</summary>
        private void Measure()
        {
            var rows = new long[slots];
            var areWhole = new bool[slots];
            Array.Fill(areWhole, true);
            for (var row = 0; row < input.Rows; row++)
            {
                var weight = Weight(row);
                var slot = Slot(row);
                span[slot] += weight;
                rows[slot] += weight > 0 ? 1 : 0;
                areWhole[slot] &= double.IsInteger(weight);
            }

            for (var slot = 0; slot < slots; slot++)
            {
                span[slot] -= areWhole[slot] ? 1 : span[slot] / rows[slot];
            }
        }

        /// <summary>The number of inner edges below a row: those k with k · span / B under the weight below it.</summary>
        private int Bin(int slot)
        {
            if (below[slot] == 0)
            {
                return 0;
            }

            var edges = Math.Ceiling(below[slot] * bins / span[slot]) - 1;
            return (int)Math.Clamp(edges, 0, bins - 1);
        }
    }
}
