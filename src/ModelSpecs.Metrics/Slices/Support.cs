using ModelSpecs.Metrics.Accumulation;

namespace ModelSpecs.Metrics.Slices;

/// <summary>Rows and weight of each slice, where there are no classes to count.</summary>
internal sealed class Support : RowAccumulator
{
    private static readonly int[] OneCell = new int[RowPass.BlockRows];

    private readonly MetricInput input;
    private readonly SliceLayout layout;
    private readonly CellTable[] tables;

    /// <summary>An empty accumulator.</summary>
    public Support(MetricInput input, SliceLayout layout)
    {
        this.input = input;
        this.layout = layout;
        tables = [new CellTable(layout, 1, input.Weights is null ? 0 : 1)];
    }

    /// <inheritdoc/>
    protected override ReadOnlySpan<CellTable> Tables => tables;

    /// <summary>Rows of a slice.</summary>
    public long Rows(int slot) => tables[0].Counts(slot)[0];

    /// <summary>Weight of a slice.</summary>
    public double Weight(int slot) => input.Weights is null ? Rows(slot) : tables[0].Sums(slot)[0];

    /// <inheritdoc/>
    public override RowAccumulator Fresh() => new Support(input, layout);

    /// <inheritdoc/>
    public override void Add(int start, int count) =>
        tables[0].Add(start, OneCell.AsSpan(0, count), input.Weights is null ? [] : input.Weights.AsSpan(start, count));
}
