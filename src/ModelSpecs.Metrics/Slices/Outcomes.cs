using System.Runtime.CompilerServices;
using ModelSpecs.Metrics.Accumulation;

namespace ModelSpecs.Metrics.Slices;

/// <summary>Rows and weight by slice, true class and whether it was predicted; with more than two classes also by predicted
/// class. Every count-based metric follows from these margins: no K × K table a slice is needed.</summary>
internal sealed class Outcomes : RowAccumulator
{
    private readonly MetricInput input;
    private readonly SliceLayout layout;
    private readonly bool truthOnly;
    private readonly CellTable[] tables;
    private readonly int[] cells = new int[RowPass.BlockRows];
    private long[] totalRows = [];
    private double[] totalWeight = [];

    /// <summary>An empty accumulator.</summary>
    /// <param name="input">Truth and predictions.</param>
    /// <param name="layout">The slices.</param>
    /// <param name="truthOnly">Whether predictions are not read: every row counts as a miss.</param>
    public Outcomes(MetricInput input, SliceLayout layout, bool truthOnly)
    {
        this.input = input;
        this.layout = layout;
        this.truthOnly = truthOnly;
        var width = input.Weights is null ? 0 : 1;
        var byTruth = new CellTable(layout, 2 * input.ClassCount, width);
        tables = input.ClassCount == 2 ? [byTruth] : [byTruth, new CellTable(layout, input.ClassCount, width)];
    }

    /// <inheritdoc/>
    protected override ReadOnlySpan<CellTable> Tables => tables;

    /// <inheritdoc/>
    public override RowAccumulator Fresh() => new Outcomes(input, layout, truthOnly);

    /// <summary>Rows of a slice.</summary>
    public long Rows(int slot) => totalRows[slot];

    /// <summary>Weight of a slice.</summary>
    public double Weight(int slot) => totalWeight[slot];

    /// <summary>Adds up the classes, once all rows are in.</summary>
    public void Seal()
    {
        totalRows = new long[layout.Slots];
        totalWeight = new double[layout.Slots];
        for (var slot = 0; slot < layout.Slots; slot++)
        {
            for (var ofClass = 0; ofClass < input.ClassCount; ofClass++)
            {
                // Where one class has all the weight, the sum is that class's to the last bit, and the rest exactly zero.
                totalRows[slot] += ClassRows(slot, ofClass);
                totalWeight[slot] += ClassWeight(slot, ofClass);
            }
        }
    }

    /// <summary>Rows of a class in a slice.</summary>
    public long ClassRows(int slot, int ofClass)
    {
        var counts = tables[0].Counts(slot);
        return counts[2 * ofClass] + counts[(2 * ofClass) + 1];
    }

    /// <summary>Weight of a class in a slice.</summary>
    public double ClassWeight(int slot, int ofClass)
    {
        if (input.Weights is null)
        {
            return ClassRows(slot, ofClass);
        }

        var sums = tables[0].Sums(slot);
        return sums[2 * ofClass] + sums[(2 * ofClass) + 1];
    }

    /// <summary>One class against the rest, in rows.</summary>
    public ClassTally RowTally(int slot, int ofClass)
    {
        var counts = tables[0].Counts(slot);
        var (miss, hit) = ((double)counts[2 * ofClass], (double)counts[(2 * ofClass) + 1]);
        if (tables.Length == 1)
        {
            var other = 1 - ofClass;
            return new ClassTally(hit, counts[2 * other], miss, counts[(2 * other) + 1]);
        }

        return OfMargins(hit, miss, tables[1].Counts(slot)[ofClass], Rows(slot) - hit - miss);
    }

    /// <summary>One class against the rest, in weight.</summary>
    public ClassTally WeightTally(int slot, int ofClass)
    {
        if (input.Weights is null)
        {
            return RowTally(slot, ofClass);
        }

        var sums = tables[0].Sums(slot);
        var (miss, hit) = (sums[2 * ofClass], sums[(2 * ofClass) + 1]);
        if (tables.Length == 1)
        {
            var other = 1 - ofClass;
            return new ClassTally(hit, sums[2 * other], miss, sums[(2 * other) + 1]);
        }

        return OfMargins(hit, miss, tables[1].Sums(slot)[ofClass], Weight(slot) - (hit + miss));
    }

    /// <summary>Makes every row of a slice predicted as one class.</summary>
    public void PredictAll(int slot, int ofClass)
    {
        Move(tables[0].Counts(slot), ofClass);
        if (input.Weights is not null)
        {
            Move(tables[0].Sums(slot), ofClass);
        }

        if (tables.Length > 1)
        {
            tables[1].Counts(slot).Clear();
            tables[1].Counts(slot)[ofClass] = Rows(slot);
            if (input.Weights is not null)
            {
                tables[1].Sums(slot).Clear();
                tables[1].Sums(slot)[ofClass] = Weight(slot);
            }
        }
    }

    /// <inheritdoc/>
    public override void Add(int start, int count)
    {
        var truth = input.Truth.AsSpan(start, count);
        var predicted = truthOnly ? default : input.Predicted.AsSpan(start, count);
        var weights = input.Weights is null ? default : input.Weights.AsSpan(start, count);
        FillCells(truth, predicted, cells);
        tables[0].Add(start, cells.AsSpan(0, count), weights);
        if (tables.Length > 1 && !truthOnly)
        {
            tables[1].Add(start, predicted, weights);
        }
    }

    private static ClassTally OfMargins(double hit, double miss, double predicted, double rest)
    {
        var falsePositives = Math.Max(0, predicted - hit);
        return new ClassTally(hit, falsePositives, miss, Math.Max(0, rest - falsePositives));
    }

    private static void Move<T>(Span<T> cells, int ofClass)
        where T : struct, System.Numerics.INumber<T>
    {
        for (var cell = 0; cell < cells.Length; cell += 2)
        {
            var all = cells[cell] + cells[cell + 1];
            var isHit = cell == 2 * ofClass;
            cells[cell] = isHit ? T.Zero : all;
            cells[cell + 1] = isHit ? all : T.Zero;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillCells(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, Span<int> cells)
    {
        cells = cells[..truth.Length];
        if (predicted.IsEmpty)
        {
            for (var i = 0; i < truth.Length; i++)
            {
                cells[i] = 2 * truth[i];
            }

            return;
        }

        predicted = predicted[..truth.Length];
        for (var i = 0; i < truth.Length; i++)
        {
            cells[i] = (2 * truth[i]) + (truth[i] == predicted[i] ? 1 : 0);
        }
    }
}
