using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Models;

namespace ModelSpecs.Engine.Inference.Inputs;

/// <summary>Rows of an array (a column of an NPZ, an NPY file), already of the input's element type.</summary>
/// <typeparam name="T">Element in memory.</typeparam>
/// <param name="input">The input.</param>
/// <param name="rowShape">Shape of one row.</param>
/// <param name="values">The array, row-major.</param>
/// <param name="rows">Rows fed.</param>
/// <param name="identity">Where the array comes from.</param>
internal sealed class TensorFeed<T>(ModelValue input, IReadOnlyList<long> rowShape, T[] values, RowSelection rows, string identity)
    : NumericFeed(input, rowShape)
    where T : unmanaged
{
    /// <inheritdoc />
    public override string Identity => identity;

    /// <inheritdoc />
    public override void Fill(int first, int count, Span<byte> buffer)
    {
        var target = MemoryMarshal.Cast<byte, T>(buffer);
        if (rows.Rows is null)
        {
            values.AsSpan(first * RowValues, count * RowValues).CopyTo(target);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            values.AsSpan(rows[first + i] * RowValues, RowValues).CopyTo(target[(i * RowValues)..]);
        }
    }
}

/// <summary>Rows of an array whose numbers are converted on the way.</summary>
/// <typeparam name="TFrom">Element of the array.</typeparam>
/// <typeparam name="T">Element in memory.</typeparam>
/// <typeparam name="TElement">How numbers become elements.</typeparam>
/// <param name="input">The input.</param>
/// <param name="rowShape">Shape of one row.</param>
/// <param name="values">The array, row-major.</param>
/// <param name="rows">Rows fed.</param>
/// <param name="identity">Where the array comes from.</param>
internal sealed class ConvertingTensorFeed<TFrom, T, TElement>(ModelValue input, IReadOnlyList<long> rowShape, TFrom[] values, RowSelection rows, string identity)
    : NumericFeed(input, rowShape)
    where TFrom : unmanaged, INumberBase<TFrom>
    where T : unmanaged
    where TElement : IElement<T>
{
    /// <inheritdoc />
    public override string Identity => identity;

    /// <inheritdoc />
    public override void Fill(int first, int count, Span<byte> buffer)
    {
        var target = MemoryMarshal.Cast<byte, T>(buffer);
        for (var i = 0; i < count; i++)
        {
            var from = values.AsSpan(rows[first + i] * RowValues, RowValues);
            var to = target.Slice(i * RowValues, RowValues);
            for (var k = 0; k < from.Length; k++)
            {
                to[k] = Convert(from[k]);
            }
        }
    }

    // 64-bit integers do not go through a double, but for unsigned ones, which a long does not hold.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Convert(TFrom value) => typeof(TFrom) == typeof(float) || typeof(TFrom) == typeof(double) || typeof(TFrom) == typeof(Half) || typeof(TFrom) == typeof(ulong)
        ? TElement.From(double.CreateTruncating(value))
        : TElement.From(long.CreateTruncating(value));
}
