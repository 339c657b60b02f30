using System.Numerics;
using ModelSpecs.Engine.Datasets;

namespace ModelSpecs.Engine.Slicing;

/// <summary>Groups the rows of a number column by intervals between edges.</summary>
internal static class IntervalGrouping
{
    private const int FewEdges = 16;

    /// <summary>One group an interval, also where it has no rows, and one of nulls where there are any.</summary>
    /// <param name="column">Integers or numbers.</param>
    /// <param name="name">Its name as a predicate writes it.</param>
    /// <param name="edges">Strictly ascending, not NaN.</param>
    /// <param name="threads">Most threads used.</param>
    /// <param name="cancellationToken">Stops between ranges of rows.</param>
    public static RawGroups Group(Column column, string name, IReadOnlyList<double> edges, int threads, CancellationToken cancellationToken)
    {
        var intervals = edges.Count + 1;
        var (codes, counts) = column switch
        {
            IntegerColumn integers => RowCoding.Write(new IntegerCoder(integers, WholeEdges(edges), intervals), column.Length, intervals + 1, threads, cancellationToken),
            NumberColumn numbers => RowCoding.Write(new NumberCoder(numbers, [.. edges], intervals), column.Length, intervals + 1, threads, cancellationToken),
            _ => throw new InvalidOperationException($"A column of type {column.Kind} has no intervals."),
        };
        return new RawGroups(codes, counts, group => group == intervals
            ? GroupLabel.OfNull(name)
            : ValueLabels.OfInterval(name, group == 0 ? null : edges[group - 1], group == edges.Count ? null : edges[group]))
        {
            Declared = intervals,
        };
    }

    // x >= 2.5 is x >= 3 for integers: exact, also where a double cannot hold the integer. An edge above all integers is never reached.
    private static long[] WholeEdges(IReadOnlyList<double> edges) =>
        [.. edges.Where(e => e <= long.MaxValue - 1024.0).Select(e => e <= long.MinValue ? long.MinValue : (long)Math.Ceiling(e))];

    private static int CountReached<T>(T[] edges, T value)
        where T : struct, IComparisonOperators<T, T, bool>
    {
        if (edges.Length <= FewEdges)
        {
            // No branch for the processor to guess wrong.
            var reached = 0;
            foreach (var edge in edges)
            {
                reached += value >= edge ? 1 : 0;
            }

            return reached;
        }

        var (low, high) = (0, edges.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = value >= edges[middle] ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private readonly struct IntegerCoder(IntegerColumn column, long[] edges, int ofNull) : IRowCoder
    {
        public int CodeOf(int row) => column.IsNull(row) ? ofNull : CountReached(edges, column.Values[row]);
    }

    private readonly struct NumberCoder(NumberColumn column, double[] edges, int ofNull) : IRowCoder
    {
        public int CodeOf(int row) => double.IsNaN(column.Values[row]) ? ofNull : CountReached(edges, column.Values[row]);
    }
}
