using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Paired;

/// <summary>Rows by slice, whether they are of a class, whether they count now and whether they counted then.</summary>
internal sealed class SharedCells : RowAccumulator
{
    /// <summary>Cells a slice.</summary>
    public const int Cells = 8;

    /// <summary>Bit of a cell: the row is of the class.</summary>
    public const int IsOfClass = 4;

    /// <summary>Bit of a cell: it counts now.</summary>
    public const int Now = 2;

    /// <summary>Bit of a cell: it counted then.</summary>
    public const int Then = 1;

    /// <summary>Both bits.</summary>
    public const int Changes = Now | Then;

    private readonly MetricInput now;
    private readonly MetricInput then;
    private readonly SliceLayout layout;
    private readonly SharedRows.Sign sign;
    private readonly CellTable[] tables;
    private readonly int[] cells = new int[RowPass.BlockRows];
    private readonly double[] values;

    public SharedCells(MetricInput now, MetricInput then, SliceLayout layout, SharedRows.Sign sign)
    {
        this.now = now;
        this.then = then;
        this.layout = layout;
        this.sign = sign;
        tables = [new CellTable(layout, Cells, 0)];
        values = new double[sign.Column is null ? 0 : RowPass.BlockRows];
    }

    /// <inheritdoc/>
    protected override ReadOnlySpan<CellTable> Tables => tables;

    /// <summary>Counts of a slice.</summary>
    public ReadOnlySpan<long> Of(int slot) => tables[0].Counts(slot);

    /// <inheritdoc/>
    public override RowAccumulator Fresh() => new SharedCells(now, then, layout, sign);

    /// <inheritdoc/>
    public override void Add(int start, int count)
    {
        var block = cells.AsSpan(0, count);
        block.Clear();
        if (sign.Column is not null)
        {
            Mark(now, start, block, Now);
            Mark(then, start, block, Then);
        }
        else if (sign.Class is not { } ofClass)
        {
            MarkRight(now, start, block, Now);
            MarkRight(then, start, block, Then);
        }
        else
        {
            MarkClass(now.Truth!, now, start, block, ofClass, IsOfClass);
            MarkClass(now.Predicted!, now, start, block, ofClass, Now);
            MarkClass(then.Predicted!, then, start, block, ofClass, Then);
        }

        tables[0].Add(start, block, []);
    }

    private void Mark(MetricInput input, int start, Span<int> block, int bit)
    {
        var ofBlock = values.AsSpan(0, block.Length);
        sign.Column!.Fill(input, start, ofBlock);
        for (var i = 0; i < block.Length; i++)
        {
            block[i] |= ofBlock[i] > 0.5 ? bit : 0;
        }
    }

    private static void MarkRight(MetricInput input, int start, Span<int> block, int bit)
    {
        var truth = input.Truth.AsSpan(start, block.Length);
        var predicted = input.Predicted.AsSpan(start, block.Length);
        for (var i = 0; i < block.Length; i++)
        {
            block[i] |= truth[i] == predicted[i] ? bit : 0;
        }
    }

    private static void MarkClass(int[] classes, MetricInput input, int start, Span<int> block, int ofClass, int bit)
    {
        if (input.Task == MetricTask.Multilabel)
        {
            for (var i = 0; i < block.Length; i++)
            {
                block[i] |= classes[((start + i) * input.ClassCount) + ofClass] == 1 ? bit : 0;
            }

            return;
        }

        var ofBlock = classes.AsSpan(start, block.Length);
        for (var i = 0; i < block.Length; i++)
        {
            block[i] |= ofBlock[i] == ofClass ? bit : 0;
        }
    }
}
