using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Accumulation;

/// <summary>Row counts and sums of a few values by slice and cell (a cell is an outcome, a class, a bin): the one thing
/// that every additive statistic is made of.</summary>
/// <param name="layout">The slices.</param>
/// <param name="cells">Cells a slice.</param>
/// <param name="width">Values summed a cell, best 0, 1, 2, 4 or 8.</param>
internal sealed class CellTable(SliceLayout layout, int cells, int width)
{
    private readonly long[] counts = new long[checked(layout.Slots * cells)];
    private readonly double[] sums = new double[checked(layout.Slots * cells * width)];

    /// <summary>Cells a slice.</summary>
    public int Cells => cells;

    /// <summary>Values a cell.</summary>
    public int Width => width;

    /// <summary>Sums by slot, cell and value, for an accumulator whose values depend on the slice.</summary>
    public Span<double> AllSums => sums;

    /// <summary>Rows by cell of a slice.</summary>
    public Span<long> Counts(int slot) => counts.AsSpan(slot * cells, cells);

    /// <summary>Sums by cell and value of a slice.</summary>
    public Span<double> Sums(int slot) => sums.AsSpan(slot * cells * width, cells * width);

    /// <summary>Adds a block of rows to every slice they are in.</summary>
    /// <param name="start">First row.</param>
    /// <param name="cellOfRow">Cell of each row of the block.</param>
    /// <param name="values">Values of each row, row-major; empty where only rows are counted.</param>
    public void Add(int start, ReadOnlySpan<int> cellOfRow, ReadOnlySpan<double> values)
    {
        AddWhole(cellOfRow, values);
        for (var axis = 0; axis < layout.Axes.Count; axis++)
        {
            var codes = layout.Axes[axis].Codes.AsSpan(start, cellOfRow.Length);
            var first = layout.FirstSlot(axis) * cells;
            var length = layout.SlotsOf(axis) * cells;
            Count(codes, cellOfRow, cells, counts.AsSpan(first, length));
            if (!values.IsEmpty)
            {
                Sum(codes, cellOfRow, cells, values, width, sums.AsSpan(first * width, length * width));
            }
        }
    }

    /// <summary>Adds another table of the same shape.</summary>
    public void Merge(CellTable other)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] += other.counts[i];
        }

        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += other.sums[i];
        }
    }

    /// <summary>Empties the table for the next lane.</summary>
    public void Clear()
    {
        Array.Clear(counts);
        Array.Clear(sums);
    }

    private void AddWhole(ReadOnlySpan<int> cellOfRow, ReadOnlySpan<double> values)
    {
        CountWhole(cellOfRow, counts.AsSpan(0, cells));
        if (!values.IsEmpty)
        {
            if (cells == 1 && width == 2)
            {
                SumColumns(MemoryMarshal.Cast<double, Vector128<double>>(values), MemoryMarshal.Cast<double, Vector128<double>>(sums.AsSpan(0, width)));
            }
            else
            {
                SumWhole(cellOfRow, values, width, sums.AsSpan(0, cells * width));
            }
        }
    }

    private static void CountWhole(ReadOnlySpan<int> cellOfRow, Span<long> counts)
    {
        if (counts.Length == 1)
        {
            counts[0] += cellOfRow.Length;
            return;
        }

        foreach (var cell in cellOfRow)
        {
            counts[cell]++;
        }
    }

    private static void Count(ReadOnlySpan<int> codes, ReadOnlySpan<int> cellOfRow, int cells, Span<long> counts)
    {
        cellOfRow = cellOfRow[..codes.Length];
        if (cells == 1)
        {
            foreach (var code in codes)
            {
                counts[code + 1]++;
            }

            return;
        }

        for (var i = 0; i < codes.Length; i++)
        {
            counts[((codes[i] + 1) * cells) + cellOfRow[i]]++;
        }
    }

    private static void SumColumns(ReadOnlySpan<Vector128<double>> values, Span<Vector128<double>> sums)
    {
        var sum = sums[0];
        foreach (var value in values)
        {
            sum += value;
        }

        sums[0] = sum;
    }

    private static void SumWhole(ReadOnlySpan<int> cellOfRow, ReadOnlySpan<double> values, int width, Span<double> sums)
    {
        for (var i = 0; i < cellOfRow.Length; i++)
        {
            var from = i * width;
            var to = cellOfRow[i] * width;
            for (var v = 0; v < width; v++)
            {
                sums[to + v] += values[from + v];
            }
        }
    }

    private static void Sum(
        ReadOnlySpan<int> codes, ReadOnlySpan<int> cellOfRow, int cells, ReadOnlySpan<double> values, int width, Span<double> sums)
    {
        switch (width)
        {
            case 2:
                Sum(codes, cellOfRow, cells, MemoryMarshal.Cast<double, Vector128<double>>(values), MemoryMarshal.Cast<double, Vector128<double>>(sums));
                break;
            case 4:
                Sum(codes, cellOfRow, cells, MemoryMarshal.Cast<double, Vector256<double>>(values), MemoryMarshal.Cast<double, Vector256<double>>(sums));
                break;
            default:
                SumAny(codes, cellOfRow, cells, values, width, sums);
                break;
        }
    }

    private static void Sum(
        ReadOnlySpan<int> codes, ReadOnlySpan<int> cellOfRow, int cells, ReadOnlySpan<Vector128<double>> values, Span<Vector128<double>> sums)
    {
        cellOfRow = cellOfRow[..codes.Length];
        values = values[..codes.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            sums[((codes[i] + 1) * cells) + cellOfRow[i]] += values[i];
        }
    }

    private static void Sum(
        ReadOnlySpan<int> codes, ReadOnlySpan<int> cellOfRow, int cells, ReadOnlySpan<Vector256<double>> values, Span<Vector256<double>> sums)
    {
        cellOfRow = cellOfRow[..codes.Length];
        values = values[..codes.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            sums[((codes[i] + 1) * cells) + cellOfRow[i]] += values[i];
        }
    }

    private static void SumAny(
        ReadOnlySpan<int> codes, ReadOnlySpan<int> cellOfRow, int cells, ReadOnlySpan<double> values, int width, Span<double> sums)
    {
        cellOfRow = cellOfRow[..codes.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            var to = (((codes[i] + 1) * cells) + cellOfRow[i]) * width;
            var from = i * width;
            for (var v = 0; v < width; v++)
            {
                sums[to + v] += values[from + v];
            }
        }
    }
}
