using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;

namespace ModelSpecs.Engine.Planning;

/// <summary>Keeps a part of the rows of a table and of its predictions.</summary>
internal static class RowFilter
{
    /// <summary>Indexes of the rows to keep, ascending; null where all are kept.</summary>
    public static int[]? Kept(ReadOnlySpan<bool> keep)
    {
        var count = 0;
        foreach (var kept in keep)
        {
            count += kept ? 1 : 0;
        }

        if (count == keep.Length)
        {
            return null;
        }

        var rows = new int[count];
        var at = 0;
        for (var row = 0; row < keep.Length; row++)
        {
            if (keep[row])
            {
                rows[at++] = row;
            }
        }

        return rows;
    }

    /// <summary>Rows kept by one filter after another; null: all.</summary>
    public static int[]? Then(int[]? first, int[]? second) => first is null ? second : second is null ? first : Array.ConvertAll(second, row => first[row]);

    /// <summary>The table of the given rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rows">Rows, in any order and as often as wanted.</param>
    /// <param name="withArrays">Whether arrays are taken too, which is for rows that a model is still to be fed; otherwise they stay as they are.</param>
    public static Table Apply(Table table, int[] rows, bool withArrays = false)
    {
        var lines = table.Lines is { } given ? new RowLines(0, Array.ConvertAll(rows, row => given[row])) : null;
        return new Table(table.Path, withArrays ? HashOf(table, rows) : table.ContentHash, rows.Length, table.Header, [.. table.Columns.Select(column => Apply(column, rows, withArrays))], lines);
    }

    // Predictions are kept under the hash of what they are of: a part of a file is not the file.
    private static string HashOf(Table table, int[] rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(table.ContentHash));
        hash.AppendData(MemoryMarshal.AsBytes(rows.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The predictions of the given rows.</summary>
    public static Predictions Apply(Predictions predictions, int[] rows) => new()
    {
        Task = predictions.Task,
        ModelHash = predictions.ModelHash,
        Rows = rows.Length,
        Classes = predictions.Classes,
        ClassesDeclared = predictions.ClassesDeclared,
        PositiveIndex = predictions.PositiveIndex,
        Scores = predictions.Scores is { } scores ? Rows(scores, rows, scores.Length / Math.Max(1, predictions.Rows)) : null,
        ScoresAreProbabilities = predictions.ScoresAreProbabilities,
        Applied = predictions.Applied,
        Logits = predictions.Logits is { } logits ? Rows(logits, rows, logits.Length / Math.Max(1, predictions.Rows)) : null,
        Labels = predictions.Labels is { } labels ? Rows(labels, rows, labels.Length / Math.Max(1, predictions.Rows)) : null,
        Values = predictions.Values is { } values ? Rows(values, rows, 1) : null,
    };

    /// <summary>The column of the given rows.</summary>
    /// <inheritdoc cref="Apply(Table, int[], bool)"/>
    public static Column Apply(Column column, int[] rows, bool withArrays)
    {
        var nulls = Apply(column.Nulls, rows);
        return column switch
        {
            IntegerColumn c => new IntegerColumn(c.Name, Rows(c.Values, rows, 1), nulls),
            NumberColumn c => new NumberColumn(c.Name, Rows(c.Values, rows, 1), nulls),
            BooleanColumn c => new BooleanColumn(c.Name, Rows(c.Values, rows, 1), nulls),
            DateColumn c => new DateColumn(c.Name, Rows(c.Ticks, rows, 1), nulls),
            StringColumn c => new StringColumn(c.Name, Rows(c.Codes, rows, 1), c.Pool, nulls),
            TensorColumn c when withArrays => Arrays(c, rows),
            // Arrays feed the model, which has run on all rows by now; nothing reads them afterwards.
            TensorColumn c => c,
            _ => throw new InvalidOperationException($"No filter for a column of type {column.GetType().Name}."),
        };
    }

    private static TensorColumn Arrays(TensorColumn column, int[] rows)
    {
        var width = column.Shape.Aggregate(1L, (product, length) => product * length);
        var taken = Array.CreateInstance(column.Values.GetType().GetElementType()!, checked(rows.Length * width));
        for (var i = 0; i < rows.Length; i++)
        {
            Array.Copy(column.Values, rows[i] * width, taken, i * width, width);
        }

        return new TensorColumn(column.Name, rows.Length, column.Shape, taken);
    }

    private static NullMask? Apply(NullMask? mask, int[] rows)
    {
        if (mask is null)
        {
            return null;
        }

        var words = new ulong[(rows.Length + 63) / 64];
        var any = false;
        for (var i = 0; i < rows.Length; i++)
        {
            if (mask[rows[i]])
            {
                words[i >> 6] |= 1UL << (i & 63);
                any = true;
            }
        }

        return any ? new NullMask(words, rows.Length) : null;
    }

    private static T[] Rows<T>(T[] values, int[] rows, int width)
    {
        var kept = new T[rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
        {
            values.AsSpan(rows[i] * width, width).CopyTo(kept.AsSpan(i * width));
        }

        return kept;
    }
}
