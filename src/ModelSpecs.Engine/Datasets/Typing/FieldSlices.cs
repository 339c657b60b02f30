namespace ModelSpecs.Engine.Datasets.Typing;

/// <summary>The fields of one column in one chunk: slices of a buffer in which every field is followed by eight readable bytes.</summary>
internal sealed class FieldSlices
{
    /// <summary>Bytes that must be readable after any field.</summary>
    public const int Padding = 64;

    /// <summary>The bytes.</summary>
    public byte[] Buffer { get; set; } = [];

    /// <summary>Number of fields.</summary>
    public int Rows { get; private set; }

    /// <summary>First byte of a field.</summary>
    public int[] Start { get; private set; } = [];

    /// <summary>Byte after a field; −1: the field is null.</summary>
    public int[] End { get; private set; } = [];

    /// <summary>Kinds of JSON values; null: text.</summary>
    public FieldTag[]? Tags { get; private set; }

    /// <summary>Fields that are null.</summary>
    public int Nulls { get; set; }

    /// <summary>Makes room for a chunk's rows; what was here is forgotten.</summary>
    public void Reset(byte[] buffer, int rows, bool tagged)
    {
        Buffer = buffer;
        Rows = rows;
        Nulls = 0;
        if (Start.Length < rows)
        {
            Start = new int[rows];
            End = new int[rows];
        }

        if (tagged && (Tags is null || Tags.Length < rows))
        {
            Tags = new FieldTag[rows];
        }
    }

    /// <summary>Bytes of a field that is not null.</summary>
    public ReadOnlySpan<byte> this[int row] => Buffer.AsSpan(Start[row], End[row] - Start[row]);

    /// <summary>JSON kind of a field.</summary>
    public FieldTag Tag(int row) => Tags is null ? FieldTag.Text : Tags[row];

    /// <summary>What types all fields can have, without those of null; or the first of them.</summary>
    public KindSet Classify(int most = int.MaxValue)
    {
        var all = KindSet.All;
        for (var row = 0; row < Math.Min(most, Rows); row++)
        {
            if (End[row] >= 0)
            {
                all = KindInference.Join(all, FieldText.Classify(this[row], Tag(row)));
            }
        }

        return all;
    }
}

/// <summary>Rows of one chunk in the arrays of all rows.</summary>
/// <param name="Start">Place of the first.</param>
/// <param name="Count">Their number; what follows up to the next chunk is unused.</param>
internal readonly record struct RowSegment(int Start, int Count)
{
    /// <summary>Whether no room is left between the segments.</summary>
    public static bool AreDense(RowSegment[] segments, int capacity)
    {
        var next = 0;
        foreach (var segment in segments)
        {
            if (segment.Start != next)
            {
                return false;
            }

            next += segment.Count;
        }

        return next == capacity;
    }

    /// <summary>Closes the room between segments, and cuts the array to the rows left.</summary>
    public static T[] Compact<T>(T[] values, RowSegment[] segments, int rows)
    {
        var next = 0;
        foreach (var segment in segments)
        {
            if (segment.Start != next)
            {
                Array.Copy(values, segment.Start, values, next, segment.Count);
            }

            next += segment.Count;
        }

        if (values.Length != rows)
        {
            Array.Resize(ref values, rows);
        }

        return values;
    }
}
