using System.Buffers;

namespace ModelSpecs.Engine.Slicing;

/// <summary>Gives a row the index of its group; a struct, so that the loop is compiled for it.</summary>
internal interface IRowCoder
{
    /// <summary>Index of the row's group; −1: none.</summary>
    int CodeOf(int row);
}

/// <summary>Writes the group of every row, and counts.</summary>
internal static class RowCoding
{
    // Few enough for each range of rows to count for itself.
    private const int MostLocalCounts = 8192;

    /// <summary>Codes of all rows and the rows of every group.</summary>
    public static (int[] Codes, int[] Counts) Write<TCoder>(TCoder coder, int rows, int groups, int threads, CancellationToken cancellationToken)
        where TCoder : struct, IRowCoder
    {
        var codes = GC.AllocateUninitializedArray<int>(rows);
        var counts = new int[groups];
        var local = groups <= MostLocalCounts;
        RowBlocks.ForEachRange(rows, threads, (start, length) =>
        {
            var coderOfRange = coder;
            var range = codes.AsSpan(start, length);
            for (var i = 0; i < range.Length; i++)
            {
                range[i] = coderOfRange.CodeOf(start + i);
            }

            if (local)
            {
                AddCounts(range, counts);
            }
        }, cancellationToken);
        if (!local)
        {
            Count(codes, counts);
        }

        return (codes, counts);
    }

    /// <summary>Replaces every code by <c>map[code + 1]</c>; <c>map[0]</c> is that of −1.</summary>
    public static void Map(int[] codes, int[] map, int threads, CancellationToken cancellationToken)
    {
        if (IsIdentity(map))
        {
            return;
        }

        RowBlocks.ForEachRange(codes.Length, threads, (start, length) =>
        {
            foreach (ref var code in codes.AsSpan(start, length))
            {
                code = map[code + 1];
            }
        }, cancellationToken);
    }

    private static bool IsIdentity(int[] map)
    {
        for (var i = 0; i < map.Length; i++)
        {
            if (map[i] != i - 1)
            {
                return false;
            }
        }

        return true;
    }

    private static void AddCounts(ReadOnlySpan<int> codes, int[] counts)
    {
        var rented = ArrayPool<int>.Shared.Rent(counts.Length);
        var local = rented.AsSpan(0, counts.Length);
        local.Clear();
        Count(codes, local);
        for (var group = 0; group < local.Length; group++)
        {
            if (local[group] != 0)
            {
                Interlocked.Add(ref counts[group], local[group]);
            }
        }

        ArrayPool<int>.Shared.Return(rented);
    }

    private static void Count(ReadOnlySpan<int> codes, Span<int> counts)
    {
        foreach (var code in codes)
        {
            if (code >= 0)
            {
                counts[code]++;
            }
        }
    }
}
