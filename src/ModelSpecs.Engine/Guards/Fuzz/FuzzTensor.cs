using System.Numerics;
using ModelSpecs.Engine.Datasets;

namespace ModelSpecs.Engine.Guards.Fuzz;

/// <summary>Arrays of numbers: noise, flat ones, and rows of the golden set of which some values lie at an end.</summary>
internal static class FuzzTensor
{
    private const double AtEnd = 0.05;

    /// <summary>The numbers of all arrays.</summary>
    public static FuzzRange? Seen(TensorColumn column) => column.Values is bool[] ? new FuzzRange(0, 1, true, []) : Of(column, new Look());

    /// <summary>Made-up arrays.</summary>
    /// <param name="column">The golden set's.</param>
    /// <param name="range">Smallest and largest number.</param>
    /// <param name="ends">Numbers of the flat arrays.</param>
    /// <param name="rows">Which array is made how.</param>
    /// <param name="index">Place of the column among those that are made up.</param>
    /// <param name="from">Rows of the golden set that arrays may come from.</param>
    /// <param name="random">Of the column.</param>
    public static TensorColumn Make(TensorColumn column, FuzzRange range, IReadOnlyList<double> ends, FuzzRows rows, int index, int[] from, FuzzRandom random)
    {
        if (column.Values is bool[] flags)
        {
            var made = Make(new TensorColumn(column.Name, column.Length, column.Shape, Array.ConvertAll(flags, flag => flag ? (byte)1 : (byte)0)), range, ends, rows, index, from, random);
            return new TensorColumn(column.Name, rows.Count, column.Shape, Array.ConvertAll((byte[])made.Values, value => value != 0));
        }

        return new TensorColumn(column.Name, rows.Count, column.Shape, Of(column, new Draw(column, range, ends, rows, index, from, random))!);
    }

    /// <summary>Values of an array.</summary>
    public static int Width(TensorColumn column) => column.Shape.Aggregate(1, (product, length) => checked(product * length));

    // The run time takes a uint[] for an int[] in a pattern: element types are compared, not array types.
    private static TResult? Of<TResult>(TensorColumn column, IWork<TResult> work)
        where TResult : class
    {
        var from = column.Values.GetType().GetElementType()!;
        return from == typeof(float) ? work.On((float[])column.Values)
            : from == typeof(double) ? work.On((double[])column.Values)
            : from == typeof(Half) ? work.On((Half[])column.Values)
            : from == typeof(sbyte) ? work.On((sbyte[])column.Values)
            : from == typeof(byte) ? work.On((byte[])column.Values)
            : from == typeof(short) ? work.On((short[])column.Values)
            : from == typeof(ushort) ? work.On((ushort[])column.Values)
            : from == typeof(int) ? work.On((int[])column.Values)
            : from == typeof(uint) ? work.On((uint[])column.Values)
            : from == typeof(long) ? work.On((long[])column.Values)
            : from == typeof(ulong) ? work.On((ulong[])column.Values)
            : throw new InvalidOperationException($"Arrays of {from.Name} are not fed.");
    }

    private interface IWork<out TResult>
    {
        TResult? On<T>(T[] values)
            where T : struct, INumberBase<T>;
    }

    private sealed class Look : IWork<FuzzRange>
    {
        public FuzzRange? On<T>(T[] values)
            where T : struct, INumberBase<T>
        {
            var range = FuzzRange.Seen(values.Select(double.CreateSaturating));

            // Whole floats may be a picture's 0 to 255, which noise need not keep to.
            return range is null ? null : range with { AreWhole = typeof(T) != typeof(float) && typeof(T) != typeof(double) && typeof(T) != typeof(Half) };
        }
    }

    private sealed class Draw(TensorColumn column, FuzzRange range, IReadOnlyList<double> ends, FuzzRows rows, int index, int[] from, FuzzRandom start) : IWork<Array>
    {
        public Array On<T>(T[] values)
            where T : struct, INumberBase<T>
        {
            var random = start;
            var width = Width(column);
            var made = new T[checked(rows.Count * width)];
            for (var row = 0; row < rows.Count; row++)
            {
                var to = made.AsSpan(row * width, width);
                if (rows.EndOf(index, row, mayBeMissing: false, ref random) is >= 0 and var end)
                {
                    to.Fill(T.CreateSaturating(ends[end]));
                }
                else if (random.NextDouble() < 0.5)
                {
                    foreach (ref var value in to)
                    {
                        value = T.CreateSaturating(range.Inside(ref random));
                    }
                }
                else
                {
                    values.AsSpan(from[random.NextIndex(from.Length)] * width, width).CopyTo(to);
                    foreach (ref var value in to)
                    {
                        if (random.NextDouble() < AtEnd)
                        {
                            value = T.CreateSaturating(ends[random.NextIndex(ends.Count)]);
                        }
                    }
                }
            }

            return made;
        }
    }
}
