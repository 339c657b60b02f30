using System.Runtime.CompilerServices;
using ModelSpecs.Metrics.Ranking;

namespace ModelSpecs.Metrics.Curves;

/// <summary>Draws the curves of every group of an axis in one walk from the best score down.</summary>
internal sealed class CurveSweep
{
    private readonly ScoreBins bins;
    private readonly bool skipsFirst;
    private readonly State[] states;
    private readonly Polyline[] rocs;
    private readonly Polyline[] precisions;
    private readonly double[] histogram;

    /// <summary>An empty sweep.</summary>
    /// <param name="bins">Bins of the histograms.</param>
    /// <param name="slots">Groups of the axis + 1.</param>
    /// <param name="skipsFirst">Whether the first slot is that of rows in no group, which nobody draws.</param>
    public CurveSweep(ScoreBins bins, int slots, bool skipsFirst)
    {
        this.bins = bins;
        this.skipsFirst = skipsFirst;
        states = new State[slots];
        rocs = [.. Enumerable.Range(0, slots).Select(_ => new Polyline())];
        precisions = [.. Enumerable.Range(0, slots).Select(_ => new Polyline())];
        histogram = new double[slots * bins.Ends.Length * 2];
    }

    /// <summary>Sweeps all rows.</summary>
    /// <param name="sorted">Words in score order.</param>
    /// <param name="weights">Weights in the same order; empty: 1.</param>
    /// <param name="field">Where the axis stands in a word.</param>
    public void Run(ReadOnlySpan<ulong> sorted, ReadOnlySpan<double> weights, AxisField field)
    {
        // The histogram comes first: its sums are the totals that the rates are shares of.
        Count(sorted, weights, field);
        for (var slot = 0; slot < states.Length; slot++)
        {
            ref var state = ref states[slot];
            state.PerPositive = state.AllPositives > 0 ? 1 / state.AllPositives : 0;
            state.PerNegative = state.AllNegatives > 0 ? 1 / state.AllNegatives : 0;
            state.KeptPrecision = double.PositiveInfinity;
            state.LastPosition = -1;
            rocs[slot].Begin(new LinePoint(0, 0, -1));
        }

        Draw(sorted, weights, field);
        for (var slot = 0; slot < states.Length; slot++)
        {
            Settle(slot);
        }
    }

    /// <summary>The curves of a slot.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="scoreAt">Score at a place of the order.</param>
    public ScoreCurves Curves(int slot, Func<int, double> scoreAt)
    {
        ref var state = ref states[slot];
        var skipped = slot == 0 && skipsFirst;
        var count = bins.Ends.Length;
        var cells = histogram.AsSpan(slot * count * 2, count * 2);
        return new ScoreCurves(
            skipped || !(state.AllPositives > 0) || !(state.AllNegatives > 0) ? [] : Points(rocs[slot], LastRoc(state), state.RocArea * state.PerPositive * state.PerNegative / 2),
            skipped || !(state.AllPositives > 0) ? [] : Points(precisions[slot], LastPrecision(state), state.PrecisionArea * state.PerPositive / 2),
            new ScoreHistogram(bins.Low, bins.High, Side(cells, 0), Side(cells, 1)));

        CurvePoint[] Points(Polyline line, LinePoint last, double area) =>
            [.. line.Thinned(SliceCurves.MostPoints, last, area).Select(point => new CurvePoint(point.At < 0 ? double.PositiveInfinity : scoreAt(point.At), point.X, point.Y))];
    }

    // Bins are met from the highest down and written from the lowest up.
    private static double[] Side(ReadOnlySpan<double> cells, int side)
    {
        var counts = new double[cells.Length / 2];
        for (var bin = 0; bin < counts.Length; bin++)
        {
            counts[bin] = cells[(2 * (counts.Length - 1 - bin)) + side];
        }

        return counts;
    }

    private void Count(ReadOnlySpan<ulong> sorted, ReadOnlySpan<double> weights, AxisField field)
    {
        var (position, width) = (0, bins.Ends.Length * 2);
        for (var bin = 0; bin < bins.Ends.Length; bin++)
        {
            for (; position < bins.Ends[bin]; position++)
            {
                var word = sorted[position];
                var slot = (int)((word >> field.Shift) & field.Mask);
                histogram[(slot * width) + (2 * bin) + (int)((word >> RowWords.PositiveShift) & 1)] += weights.IsEmpty ? 1 : weights[position];
            }
        }

        for (var slot = 0; slot < states.Length; slot++)
        {
            for (var cell = slot * width; cell < (slot + 1) * width; cell += 2)
            {
                states[slot].AllNegatives += histogram[cell];
                states[slot].AllPositives += histogram[cell + 1];
            }
        }
    }

    private void Draw(ReadOnlySpan<ulong> sorted, ReadOnlySpan<double> weights, AxisField field)
    {
        var run = 0L;
        for (var i = 0; i < sorted.Length; i++)
        {
            var word = sorted[i];
            run += (long)(word & RowWords.StartsRun);
            var slot = (int)((word >> field.Shift) & field.Mask);
            if (slot == 0 && skipsFirst)
            {
                continue;
            }

            ref var state = ref states[slot];
            if (state.Run != run)
            {
                Settle(slot);
                state.Run = run;
                state.Position = i;
            }

            var weight = weights.IsEmpty ? 1 : weights[i];
            var positive = ((word >> RowWords.PositiveShift) & 1) * weight;
            state.Positives += positive;
            state.Negatives += weight - positive;
        }
    }

    /// <summary>Makes the open tie the lowest threshold so far. Nearly every row passes here, and nearly none is kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Settle(int slot)
    {
        ref var state = ref states[slot];
        var predicted = state.Positives + state.Negatives;
        if (state.Run == 0 || !(predicted > 0))
        {
            return;
        }

        var precision = state.Positives / predicted;
        var gain = state.Positives - state.LastPositives;
        state.RocArea += (state.Negatives - state.LastNegatives) * (state.Positives + state.LastPositives);
        state.PrecisionArea += gain * (precision + state.LastPrecision);
        var recall = state.Positives * state.PerPositive;
        if (recall - state.RocRecall + ((state.Negatives * state.PerNegative) - state.RocFpr) >= Polyline.Step)
        {
            KeepRoc(slot, recall);
        }

        if (recall - state.KeptRecall + Math.Abs(precision - state.KeptPrecision) >= Polyline.Step)
        {
            KeepPrecision(slot, recall, precision);
        }

        state.LastPositives = state.Positives;
        state.LastNegatives = state.Negatives;
        state.LastPrecision = precision;
        state.LastPosition = state.Position;
    }

    private void KeepRoc(int slot, double recall)
    {
        ref var state = ref states[slot];
        var fpr = state.Negatives * state.PerNegative;
        rocs[slot].Keep(LastRoc(state), new LinePoint(fpr, recall, state.Position));
        (state.RocFpr, state.RocRecall) = (fpr, recall);
    }

    private void KeepPrecision(int slot, double recall, double precision)
    {
        ref var state = ref states[slot];
        if (double.IsInfinity(state.KeptPrecision))
        {
            // The line begins here: what it has gained so far lies to its left.
            state.PrecisionArea = 0;
            precisions[slot].Begin(new LinePoint(recall, precision, state.Position));
        }
        else
        {
            precisions[slot].Keep(LastPrecision(state), new LinePoint(recall, precision, state.Position));
        }

        (state.KeptRecall, state.KeptPrecision) = (recall, precision);
    }

    private static LinePoint LastRoc(in State state) => new(state.LastNegatives * state.PerNegative, state.LastPositives * state.PerPositive, state.LastPosition);

    private static LinePoint LastPrecision(in State state) => new(state.LastPositives * state.PerPositive, state.LastPrecision, state.LastPosition);

    private struct State
    {
        public double Positives;
        public double Negatives;
        public long Run;
        public int Position;
        public int LastPosition;
        public double LastPositives;
        public double LastNegatives;
        public double LastPrecision;
        public double RocFpr;
        public double RocRecall;
        public double KeptRecall;
        public double KeptPrecision;
        public double RocArea;
        public double PrecisionArea;
        public double PerPositive;
        public double PerNegative;
        public double AllPositives;
        public double AllNegatives;
    }
}
