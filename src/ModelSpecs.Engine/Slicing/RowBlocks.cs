namespace ModelSpecs.Engine.Slicing;

/// <summary>Runs work over ranges of rows, on several cores where there are enough rows.</summary>
internal static class RowBlocks
{
    /// <summary>Rows evaluated together: a few columns of them fit the first-level cache. A multiple of 64, so that null masks are cut between words.</summary>
    public const int BlockRows = 2048;

    // What a thread takes at a time; cancellation is looked at between two of them.
    private const int RangeRows = 16 * BlockRows;

    /// <summary>Calls the work for every range of rows; ranges are disjoint and begin at a multiple of 64.</summary>
    /// <param name="rows">Rows in all.</param>
    /// <param name="threads">Most threads used.</param>
    /// <param name="work">Start and length of a range.</param>
    /// <param name="cancellationToken">Stops between ranges.</param>
    public static void ForEachRange(int rows, int threads, Action<int, int> work, CancellationToken cancellationToken)
    {
        var ranges = (int)(((long)rows + RangeRows - 1) / RangeRows);
        if (threads <= 1 || ranges <= 1)
        {
            for (var range = 0; range < ranges; range++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                work(range * RangeRows, Math.Min(RangeRows, rows - (range * RangeRows)));
            }

            return;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, ranges, options, range => work(range * RangeRows, Math.Min(RangeRows, rows - (range * RangeRows))));
    }
}
