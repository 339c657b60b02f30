using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Paired;

/// <summary>A row's loss now and then, whose means, or the roots of whose means, are compared.</summary>
internal sealed class PairedMeans
{
    /// <summary>Above this many rows the mean of the changes is taken for normal, at the cost of one pass for all slices; below it is resampled.</summary>
    public const int FewRows = RowResampler.MostUnits;

    private readonly double[] change;
    private readonly double[] before;
    private readonly bool isRoot;
    private readonly ChangeSums? sums;

    private PairedMeans(double[] change, double[] before, bool isRoot, ChangeSums? sums)
    {
        this.change = change;
        this.before = before;
        this.isRoot = isRoot;
        this.sums = sums;
    }

    /// <summary>Fills the columns, and sums what large slices need.</summary>
    public static PairedMeans Measure(
        MetricInput now, MetricInput then, SliceLayout layout, RowColumn column, bool isRoot, bool hasLargeSlices, int threads, CancellationToken cancellationToken)
    {
        var change = GC.AllocateUninitializedArray<double>(now.Rows);
        var before = GC.AllocateUninitializedArray<double>(now.Rows);
        Workers.Run(
            threads,
            (now.Rows + RowPass.BlockRows - 1) / RowPass.BlockRows,
            block =>
            {
                var start = block * RowPass.BlockRows;
                var ofBlock = change.AsSpan(start, Math.Min(RowPass.BlockRows, change.Length - start));
                var old = before.AsSpan(start, ofBlock.Length);
                column.Fill(now, start, ofBlock);
                column.Fill(then, start, old);
                for (var i = 0; i < ofBlock.Length; i++)
                {
                    ofBlock[i] -= old[i];
                }
            },
            cancellationToken);

        ChangeSums? sums = null;
        if (hasLargeSlices)
        {
            sums = new ChangeSums(change, before, layout);
            RowPass.Run([sums], now.Rows, threads, cancellationToken);
        }

        return new PairedMeans(change, before, isRoot, sums);
    }

    /// <summary>The estimate of a large slice, from the sums.</summary>
    public Estimate Large(int slot, double value, long rows)
    {
        var (d, dd, b, bb, db) = sums!.Of(slot);
        double n = rows;
        var (meanChange, meanBefore) = (d / n, b / n);
        var variance = Math.Max(0, (dd / n) - (meanChange * meanChange));
        if (isRoot)
        {
            // √now − √then, to first order: each row's change over 2√now, and its loss before times the difference of the two slopes.
            var (slopeNow, slopeThen) = (0.5 / Math.Sqrt(meanBefore + meanChange), 0.5 / Math.Sqrt(meanBefore));
            var drift = slopeNow - slopeThen;
            variance = (slopeNow * slopeNow * variance)
                + (2 * slopeNow * drift * ((db / n) - (meanChange * meanBefore)))
                + (drift * drift * Math.Max(0, (bb / n) - (meanBefore * meanBefore)));
        }

        var error = Math.Sqrt(variance / (n - 1));
        return error > 0 && double.IsFinite(error) ? new PairedMeanEstimate(value, rows, error) : new BareEstimate(value, rows, "every row's loss changed alike");
    }

    /// <summary>Replicates of a small slice: the draws that <see cref="RowResampler"/> makes.</summary>
    public double[] Small(ReadOnlySpan<int> rows, int replicates, ulong seed)
    {
        var (ofChange, ofBefore) = (new double[rows.Length], new double[rows.Length]);
        for (var i = 0; i < rows.Length; i++)
        {
            (ofChange[i], ofBefore[i]) = (change[rows[i]], before[rows[i]]);
        }

        var random = new RandomStream(seed, RowResampler.Purpose);
        var values = new double[replicates];
        for (var replicate = 0; replicate < replicates; replicate++)
        {
            double changed = 0, old = 0;
            for (var draw = 0; draw < ofChange.Length; draw++)
            {
                var row = random.NextIndex(ofChange.Length);
                changed += ofChange[row];
                old += ofBefore[row];
            }

            changed /= ofChange.Length;
            old /= ofChange.Length;
            values[replicate] = isRoot ? Math.Sqrt(Math.Max(0, old + changed)) - Math.Sqrt(old) : changed;
        }

        return values;
    }

    /// <summary>Sums of the change d, of the loss before b, and of d², b² and d·b.</summary>
    private sealed class ChangeSums(double[] change, double[] before, SliceLayout layout) : RowAccumulator
    {
        private const int Width = 5;

        private static readonly int[] OneCell = new int[RowPass.BlockRows];

        private readonly CellTable[] tables = [new CellTable(layout, 1, Width)];
        private readonly double[] values = new double[Width * RowPass.BlockRows];

        /// <inheritdoc/>
        protected override ReadOnlySpan<CellTable> Tables => tables;

        public (double Change, double Squares, double Before, double SquaresBefore, double Products) Of(int slot)
        {
            var sums = tables[0].Sums(slot);
            return (sums[0], sums[1], sums[2], sums[3], sums[4]);
        }

        /// <inheritdoc/>
        public override RowAccumulator Fresh() => new ChangeSums(change, before, layout);

        /// <inheritdoc/>
        public override void Add(int start, int count)
        {
            for (var i = 0; i < count; i++)
            {
                var (d, b) = (change[start + i], before[start + i]);
                var row = values.AsSpan(Width * i, Width);
                (row[0], row[1], row[2], row[3], row[4]) = (d, d * d, b, b * b, d * b);
            }

            tables[0].Add(start, OneCell.AsSpan(0, count), values.AsSpan(0, Width * count));
        }
    }
}
