namespace ModelSpecs.Engine.Datasets.Typing;

/// <summary>Marks null rows of one column from several threads; makes no mask where there is none.</summary>
/// <param name="capacity">Most rows.</param>
internal sealed class NullBuilder(int capacity)
{
    private ulong[]? words;

    /// <summary>Marks the fields of a chunk that are null.</summary>
    public void Mark(FieldSlices fields, int firstRow)
    {
        if (fields.Nulls == 0)
        {
            return;
        }

        if (words is null)
        {
            Interlocked.CompareExchange(ref words, new ulong[(capacity + 63) / 64], null);
        }

        // Word by word; two chunks can share their border's word.
        ulong word = 0;
        var index = firstRow >> 6;
        for (var i = 0; i < fields.Rows; i++)
        {
            var row = firstRow + i;
            if (row >> 6 != index)
            {
                Flush(index, word);
                index = row >> 6;
                word = 0;
            }

            word |= (fields.End[i] < 0 ? 1UL : 0) << (row & 63);
        }

        Flush(index, word);
    }

    /// <summary>The mask of the rows that are left after unused room between chunks was closed; null: no row is null.</summary>
    public NullMask? Finish(RowSegment[] segments, int rows)
    {
        if (words is null)
        {
            return null;
        }

        if (RowSegment.AreDense(segments, capacity))
        {
            return new NullMask(words, rows);
        }

        var dense = new ulong[(rows + 63) / 64];
        var to = 0;
        foreach (var segment in segments)
        {
            for (var from = segment.Start; from < segment.Start + segment.Count; from++, to++)
            {
                dense[to >> 6] |= (words[from >> 6] >> (from & 63) & 1) << (to & 63);
            }
        }

        return new NullMask(dense, rows);
    }

    private void Flush(int index, ulong word)
    {
        if (word != 0)
        {
            Interlocked.Or(ref words![index], word);
        }
    }
}
