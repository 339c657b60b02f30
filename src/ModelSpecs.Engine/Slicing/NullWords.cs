using ModelSpecs.Engine.Datasets;

namespace ModelSpecs.Engine.Slicing;

/// <summary>Null masks of blocks: one bit a row, blocks begin at a word.</summary>
internal static class NullWords
{
    /// <summary>Words of a block.</summary>
    public static int Count(int rows) => (rows + 63) >> 6;

    /// <summary>Copies the mask of a block; false where no row of it is null.</summary>
    public static bool Read(NullMask? mask, int start, int rows, Span<ulong> words)
    {
        words.Clear();
        if (mask is null)
        {
            return false;
        }

        mask.Words.AsSpan(start >> 6, Count(rows)).CopyTo(words);
        // A mask may have bits beyond its last row, and a block may end before the mask does.
        if ((rows & 63) != 0)
        {
            words[^1] &= (1UL << (rows & 63)) - 1;
        }

        return words.ContainsAnyExcept(0UL);
    }

    /// <summary>Sets unknown at the nulls of a block.</summary>
    public static void SetUnknown(NullMask? mask, int start, Span<byte> truth)
    {
        if (mask is null)
        {
            return;
        }

        using var words = new Rented<ulong>(Count(truth.Length));
        if (Read(mask, start, truth.Length, words.Span))
        {
            Truth.SetUnknown(truth, words.Span);
        }
    }
}
