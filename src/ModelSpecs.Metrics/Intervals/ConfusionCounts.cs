using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Intervals;

/// <summary>Rows by slice, true and predicted class: what confusion-based metrics are resampled from.</summary>
/// <param name="input">Truth and predictions.</param>
/// <param name="layout">The slices.</param>
internal sealed class ConfusionCounts(MetricInput input, SliceLayout layout) : RowAccumulator
{
    /// <summary>With more classes than this a table a slice costs more than resampling rows.</summary>
    public const int MostClasses = 32;

    private readonly CellTable[] tables = [new CellTable(layout, input.ClassCount * input.ClassCount, 0)];
    private readonly int[] cells = new int[RowPass.BlockRows];

    /// <inheritdoc/>
    protected override ReadOnlySpan<CellTable> Tables => tables;

    /// <summary>Counts of a slice, truth × prediction, row-major.</summary>
    public ReadOnlySpan<long> Of(int slot) => tables[0].Counts(slot);

    /// <inheritdoc/>
    public override RowAccumulator Fresh() => new ConfusionCounts(input, layout);

    /// <inheritdoc/>
    public override void Add(int start, int count)
    {
        var truth = input.Truth.AsSpan(start, count);
        var predicted = input.Predicted.AsSpan(start, count);
        for (var i = 0; i < count; i++)
        {
            cells[i] = (truth[i] * input.ClassCount) + predicted[i];
        }

        tables[0].Add(start, cells.AsSpan(0, count), []);
    }
}
