using System.Runtime.CompilerServices;
using ModelSpecs.Metrics.Accumulation;

namespace ModelSpecs.Metrics.Slices;

/// <summary>Weighted sums of row columns by slice.</summary>
internal sealed class RowMeans : RowAccumulator
{
    private static readonly int[] OneCell = new int[RowPass.BlockRows];

    private readonly MetricInput input;
    private readonly SliceLayout layout;
    private readonly RowColumn[] columns;
    private readonly CellTable[] tables;
    private readonly double[] column = new double[RowPass.BlockRows];
    private readonly double[] rows;

    /// <summary>An empty accumulator of <paramref name="columns"/>.</summary>
    public RowMeans(MetricInput input, SliceLayout layout, RowColumn[] columns)
    {
        this.input = input;
        this.layout = layout;
        this.columns = columns;
        // Three columns are summed faster as four.
        Width = columns.Length == 3 ? 4 : columns.Length;
        tables = [new CellTable(layout, 1, Width)];
        rows = new double[RowPass.BlockRows * Width];
    }

    /// <inheritdoc/>
    protected override ReadOnlySpan<CellTable> Tables => tables;

    /// <summary>The columns.</summary>
    public ReadOnlySpan<RowColumn> Columns => columns;

    private int Width { get; }

    /// <summary>Σ weight × value of a column over a slice.</summary>
    public double Sum(int slot, RowColumn ofColumn) => tables[0].Sums(slot)[Array.IndexOf(columns, ofColumn)];

    /// <summary>Replaces a sum, for a prediction whose sum is known without reading rows.</summary>
    public void Set(int slot, RowColumn ofColumn, double sum) => tables[0].Sums(slot)[Array.IndexOf(columns, ofColumn)] = sum;

    /// <inheritdoc/>
    public override RowAccumulator Fresh() => new RowMeans(input, layout, columns);

    /// <inheritdoc/>
    public override void Add(int start, int count)
    {
        var values = column.AsSpan(0, count);
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c].Fill(input, start, values);
            if (input.Weights is { } weights)
            {
                Weigh(values, weights.AsSpan(start, count));
            }

            Interleave(values, rows.AsSpan(c), Width);
        }

        tables[0].Add(start, OneCell.AsSpan(0, count), rows.AsSpan(0, count * Width));
    }

    private static void Interleave(ReadOnlySpan<double> values, Span<double> rows, int width)
    {
        for (var i = 0; i < values.Length; i++)
        {
            rows[i * width] = values[i];
        }
    }

    private static void Weigh(Span<double> values, ReadOnlySpan<double> weights)
    {
        weights = weights[..values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            // A row without weight adds nothing, whatever its value.
            values[i] = weights[i] == 0 ? 0 : values[i] * weights[i];
        }
    }
}
