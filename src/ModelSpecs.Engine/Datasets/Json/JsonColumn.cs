using ModelSpecs.Engine.Datasets.Typing;

namespace ModelSpecs.Engine.Datasets.Json;

/// <summary>The fields of one column in a chunk of JSON Lines.</summary>
internal sealed class JsonColumn
{
    private int[] start = [];
    private int[] end = [];
    private FieldTag[] tags = [];

    /// <summary>Makes room for rows; all are null until set.</summary>
    public void Reset(int rows)
    {
        if (start.Length < rows)
        {
            start = new int[rows];
            end = new int[rows];
            tags = new FieldTag[rows];
        }

        Array.Fill(end, -1, 0, rows);
    }

    /// <summary>Sets the field of a row.</summary>
    public void Set(int row, int from, int to, FieldTag tag) => (start[row], end[row], tags[row]) = (from, to, tag);

    /// <summary>Makes the field of a row null.</summary>
    public void SetNull(int row)
    {
        if (row < end.Length)
        {
            end[row] = -1;
        }
    }

    /// <summary>Hands the fields over.</summary>
    public void CopyTo(FieldSlices fields)
    {
        start.AsSpan(0, fields.Rows).CopyTo(fields.Start);
        end.AsSpan(0, fields.Rows).CopyTo(fields.End);
        tags.AsSpan(0, fields.Rows).CopyTo(fields.Tags);
        fields.Nulls = end.AsSpan(0, fields.Rows).Count(-1);
    }
}
