using System.Text;
using ModelSpecs.Engine.Datasets.Typing;

namespace ModelSpecs.Engine.Datasets;

/// <summary>The texts that stand for null.</summary>
internal sealed class NullSpellings
{
    private readonly byte[][] spellings;
    private readonly bool onlyEmpty;

    /// <summary>Of <c>golden.nulls</c>, or the default of a format.</summary>
    public NullSpellings(IReadOnlyList<string>? said, params string[] otherwise)
    {
        spellings = [.. (said ?? otherwise).Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];
        onlyEmpty = spellings is [[]];
    }

    /// <summary>Marks the fields that are null, besides those that are so already.</summary>
    public void Mark(FieldSlices fields)
    {
        if (spellings.Length == 0)
        {
            return;
        }

        var (start, end, count) = (fields.Start, fields.End, fields.Nulls);
        if (onlyEmpty)
        {
            for (var row = 0; row < fields.Rows; row++)
            {
                if (end[row] == start[row])
                {
                    end[row] = -1;
                    count++;
                }
            }
        }
        else
        {
            for (var row = 0; row < fields.Rows; row++)
            {
                if (end[row] >= 0 && fields.Tag(row) is FieldTag.Text or FieldTag.Quoted && IsNull(fields[row]))
                {
                    end[row] = -1;
                    count++;
                }
            }
        }

        fields.Nulls = count;
    }

    private bool IsNull(ReadOnlySpan<byte> field)
    {
        foreach (var spelling in spellings)
        {
            if (field.SequenceEqual(spelling))
            {
                return true;
            }
        }

        return false;
    }
}
