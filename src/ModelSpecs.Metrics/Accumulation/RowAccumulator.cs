namespace ModelSpecs.Metrics.Accumulation;

/// <summary>Statistics that are sums over rows: blocks of rows go in, lanes of blocks are merged.</summary>
internal abstract class RowAccumulator
{
    /// <summary>Adds <paramref name="count"/> rows, at most <see cref="RowPass.BlockRows"/>.</summary>
    public abstract void Add(int start, int count);

    /// <summary>An empty one of the same shape.</summary>
    public abstract RowAccumulator Fresh();

    /// <summary>The tables, in a fixed order.</summary>
    protected abstract ReadOnlySpan<CellTable> Tables { get; }

    /// <summary>Adds another of the same shape.</summary>
    public void Merge(RowAccumulator other)
    {
        for (var i = 0; i < Tables.Length; i++)
        {
            Tables[i].Merge(other.Tables[i]);
        }
    }

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        foreach (var table in Tables)
        {
            table.Clear();
        }
    }
}
