using ModelSpecs.Engine.Inference.Models;

namespace ModelSpecs.Engine.Inference.Inputs;

/// <summary>Fits the values of a row to the shape of an input.</summary>
internal static class InputShapes
{
    /// <summary>Values that one row of an input takes; null: any number.</summary>
    public static long? ValuesPerRow(ModelValue input)
    {
        if (input.Shape is null)
        {
            return null;
        }

        var product = 1L;
        foreach (var length in input.Shape.Skip(1))
        {
            if (length < 0)
            {
                return null;
            }

            product *= length;
        }

        return product;
    }

    /// <summary>Rows of a batch that the input fixes; null: any.</summary>
    public static long? FixedBatch(ModelValue input) => input.Shape is [> 0 and var rows, ..] ? rows : null;

    /// <summary>Shape of one row, without the batch axis, for a number of columns.</summary>
    /// <param name="input">The input.</param>
    /// <param name="columns">Columns that feed it.</param>
    /// <param name="said">Shape that the spec says; null: none.</param>
    /// <param name="shape">The shape, where there is one.</param>
    /// <returns>What was expected instead; null: it fits.</returns>
    public static string? ForColumns(ModelValue input, int columns, IReadOnlyList<int>? said, out long[] shape)
    {
        shape = [];
        if (said is not null)
        {
            shape = [.. said.Select(length => (long)length)];
            if (shape.Aggregate(1L, (product, length) => product * length) != columns)
            {
                return FormattableString.Invariant($"{shape.Aggregate(1L, (product, length) => product * length)} columns for a shape of {ModelValue.DisplayShape(shape)}");
            }

            return Accepts(input, shape) ? null : $"a shape that fits {ModelValue.DisplayShape(input.Shape!.Skip(1))}";
        }

        var axes = input.Shape is null ? [-1L] : input.Shape.Skip(1).ToArray();
        var open = axes.Count(length => length < 0);
        var known = axes.Where(length => length > 0).Aggregate(1L, (product, length) => product * length);
        if (open > 1)
        {
            return "a shape, as in { columns: px0..px63, shape: [1, 8, 8] }";
        }

        if (open == 0 ? known != columns : columns % known != 0)
        {
            return FormattableString.Invariant($"{(open == 0 ? "" : "a multiple of ")}{known} {(known == 1 ? "column" : "columns")}");
        }

        shape = [.. axes.Select(length => length < 0 ? columns / known : length)];
        return null;
    }

    /// <summary>Shape of one row for the rows of an array; axes of length 1 may be more or fewer.</summary>
    /// <returns>What was expected instead; null: it fits.</returns>
    public static string? ForTensor(ModelValue input, IReadOnlyList<int> row, out long[] shape)
    {
        shape = [.. row.Select(length => (long)length)];
        if (Accepts(input, shape))
        {
            return null;
        }

        var axes = input.Shape!.Skip(1).ToArray();
        var longAxes = new Queue<long>(shape.Where(length => length != 1));
        var open = axes.Count(length => length != 1);
        if (open == longAxes.Count)
        {
            shape = [.. axes.Select(length => length == 1 ? 1 : longAxes.Dequeue())];
            if (Accepts(input, shape))
            {
                return null;
            }
        }

        return $"rows of shape {ModelValue.DisplayShape(axes)}";
    }

    private static bool Accepts(ModelValue input, long[] shape) =>
        input.Shape is null || (input.Shape.Count == shape.Length + 1 && input.Shape.Skip(1).Zip(shape).All(axis => axis.First < 0 || axis.First == axis.Second));
}
