using System.Runtime.CompilerServices;
using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Columns;

/// <summary>Rows, weight and sum of a column by slice; a row without a value is in a cell of its own.</summary>
internal sealed class ColumnSums : RowAccumulator
{
    private const int Present = 1;
    private const int Cells = 2;
    private const int Width = 2;

    private readonly MetricInput input;
    private readonly SliceLayout layout;
    private readonly double[] column;
    private readonly CellTable[] tables;
    private readonly int[] cells = new int[RowPass.BlockRows];
    private readonly double[] values = new double[Width * RowPass.BlockRows];

    /// <summary>An empty accumulator.</summary>
    public ColumnSums(MetricInput input, SliceLayout layout, double[] column)
    {
        this.input = input;
        this.layout = layout;
        this.column = column;
        tables = [new CellTable(layout, Cells, Width)];
    }

    /// <inheritdoc/>
    protected override ReadOnlySpan<CellTable> Tables => tables;

    /// <summary>Rows with a value.</summary>
    public long Rows(int slot) => tables[0].Counts(slot)[Present];

    /// <summary>Their weight.</summary>
    public double Weight(int slot) => tables[0].Sums(slot)[Present * Width];

    /// <summary>Σ weight × value.</summary>
    public double Sum(int slot) => tables[0].Sums(slot)[(Present * Width) + 1];

    /// <inheritdoc/>
    public override RowAccumulator Fresh() => new ColumnSums(input, layout, column);

    /// <inheritdoc/>
    public override void Add(int start, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var value = column[start + i];
            var weight = input.Weights is null ? 1 : input.Weights[start + i];
            cells[i] = double.IsNaN(value) ? 0 : Present;
            values[Width * i] = weight;
            values[(Width * i) + 1] = double.IsNaN(value) || weight == 0 ? 0 : weight * value;
        }

        tables[0].Add(start, cells.AsSpan(0, count), values.AsSpan(0, Width * count));
    }
}
