using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary>Rows, or their weight, by slice, true and predicted class.</summary>
/// <param name="input">Truth and predictions.</param>
/// <param name="layout">The slices.</param>
internal sealed class ConfusionTable(MetricInput input, SliceLayout layout) : RowAccumulator
{
    private readonly CellTable[] tables = [new CellTable(layout, input.ClassCount * input.ClassCount, input.Weights is null ? 0 : 1)];
    private readonly int[] cells = new int[RowPass.BlockRows];

    /// <inheritdoc/>
    protected override ReadOnlySpan<CellTable> Tables => tables;

    /// <summary>Truth × prediction of a slice, row-major.</summary>
    public double[] Of(int slot) => input.Weights is null ? [.. tables[0].Counts(slot).ToArray().Select(count => (double)count)] : tables[0].Sums(slot).ToArray();

    /// <inheritdoc/>
    public override RowAccumulator Fresh() => new ConfusionTable(input, layout);

    /// <inheritdoc/>
    public override void Add(int start, int count)
    {
        var truth = input.Truth.AsSpan(start, count);
        var predicted = input.Predicted.AsSpan(start, count);
        for (var i = 0; i < count; i++)
        {
            cells[i] = (truth[i] * input.ClassCount) + predicted[i];
        }

        tables[0].Add(start, cells.AsSpan(0, count), input.Weights is null ? [] : input.Weights.AsSpan(start, count));
    }
}
