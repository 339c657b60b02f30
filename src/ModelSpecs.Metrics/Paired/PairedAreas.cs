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
        var (first, slots) = axis < 0 ? (0, 1) : (layout.FirstSlot(axis), layout.SlotsOf(axis));
        var keys = Keys(axis < 0 ? null : layout.Axes[axis].Codes);
        var totals = new int[2 * slots];
        foreach (var key in keys)
        {
            totals[key]++;
        }

        var placedNow = Place(orderNow, keys, totals);
        var placedThen = Place(orderThen, keys, totals);
        var sums = new PlacementPairs[2 * slots];
        Sum(keys, placedNow, placedThen, sums);
        for (var slot = 0; slot < slots; slot++)
        {
            var (negatives, positives) = (totals[2 * slot], totals[(2 * slot) + 1]);
            if (positives > 1 && negatives > 1)
            {
                pairs[first + slot] = Pair(sums[(2 * slot) + 1], sums[2 * slot], positives, negatives);
            }
        }
    }

    // Twice the slot, and 1 for a positive: all that a sweep asks of a row, in one place.
    private int[] Keys(int[]? codes)
    {
        var keys = GC.AllocateUninitializedArray<int>(isPositive.Length);
        for (var row = 0; row < keys.Length; row++)
        {
            keys[row] = (codes is null ? 0 : 2 * (codes[row] + 1)) + (isPositive[row] ? 1 : 0);
        }

        return keys;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum(int[] keys, uint[] placedNow, uint[] placedThen, PlacementPairs[] sums)
    {
        for (var row = 0; row < keys.Length; row++)
        {
            sums[keys[row]].Add(placedNow[row], placedThen[row]);
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
    private static uint[] Place(uint[] order, int[] keys, int[] totals)
    {
        var placed = GC.AllocateUninitializedArray<uint>(order.Length);

        // Rows above and in the present run of ties, by key; a positive's opponents are those of the key below, a negative's those of the key above.
        var above = new int[totals.Length];
        var here = new int[totals.Length];
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && order[end] < ScoreOrder.StartsRun)
            {
                end++;
            }

            if (end == start + 1)
            {
                var row = order[start] & ~ScoreOrder.StartsRun;
                var key = keys[row];
                placed[row] = 2 * (uint)((key & 1) == 1 ? totals[key - 1] - above[key - 1] : above[key + 1]);
                above[key]++;
            }
            else
            {
                PlaceTies(order.AsSpan(start..end), keys, totals, above, here, placed);
            }

            start = end;
        }

        return placed;
    }

    // Ties are counted before any of their rows is placed, and stand above the next run.
    private static void PlaceTies(ReadOnlySpan<uint> run, int[] keys, int[] totals, int[] above, int[] here, uint[] placed)
    {
        foreach (var entry in run)
        {
            here[keys[entry & ~ScoreOrder.StartsRun]]++;
        }

        foreach (var entry in run)
        {
            var row = entry & ~ScoreOrder.StartsRun;
            var key = keys[row];
            placed[row] = (uint)((key & 1) == 1
                ? (2L * (totals[key - 1] - above[key - 1])) - here[key - 1]
                : (2L * above[key + 1]) + here[key + 1]);
        }

        foreach (var entry in run)
        {
            var key = keys[entry & ~ScoreOrder.StartsRun];
            above[key] += here[key];
            here[key] = 0;
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
