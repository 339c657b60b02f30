using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Calibration;
using ModelSpecs.Metrics.Ranking;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Intervals;

/// <summary>The runs of every slice of a binary task without weights: one sweep an axis down the scores that were sorted for the areas.</summary>
internal sealed class ScoreRuns
{
    /// <summary>Up to this many rows every distinct score is a run of its own: the replicates are those of the rows.</summary>
    public const int MostRuns = 1024;

    /// <summary>Runs of a larger slice. The error of its intervals is in docs/statistics.md.</summary>
    public const int RunsOfMany = 128;

    private readonly ScoreRunState[] states;
    private readonly int[][] binOfStretch;
    private readonly int[] bins;

    private ScoreRuns(ScoreRunState[] states, int[] bins, int[][] binOfStretch)
    {
        this.states = states;
        this.bins = bins;
        this.binOfStretch = binOfStretch;
    }

    /// <summary>A slice's runs, highest scores first.</summary>
    public ReadOnlySpan<ScoreRun> Of(int slot) => states[slot].Runs.AsSpan(0, states[slot].Count);

    /// <summary>Rows of a slice.</summary>
    public long RowsOf(int slot) => (long)states[slot].Rows;

    /// <summary>Calibration bin of each stretch, for uniform bins of a number that was asked for.</summary>
    public ReadOnlySpan<int> BinOfStretch(int binCount) => binOfStretch[Array.IndexOf(bins, binCount)];

    /// <summary>Measures the runs.</summary>
    /// <param name="tables">Outcomes, and the sorted scores.</param>
    /// <param name="axes">Axes to sweep; −1: the whole set.</param>
    /// <param name="bins">Numbers of uniform bins whose edges no run may cross.</param>
    /// <param name="areProbabilities">Whether losses are wanted.</param>
    /// <param name="threads">Most threads used.</param>
    /// <param name="cancellationToken">Stops between axes.</param>
    public static ScoreRuns Measure(SliceTables tables, IReadOnlySet<int> axes, int[] bins, bool areProbabilities, int threads, CancellationToken cancellationToken)
    {
        var layout = tables.Layout;
        var states = new ScoreRunState[layout.Slots];
        var ranks = tables.Ranks!;
        var order = ranks.OrderOf(1);
        var scores = GC.AllocateUninitializedArray<double>(order.Length);
        var losses = GC.AllocateUninitializedArray<double>(areProbabilities ? order.Length : 0);
        var lanes = (int)(((long)order.Length + RowPass.LaneRows - 1) / RowPass.LaneRows);
        Workers.Run(
            threads,
            lanes,
            lane =>
            {
                var start = lane * RowPass.LaneRows;
                var length = Math.Min(order.Length - start, RowPass.LaneRows);
                Gather(tables.Input, order.AsSpan(start, length), scores.AsSpan(start, length), areProbabilities ? losses.AsSpan(start, length) : default);
            },
            cancellationToken);
        var (starts, binOfStretch) = Stretches(scores, bins);
        ranks.ForEachPlane(1, order, (words, sorted) => Workers.Run(
            threads,
            words.Fields.Count,
            f =>
            {
                var field = words.Fields[f];
                if (!axes.Contains(field.Axis))
                {
                    return;
                }

                var (first, count) = ranks.Slots(field);
                var span = states.AsSpan(first, count);
                for (var i = 0; i < count; i++)
                {
                    var positives = tables.Outcomes!.ClassRows(first + i, 1);
                    span[i].Begin(positives, tables.Rows(first + i) - positives, tables.Rows(first + i) <= MostRuns ? MostRuns : RunsOfMany);
                }

                var run = 0L;
                for (var stretch = 0; stretch + 1 < starts.Length; stretch++)
                {
                    var (start, end) = (starts[stretch], starts[stretch + 1]);
                    run = Sweep(sorted.Span[start..end], scores.AsSpan(start..end), areProbabilities ? losses.AsSpan(start..end) : scores.AsSpan(start..end), field.Shift, field.Mask, span, run);
                    foreach (ref var state in span)
                    {
                        state.EndStretch();
                    }
                }
            },
            cancellationToken));
        return new ScoreRuns(states, bins, binOfStretch);
    }

    // Rows in no group are swept along with the others: their slot costs less than asking.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Sweep(
        ReadOnlySpan<ulong> sorted, ReadOnlySpan<double> scores, ReadOnlySpan<double> losses, int shift, ulong mask, Span<ScoreRunState> states, long run)
    {
        scores = scores[..sorted.Length];
        losses = losses[..sorted.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            var word = sorted[i];
            run += (long)(word & RowWords.StartsRun);
            var positive = (double)((word >> RowWords.PositiveShift) & 1);
            var error = positive - scores[i];
            states[(int)((word >> shift) & mask)].Add(
                run, Vector256.Create(-(long)((word >> RowWords.PositiveShift) & 1)).AsDouble(), Vector256.Create(scores[i], losses[i], error * error, 1));
        }

        return run;
    }

    private static void Gather(MetricInput input, ReadOnlySpan<uint> order, Span<double> scores, Span<double> losses)
    {
        var byRow = input.Scores!;
        for (var i = 0; i < order.Length; i++)
        {
            scores[i] = byRow[order[i] & ~ScoreOrder.StartsRun];
        }

        for (var i = 0; i < losses.Length; i++)
        {
            losses[i] = LogLossColumn.Loss(scores[i], input.Truth![order[i] & ~ScoreOrder.StartsRun] == 1);
        }
    }

    /// <summary>Where the sorted scores cross an edge of any bins, from 0 to their number; and each stretch's bin in each of them.</summary>
    private static (int[] Starts, int[][] BinOfStretch) Stretches(double[] scores, int[] bins)
    {
        var starts = new SortedSet<int> { 0, scores.Length };
        foreach (var count in bins)
        {
            for (var bin = count - 1; bin > 0; bin--)
            {
                starts.Add(FirstBelow(scores, bin, count));
            }
        }

        var edges = starts.ToArray();
        var binOfStretch = Array.ConvertAll(bins, count =>
        {
            var ofStretch = new int[Math.Max(0, edges.Length - 1)];
            for (var i = 0; i < ofStretch.Length; i++)
            {
                ofStretch[i] = CalibrationBins.UniformBin(scores[edges[i]], count);
            }

            return ofStretch;
        });
        return (edges, binOfStretch);
    }

    private static int FirstBelow(double[] scores, int bin, int count)
    {
        var (low, high) = (0, scores.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = CalibrationBins.UniformBin(scores[middle], count) < bin ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
