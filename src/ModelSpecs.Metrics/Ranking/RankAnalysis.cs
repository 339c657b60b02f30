using System.Numerics;
using System.Runtime.CompilerServices;
using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Ranking;

/// <summary>Areas under the curves of every slice: scores are sorted once a target, then each axis is swept once.</summary>
internal sealed class RankAnalysis
{
    private readonly MetricInput input;
    private readonly double[] scores;
    private readonly SliceLayout layout;
    private readonly int threads;
    private readonly CancellationToken cancellationToken;
    private readonly ScoreOrder.SortBuffers buffers = new();
    private readonly List<List<AxisField>> plan;
    private readonly RowWords? onlyWords;
    private readonly bool allFinite;

    /// <summary>Prepares the rows; <paramref name="input"/> has scores.</summary>
    public RankAnalysis(MetricInput input, SliceLayout layout, int threads, CancellationToken cancellationToken)
    {
        this.input = input;
        this.layout = layout;
        this.threads = threads;
        this.cancellationToken = cancellationToken;
        scores = input.Scores!;
        allFinite = AllFinite(scores);
        plan = RowWords.Plan(layout, input.ClassCount);
        onlyWords = plan.Count == 1 ? RowWords.Pack(input, layout, plan[0], threads, cancellationToken) : null;
    }

    /// <summary>Areas of a target.</summary>
    public RankAreas Run(RankTarget target) => Run(target, []);

    /// <summary>Areas of a target, and the points on it.</summary>
    /// <param name="target">What is ranked.</param>
    /// <param name="points">Filled; all of this target.</param>
    public RankAreas Run(RankTarget target, IReadOnlyList<RankPointValues> points)
    {
        var areas = new RankAreas(target, layout.Slots);
        switch (target.Kind)
        {
            case RankKind.OneVersusRest:
                SweepRest(target.Class, areas, points);
                break;
            case RankKind.Pooled:
                SweepPooled(areas);
                break;
            default:
                SweepPairs(areas);
                break;
        }

        MarkNotFinite([areas.RocAuc, areas.RocAucBySupport, areas.AveragePrecision, .. points.Select(point => point.Values)]);
        return areas;
    }

    /// <summary>Rows by a class's score, highest first; that of a binary task's positive class is kept, since its areas, intervals, thresholds and curves all read it.</summary>
    public uint[] OrderOf(int ofClass)
    {
        if (input.Task != MetricTask.Binary || ofClass != 1)
        {
            return ScoreOrder.Of(Column(ofClass), buffers, threads, cancellationToken);
        }

        return input.PositiveOrder ??= ScoreOrder.Of(Column(ofClass), buffers, threads, cancellationToken);
    }

    /// <summary>Hands out the words of all axes in score order, as many axes at a time as share a word.</summary>
    public void ForEachPlane(int ofClass, uint[] order, Action<RowWords, ReadOnlyMemory<ulong>> use)
    {
        foreach (var fields in plan)
        {
            var words = onlyWords ?? RowWords.Pack(input, layout, fields, threads, cancellationToken);
            var sorted = buffers.First(order.Length).AsMemory(0, order.Length);
            Gather(order.Length, (start, end) => GatherRest(words, order.AsSpan(start..end), ofClass, sorted.Span[start..end]));
            use(words, sorted);
        }
    }

    /// <summary>Slots of an axis in a word.</summary>
    public (int Start, int Length) Slots(AxisField field) =>
        field.Axis < 0 ? (0, 1) : (layout.FirstSlot(field.Axis), layout.SlotsOf(field.Axis));

    private ScoreColumn Column(int ofClass) => input.Task == MetricTask.Binary
        ? new ScoreColumn(scores, 0, 1, input.Rows, lowestFirst: ofClass == 0)
        : new ScoreColumn(scores, ofClass, input.ClassCount, input.Rows, lowestFirst: false);

    private void SweepRest(int ofClass, RankAreas areas, IReadOnlyList<RankPointValues> points)
    {
        var order = OrderOf(ofClass);
        var weights = GatherWeights(order, 1);
        ForEachPlane(ofClass, order, (words, sorted) => Sweep(words, sorted, weights, areas, points));
    }

    private void SweepPooled(RankAreas areas)
    {
        var classes = input.ClassCount;
        var all = new ScoreColumn(scores, 0, 1, input.Rows * classes, lowestFirst: false);
        var order = ScoreOrder.Of(all, buffers, threads, cancellationToken);
        foreach (var fields in plan)
        {
            var words = onlyWords ?? RowWords.Pack(input, layout, fields, threads, cancellationToken);
            var sorted = buffers.First(order.Length).AsMemory(0, order.Length);
            Gather(order.Length, (start, end) => GatherPooled(words, order.AsSpan(start..end), classes, sorted.Span[start..end]));
            Sweep(words, sorted, GatherWeights(order, classes), areas, []);
        }
    }

    private void SweepPairs(RankAreas areas)
    {
        var pairs = new PairSums(input.ClassCount, layout.Slots);
        for (var first = 0; first < input.ClassCount; first++)
        {
            var order = OrderOf(first);
            var weights = GatherWeights(order, 1);
            var positive = first;
            ForEachPlane(first, order, (words, sorted) => Workers.Run(
                threads,
                words.Fields.Count,
                f =>
                {
                    var field = words.Fields[f];
                    var slots = Slots(field);
                    var sweep = new PairSweep(input.ClassCount, positive, slots.Length);
                    sweep.Run(sorted.Span, weights, words, field);
                    pairs.Add(sweep, slots.Start);
                },
                cancellationToken));
        }

        pairs.WriteMeans(areas);
    }

    private void Sweep(
        RowWords words, ReadOnlyMemory<ulong> sorted, double[]? weights, RankAreas areas, IReadOnlyList<RankPointValues> points) =>
        Workers.Run(
            threads,
            words.Fields.Count,
            f =>
            {
                var field = words.Fields[f];
                var slots = Slots(field);
                var states = new RankState[slots.Length];
                if (weights is null)
                {
                    RankSweep.Run(sorted.Span, field.Shift, field.Mask, states);
                }
                else
                {
                    RankSweep.Run(sorted.Span, weights, field.Shift, field.Mask, states);
                }

                for (var i = 0; i < states.Length; i++)
                {
                    areas.RocAuc[slots.Start + i] = states[i].RocAuc;
                    areas.AveragePrecision[slots.Start + i] = states[i].AveragePrecision;
                    if (weights is null)
                    {
                        areas.RocAucVariance[slots.Start + i] = states[i].RocAucVariance;
                    }
                }

                if (points.Count > 0)
                {
                    SweepPoints(sorted.Span, weights, field, states, slots.Start, points);
                }
            },
            cancellationToken);

    private static void SweepPoints(
        ReadOnlySpan<ulong> sorted, double[]? weights, AxisField field, RankState[] totals, int firstSlot, IReadOnlyList<RankPointValues> points)
    {
        var sweep = new PointSweep([.. points.Select(values => values.Point)], totals);
        sweep.Run(sorted, weights, field);
        for (var point = 0; point < points.Count; point++)
        {
            for (var slot = 0; slot < totals.Length; slot++)
            {
                points[point].Values[firstSlot + slot] = sweep.Value(slot, point);
            }
        }
    }

    private void Gather(int length, Action<int, int> gather)
    {
        var lanes = (int)(((long)length + RowPass.LaneRows - 1) / RowPass.LaneRows);
        Workers.Run(
            threads,
            lanes,
            lane => gather(lane * RowPass.LaneRows, (int)Math.Min(length, ((long)lane + 1) * RowPass.LaneRows)),
            cancellationToken);
    }

    private double[]? GatherWeights(uint[] order, int entriesPerRow)
    {
        if (input.Weights is not { } weights)
        {
            return null;
        }

        var sorted = GC.AllocateUninitializedArray<double>(order.Length);
        Gather(order.Length, (start, end) => GatherWeights(weights, order.AsSpan(start..end), (uint)entriesPerRow, sorted.AsSpan(start..end)));
        return sorted;
    }

    private static void GatherWeights(double[] weights, ReadOnlySpan<uint> order, uint entriesPerRow, Span<double> sorted)
    {
        sorted = sorted[..order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            sorted[i] = weights[(order[i] & ~ScoreOrder.StartsRun) / entriesPerRow];
        }
    }

    private static void GatherRest(RowWords words, ReadOnlySpan<uint> order, int ofClass, Span<ulong> sorted)
    {
        var byRow = words.Words;
        sorted = sorted[..order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            var entry = order[i];
            var word = byRow[entry & ~ScoreOrder.StartsRun];
            sorted[i] = word | (entry >> 31) | (words.Truth(word) == ofClass ? RowWords.IsPositive : 0);
        }
    }

    private static void GatherPooled(RowWords words, ReadOnlySpan<uint> order, int classes, Span<ulong> sorted)
    {
        var byRow = words.Words;
        sorted = sorted[..order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            var (row, ofClass) = Math.DivRem(order[i] & ~ScoreOrder.StartsRun, (uint)classes);
            var word = byRow[row];
            sorted[i] = word | (order[i] >> 31) | (words.Truth(word) == (int)ofClass ? RowWords.IsPositive : 0);
        }
    }

    /// <summary>The caller has refused such scores; if one gets here all the same, its slices have no value rather than a wrong one.</summary>
    private void MarkNotFinite(double[][] values)
    {
        if (allFinite)
        {
            return;
        }

        var width = scores.Length / input.Rows;
        for (var i = 0; i < scores.Length; i++)
        {
            if (double.IsFinite(scores[i]))
            {
                continue;
            }

            Mark(0, values);
            for (var axis = 0; axis < layout.Axes.Count; axis++)
            {
                Mark(layout.FirstSlot(axis) + 1 + layout.Axes[axis].Codes[i / width], values);
            }
        }
    }

    internal static bool AllFinite(ReadOnlySpan<double> values)
    {
        // Zero times a number that is not finite is NaN, and NaN stays in a sum.
        var sum = Vector<double>.Zero;
        while (values.Length >= Vector<double>.Count)
        {
            sum += new Vector<double>(values) * 0.0;
            values = values[Vector<double>.Count..];
        }

        var rest = Vector.Sum(sum);
        foreach (var value in values)
        {
            rest += value * 0.0;
        }

        return rest == 0;
    }

    private static void Mark(int slot, double[][] values)
    {
        foreach (var ofSlots in values)
        {
            ofSlots[slot] = double.NaN;
        }
    }
}
