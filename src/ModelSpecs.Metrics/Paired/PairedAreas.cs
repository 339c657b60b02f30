using System.Runtime.CompilerServices;
using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Ranking;
using ModelSpecs.Metrics.Slices;
using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Paired;

/// <summary>Both areas of every slice with the variance of their difference (DeLong 1988): each side's scores are sorted once, then every axis is swept once a side for the
/// placement of each row among the other class of its own slice. All sums are whole numbers: no digit depends on the order of rows.</summary>
internal sealed class PairedAreas
{
    private readonly SliceLayout layout;
    private readonly bool[] isPositive;
    private readonly DeLongPair?[] pairs;

    private PairedAreas(SliceLayout layout, bool[] isPositive)
    {
        this.layout = layout;
        this.isPositive = isPositive;
        pairs = new DeLongPair?[layout.Slots];
    }

    /// <summary>Measures the areas of a class, or a label, against the rest on some axes; −1: the whole set. Null where a side has fewer than two rows, or the slice was not asked
    /// for.</summary>
    public static DeLongPair?[] Measure(MetricInput now, MetricInput then, int ofClass, SliceLayout layout, int[] axes, int threads, CancellationToken cancellationToken)
    {
        var buffers = new ScoreOrder.SortBuffers();
        var orderNow = ScoreOrder.Of(Column(now, ofClass), buffers, threads, cancellationToken);
        var orderThen = ScoreOrder.Of(Column(then, ofClass), buffers, threads, cancellationToken);
        var areas = new PairedAreas(layout, Positives(now, ofClass));
        Workers.Run(threads, axes.Length, item => areas.MeasureAxis(axes[item], orderNow, orderThen), cancellationToken);
        return areas.pairs;
    }

    private static ScoreColumn Column(MetricInput input, int ofClass) => input.Task == MetricTask.Binary
        ? new ScoreColumn(input.Scores!, 0, 1, input.Rows, lowestFirst: ofClass == 0)
        : new ScoreColumn(input.Scores!, ofClass, input.ClassCount, input.Rows, lowestFirst: false);

    private static bool[] Positives(MetricInput input, int ofClass)
    {
        var (truth, positives) = (input.Truth!, new bool[input.Rows]);
        for (var row = 0; row < positives.Length; row++)
        {
            positives[row] = input.Task == MetricTask.Multilabel ? truth[(row * input.ClassCount) + ofClass] == 1 : truth[row] == ofClass;
        }

        return positives;
    }

    private void MeasureAxis(int axis, uint[] orderNow, uint[] orderThen)
    {
        var (first, slots, codes) = axis < 0 ? (0, 1, null) : (layout.FirstSlot(axis), layout.SlotsOf(axis), layout.Axes[axis].Codes);
        var sides = new Side[slots];
        for (var row = 0; row < isPositive.Length; row++)
        {
            ref var side = ref sides[Slot(codes, row)];
            (side.Positives, side.Negatives) = isPositive[row] ? (side.Positives + 1, side.Negatives) : (side.Positives, side.Negatives + 1);
        }

        var placedNow = Place(orderNow, codes, sides);
        var placedThen = Place(orderThen, codes, sides);
        var sums = new PlacementPairs[2 * slots];
        for (var row = 0; row < isPositive.Length; row++)
        {
            sums[(2 * Slot(codes, row)) + (isPositive[row] ? 1 : 0)].Add(placedNow[row], placedThen[row]);
        }

        for (var slot = 0; slot < slots; slot++)
        {
            if (sides[slot].Positives > 1 && sides[slot].Negatives > 1)
            {
                pairs[first + slot] = Pair(sums[(2 * slot) + 1], sums[2 * slot], sides[slot].Positives, sides[slot].Negatives);
            }
        }
    }

    private static DeLongPair Pair(PlacementPairs ofPositives, PlacementPairs ofNegatives, long positives, long negatives)
    {
        DeLongResult Area(ulong sum, double fromPositives, double fromNegatives) =>
            new(sum / (2.0 * positives * negatives), fromPositives + fromNegatives, (int)positives, (int)negatives);

        return new DeLongPair(
            Area(ofPositives.Now, ofPositives.VarianceNow(positives, negatives), ofNegatives.VarianceNow(negatives, positives)),
            Area(ofPositives.Then, ofPositives.VarianceThen(positives, negatives), ofNegatives.VarianceThen(negatives, positives)),
            ofPositives.Covariance(positives, negatives) + ofNegatives.Covariance(negatives, positives))
        {
            OwnVariance = ofPositives.VarianceOfChange(positives, negatives) + ofNegatives.VarianceOfChange(negatives, positives),
        };
    }

    /// <summary>Twice the rows of the other class that a positive beats, or that beat a negative, plus its ties, by row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private uint[] Place(uint[] order, int[]? codes, Side[] sides)
    {
        var placed = GC.AllocateUninitializedArray<uint>(order.Length);
        foreach (ref var side in sides.AsSpan())
        {
            side = side with { PositivesAbove = 0, NegativesAbove = 0 };
        }

        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && order[end] < ScoreOrder.StartsRun)
            {
                end++;
            }

            // Ties of the run are counted before any of its rows is placed, and stand above the next run.
            for (var i = start; i < end; i++)
            {
                var row = (int)(order[i] & ~ScoreOrder.StartsRun);
                ref var side = ref sides[Slot(codes, row)];
                (side.PositivesHere, side.NegativesHere) = isPositive[row] ? (side.PositivesHere + 1, side.NegativesHere) : (side.PositivesHere, side.NegativesHere + 1);
            }

            for (var i = start; i < end; i++)
            {
                var row = (int)(order[i] & ~ScoreOrder.StartsRun);
                ref readonly var side = ref sides[Slot(codes, row)];
                placed[row] = (uint)(isPositive[row]
                    ? (2 * (side.Negatives - side.NegativesAbove)) - side.NegativesHere
                    : (2 * side.PositivesAbove) + side.PositivesHere);
            }

            for (var i = start; i < end; i++)
            {
                sides[Slot(codes, (int)(order[i] & ~ScoreOrder.StartsRun))].EndRun();
            }

            start = end;
        }

        return placed;
    }

    private static int Slot(int[]? codes, int row) => codes is null ? 0 : codes[row] + 1;

    private record struct Side(long Positives, long Negatives)
    {
        public long PositivesAbove;
        public long NegativesAbove;
        public long PositivesHere;
        public long NegativesHere;

        public void EndRun()
        {
            PositivesAbove += PositivesHere;
            NegativesAbove += NegativesHere;
            PositivesHere = NegativesHere = 0;
        }
    }

    /// <summary>Sums over the rows of one class of one slice.</summary>
    private struct PlacementPairs
    {
        public ulong Now;
        public ulong Then;
        private UInt128 squaresNow;
        private UInt128 squaresThen;
        private UInt128 products;

        public void Add(ulong now, ulong then)
        {
            Now += now;
            Then += then;
            squaresNow += now * now;
            squaresThen += then * then;
            products += now * then;
        }

        public readonly double VarianceNow(long count, long others) => Share((squaresNow * (ulong)count) - Math.BigMul(Now, Now), count, others);

        public readonly double VarianceThen(long count, long others) => Share((squaresThen * (ulong)count) - Math.BigMul(Then, Then), count, others);

        public readonly double Covariance(long count, long others)
        {
            var (own, cross) = (products * (ulong)count, Math.BigMul(Now, Then));
            return own >= cross ? Share(own - cross, count, others) : -Share(cross - own, count, others);
        }

        public readonly double VarianceOfChange(long count, long others)
        {
            var change = Now >= Then ? Now - Then : Then - Now;
            return Share(((squaresNow + squaresThen - (2 * products)) * (ulong)count) - Math.BigMul(change, change), count, others);
        }

        // n·Σd² − (Σd)² over n²(n − 1)·(2m)².
        private static double Share(UInt128 deviation, long count, long others) =>
            (double)deviation / ((double)count * count * (count - 1) * 4 * others * others);
    }
}
