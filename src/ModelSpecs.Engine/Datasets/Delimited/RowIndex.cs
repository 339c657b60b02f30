namespace ModelSpecs.Engine.Datasets.Delimited;

/// <summary>Where the rows and fields of one chunk lie.</summary>
internal sealed class RowIndex
{
    private int[] starts = new int[1024];
    private int[] ends = new int[16 * 1024];

    /// <summary>Fields a row.</summary>
    public int Fields { get; private set; }

    /// <summary>Rows.</summary>
    public int Rows { get; set; }

    /// <summary>Whether some field may be quoted.</summary>
    public bool HasQuotes { get; set; }

    /// <summary>Line feeds in the chunk.</summary>
    public int LineFeeds { get; set; }

    /// <summary>First byte of each row.</summary>
    public int[] Starts => starts;

    /// <summary>Byte after each field, row by row: its delimiter, its line feed or the end of the chunk.</summary>
    public int[] Ends => ends;

    /// <summary>Forgets the rows.</summary>
    public void Reset(int fields)
    {
        Fields = fields;
        Rows = 0;
        LineFeeds = 0;
        HasQuotes = false;
    }

    /// <summary>Makes room for more ends.</summary>
    public int[] RoomForEnds(int count)
    {
        if (ends.Length < count)
        {
            Array.Resize(ref ends, Math.Max(count, ends.Length * 2));
        }

        return ends;
    }

    /// <summary>Makes room for more rows.</summary>
    public int[] RoomForRows(int count)
    {
        if (starts.Length < count)
        {
            Array.Resize(ref starts, Math.Max(count, starts.Length * 2));
        }

        return starts;
    }
}
