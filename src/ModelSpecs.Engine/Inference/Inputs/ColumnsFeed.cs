using System.Runtime.InteropServices;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Models;

namespace ModelSpecs.Engine.Inference.Inputs;

/// <summary>Gathers the columns of a table into rows: column f of row r goes to r × columns + f.</summary>
/// <typeparam name="T">Element in memory.</typeparam>
/// <typeparam name="TElement">How numbers become elements.</typeparam>
/// <param name="input">The input.</param>
/// <param name="rowShape">Shape of one row.</param>
/// <param name="columns">Columns in order; numbers, integers or booleans whose values fit.</param>
/// <param name="rows">Rows fed.</param>
internal sealed class ColumnsFeed<T, TElement>(ModelValue input, IReadOnlyList<long> rowShape, IReadOnlyList<Column> columns, RowSelection rows)
    : NumericFeed(input, rowShape)
    where T : unmanaged
    where TElement : IElement<T>
{
    private readonly Column[] columns = [.. columns];

    /// <inheritdoc />
    public override string Identity => "columns " + string.Join(' ', columns.Select(c => $"{c.Kind}:{c.Name.Length}:{c.Name}"));

    /// <inheritdoc />
    public override void Fill(int first, int count, Span<byte> buffer)
    {
        var target = MemoryMarshal.Cast<byte, T>(buffer)[..(count * columns.Length)];
        for (var f = 0; f < columns.Length; f++)
        {
            Fill(columns[f], first, count, target[f..], columns.Length);
        }
    }

    private void Fill(Column column, int first, int count, Span<T> target, int stride)
    {
        switch (column)
        {
            case NumberColumn numbers:
                Copy(numbers.Values, first, count, target, stride);
                break;
            case IntegerColumn integers:
                Copy(integers.Values, first, count, target, stride);
                FillNulls(column, first, count, target, stride);
                break;
            case BooleanColumn booleans:
                for (var i = 0; i < count; i++)
                {
                    target[i * stride] = TElement.From(booleans.Values[rows[first + i]] ? 1L : 0L);
                }

                FillNulls(column, first, count, target, stride);
                break;
            default:
                throw new InvalidOperationException($"A column of type {column.Kind} is no number.");
        }
    }

    private void Copy(double[] values, int first, int count, Span<T> target, int stride)
    {
        if (rows.Rows is { } selected)
        {
            for (var i = 0; i < count; i++)
            {
                target[i * stride] = TElement.From(values[selected[first + i]]);
            }

            return;
        }

        var source = values.AsSpan(first, count);
        for (var i = 0; i < source.Length; i++)
        {
            target[i * stride] = TElement.From(source[i]);
        }
    }

    private void Copy(long[] values, int first, int count, Span<T> target, int stride)
    {
        if (rows.Rows is { } selected)
        {
            for (var i = 0; i < count; i++)
            {
                target[i * stride] = TElement.From(values[selected[first + i]]);
            }

            return;
        }

        var source = values.AsSpan(first, count);
        for (var i = 0; i < source.Length; i++)
        {
            target[i * stride] = TElement.From(source[i]);
        }
    }

    // A null of a number column is NaN already. Elements that cannot be NaN were refused with their lines.
    private void FillNulls(Column column, int first, int count, Span<T> target, int stride)
    {
        if (column.Nulls is null || !Element.IsFloat())
        {
            return;
        }

        for (var i = 0; i < count; i++)
        {
            if (column.Nulls[rows[first + i]])
            {
                target[i * stride] = TElement.From(double.NaN);
            }
        }
    }
}
