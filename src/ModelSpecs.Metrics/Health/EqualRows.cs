using System.Numerics;
using System.Runtime.CompilerServices;

namespace ModelSpecs.Metrics.Health;

/// <summary>Finds equal rows among any number of them in one pass. A row is a word of each of some columns; two rows are equal where all words are.</summary>
/// <remarks>Rows are found by a hash and compared word by word, so that no collision makes two rows equal.</remarks>
public static class EqualRows
{
    private const int RowsBetweenLooks = 1 << 16;

    /// <summary>For each row the first that is equal to it: itself where none before it is. pandas: a row is <c>duplicated(keep="first")</c> where this is another row.</summary>
    /// <param name="words">Words of all rows, one array a column.</param>
    /// <param name="rows">Rows; the length of each column.</param>
    /// <param name="cancellationToken">Stops between blocks of rows.</param>
    public static int[] First(IReadOnlyList<ulong[]> words, int rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(words);
        var hashes = Hashes(words, rows);
        var buckets = Buckets(rows);
        var first = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            Look(row, cancellationToken);
            ref var bucket = ref Find(buckets, hashes, words, hashes[row], words, row);
            first[row] = bucket == 0 ? row : bucket - 1;
            bucket = first[row] + 1;
        }

        return first;
    }

    /// <summary>For each row the first of an index that is equal to it; −1: none is.</summary>
    /// <param name="index">Words of the rows to look among, one array a column.</param>
    /// <param name="indexRows">Their number.</param>
    /// <param name="words">Words of the rows to look for, of the same columns.</param>
    /// <param name="rows">Their number.</param>
    /// <param name="cancellationToken">Stops between blocks of rows.</param>
    public static int[] Find(IReadOnlyList<ulong[]> index, int indexRows, IReadOnlyList<ulong[]> words, int rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(words);
        if (index.Count != words.Count)
        {
            throw new ArgumentException($"{words.Count} columns are looked for among {index.Count}.", nameof(words));
        }

        var (indexHashes, hashes) = (Hashes(index, indexRows), Hashes(words, rows));
        var buckets = Buckets(indexRows);
        for (var row = 0; row < indexRows; row++)
        {
            Look(row, cancellationToken);
            ref var bucket = ref Find(buckets, indexHashes, index, indexHashes[row], index, row);
            bucket = bucket == 0 ? row + 1 : bucket;
        }

        var found = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            Look(row, cancellationToken);
            found[row] = Find(buckets, indexHashes, index, hashes[row], words, row) - 1;
        }

        return found;
    }

    // The bucket of the row that is equal, or the empty one where it would stand.
    private static ref int Find(int[] buckets, ulong[] indexHashes, IReadOnlyList<ulong[]> index, ulong hash, IReadOnlyList<ulong[]> words, int row)
    {
        var mask = buckets.Length - 1;
        for (var at = (int)(hash >> 32) & mask; ; at = (at + 1) & mask)
        {
            ref var bucket = ref buckets[at];
            if (bucket == 0 || (indexHashes[bucket - 1] == hash && AreEqual(index, bucket - 1, words, row)))
            {
                return ref bucket;
            }
        }
    }

    private static bool AreEqual(IReadOnlyList<ulong[]> left, int i, IReadOnlyList<ulong[]> right, int j)
    {
        for (var column = 0; column < left.Count; column++)
        {
            if (left[column][i] != right[column][j])
            {
                return false;
            }
        }

        return true;
    }

    private static int[] Buckets(int rows) => new int[(int)Math.Min(1 << 30, BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, rows) * 2))];

    private static ulong[] Hashes(IReadOnlyList<ulong[]> words, int rows)
    {
        var hashes = new ulong[rows];
        Array.Fill(hashes, 0x9E3779B97F4A7C15);
        foreach (var column in words)
        {
            var values = column.AsSpan(0, rows);
            for (var row = 0; row < values.Length; row++)
            {
                hashes[row] = Mix(hashes[row], values[row]);
            }
        }

        return hashes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong hash, ulong word)
    {
        var high = Math.BigMul(hash ^ 0xA0761D6478BD642F, word ^ 0xE7037ED1A0B428DB, out var low);
        // The sum keeps a hash alive that a factor of 0 would end.
        return (high ^ low) + BitOperations.RotateLeft(hash, 29);
    }

    private static void Look(int row, CancellationToken cancellationToken)
    {
        if (row % RowsBetweenLooks == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
