namespace ModelSpecs.Metrics.Accumulation;

/// <summary>One pass over the rows for all slices. Rows are cut into lanes of a fixed length, summed lane by lane and merged
/// in lane order: a sum depends on the rows alone, not on threads, on the other slices or on the other metrics, and its
/// rounding error grows with the length of a lane rather than of the set.</summary>
internal static class RowPass
{
    /// <summary>Rows a block: what the accumulators' scratch columns hold, small enough for the first-level cache.</summary>
    public const int BlockRows = 2048;

    /// <summary>Rows a lane.</summary>
    public const int LaneRows = 16 * BlockRows;

    /// <summary>Runs all rows through <paramref name="totals"/>.</summary>
    public static void Run(RowAccumulator[] totals, int rows, int threads, CancellationToken cancellationToken)
    {
        if (totals.Length == 0)
        {
            return;
        }

        var lanes = (int)(((long)rows + LaneRows - 1) / LaneRows);
        var merge = new OrderedMerge(totals, lanes);
        Workers.Run(
            threads,
            lanes,
            lane =>
            {
                var accumulators = merge.Rent();
                var start = lane * LaneRows;
                var end = (int)Math.Min(rows, (long)start + LaneRows);
                for (; start < end; start += BlockRows)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var count = Math.Min(BlockRows, end - start);
                    foreach (var accumulator in accumulators)
                    {
                        accumulator.Add(start, count);
                    }
                }

                merge.Deliver(lane, accumulators);
            },
            cancellationToken);
    }

    /// <summary>Merges lanes in order, whichever thread finishes first; nobody waits.</summary>
    private sealed class OrderedMerge(RowAccumulator[] totals, int lanes)
    {
        private readonly Lock gate = new();
        private readonly RowAccumulator[]?[] delivered = new RowAccumulator[]?[lanes];
        private readonly Stack<RowAccumulator[]> free = new();
        private int next;

        public RowAccumulator[] Rent()
        {
            lock (gate)
            {
                if (free.TryPop(out var used))
                {
                    return used;
                }
            }

            return Array.ConvertAll(totals, total => total.Fresh());
        }

        public void Deliver(int lane, RowAccumulator[] accumulators)
        {
            lock (gate)
            {
                delivered[lane] = accumulators;
                while (next < delivered.Length && delivered[next] is { } ready)
                {
                    for (var i = 0; i < totals.Length; i++)
                    {
                        totals[i].Merge(ready[i]);
                        ready[i].Clear();
                    }

                    delivered[next] = null;
                    next++;
                    free.Push(ready);
                }
            }
        }
    }
}
