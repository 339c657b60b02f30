using System.Runtime.CompilerServices;
using ModelSpecs.Metrics.Accumulation;

namespace ModelSpecs.Metrics.Slices;

/// <summary>Rows and weight by slice, true class and whether it was predicted; with more than two classes also by predicted
/// class. Every count-based metric follows from these margins: no K × K table a slice is needed.</summary>
internal sealed class Outcomes : RowAccumulator
{
    // A cell's weight, and its rows that have one: what tells an exact zero from the residue of a difference.
    private const int WeightedWidth = 2;

    private readonly MetricInput input;
    private readonly SliceLayout layout;
    private readonly bool truthOnly;
    private readonly CellTable[] tables;
    private readonly int[] cells = new int[RowPass.BlockRows];
    private readonly double[] weighed;
    private long[] totalRows = [];
    private double[] totalWeight = [];
    private double[] totalWeighed = [];

    /// <summary>An empty accumulator.</summary>
    /// <param name="input">Truth and predictions.</param>
    /// <param name="layout">The slices.</param>
    /// <param name="truthOnly">Whether predictions are not read: every row counts as a miss.</param>
    public Outcomes(MetricInput input, SliceLayout layout, bool truthOnly)
    {
        this.input = input;
        this.layout = layout;
        this.truthOnly = truthOnly;
        var width = input.Weights is null ? 0 : WeightedWidth;
        var byTruth = new CellTable(layout, 2 * input.ClassCount, width);
        weighed = new double[width * RowPass.BlockRows];
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

    /// <summary>Adds rows without weights of one cell of a slice's confusion matrix.</summary>
    public void Add(int slot, int truth, int predicted, long rows)
    {
        tables[0].Counts(slot)[(2 * truth) + (truth == predicted ? 1 : 0)] += rows;
        if (tables.Length > 1)
        {
            tables[1].Counts(slot)[predicted] += rows;
        }
    }

    /// <summary>Adds up the classes, once all rows are in.</summary>
    public void Seal()
    {
        totalRows = new long[layout.Slots];
        totalWeight = new double[layout.Slots];
        totalWeighed = new double[layout.Slots];
        for (var slot = 0; slot < layout.Slots; slot++)
        {
            for (var ofClass = 0; ofClass < input.ClassCount; ofClass++)
            {
                totalRows[slot] += ClassRows(slot, ofClass);
                totalWeight[slot] += ClassWeight(slot, ofClass);
                totalWeighed[slot] += input.Weights is null ? 0 : Sum(slot, 2 * ofClass, 1) + Sum(slot, (2 * ofClass) + 1, 1);
            }
        }
    }

    /// <summary>Rows of a class in a slice.</summary>
    public long ClassRows(int slot, int ofClass)
    {
        var counts = tables[0].Counts(slot);
        return counts[2 * ofClass] + counts[(2 * ofClass) + 1];
    }

    /// <summary>Rows of the smallest class that a slice has.</summary>
    public long SmallestClass(int slot)
    {
        var smallest = long.MaxValue;
        for (var ofClass = 0; ofClass < input.ClassCount; ofClass++)
        {
            var rows = ClassRows(slot, ofClass);
            smallest = rows > 0 ? Math.Min(smallest, rows) : smallest;
        }

        return smallest;
    }

    /// <summary>Weight of a class in a slice.</summary>
    public double ClassWeight(int slot, int ofClass)
    {
        if (input.Weights is null)
        {
            return ClassRows(slot, ofClass);
        }

        return Sum(slot, 2 * ofClass, 0) + Sum(slot, (2 * ofClass) + 1, 0);
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

        var predicted = tables[1].Counts(slot)[ofClass];
        return new ClassTally(hit, predicted - hit, miss, Rows(slot) - predicted - miss);
    }

    /// <summary>One class against the rest, in weight.</summary>
    public ClassTally WeightTally(int slot, int ofClass)
    {
        if (input.Weights is null)
        {
            return RowTally(slot, ofClass);
        }

        var (missed, hit) = (2 * ofClass, (2 * ofClass) + 1);
        if (tables.Length == 1)
        {
            var other = 2 * (1 - ofClass);
            return new ClassTally(Sum(slot, hit, 0), Sum(slot, other, 0), Sum(slot, missed, 0), Sum(slot, other + 1, 0));
        }

        var (hits, misses) = (Sum(slot, hit, 0), Sum(slot, missed, 0));
        var ofPredicted = tables[1].Sums(slot).Slice(WeightedWidth * ofClass, WeightedWidth);
        var otherRows = totalWeighed[slot] - ofPredicted[1] - Sum(slot, missed, 1);

        // Where all that is predicted is hit, both sums added the same rows in the same order; the negatives did not.
        var falsePositives = Math.Max(0, ofPredicted[0] - hits);
        var trueNegatives = otherRows > 0 ? Math.Max(0, Weight(slot) - (hits + misses) - falsePositives) : 0;
        return new ClassTally(hits, falsePositives, misses, trueNegatives);
    }

    /// <summary>Makes every row of a slice predicted as one class.</summary>
    public void PredictAll(int slot, int ofClass)
    {
        Move(tables[0].Counts(slot), ofClass, 1);
        Move(tables[0].Sums(slot), ofClass, tables[0].Width);
        if (tables.Length == 1)
        {
            return;
        }

        tables[1].Counts(slot).Clear();
        tables[1].Counts(slot)[ofClass] = Rows(slot);
        if (input.Weights is not null)
        {
            var sums = tables[1].Sums(slot);
            sums.Clear();
            sums[WeightedWidth * ofClass] = Weight(slot);
            sums[(WeightedWidth * ofClass) + 1] = totalWeighed[slot];
        }
    }

    /// <inheritdoc/>
    public override void Add(int start, int count)
    {
        var truth = input.Truth.AsSpan(start, count);
        var predicted = truthOnly ? default : input.Predicted.AsSpan(start, count);
        var values = input.Weights is null ? default : weighed.AsSpan(0, WeightedWidth * count);
        if (input.Weights is not null)
        {
            FillWeights(input.Weights.AsSpan(start, count), values);
        }

        FillCells(truth, predicted, cells);
        tables[0].Add(start, cells.AsSpan(0, count), values);
        if (tables.Length > 1 && !truthOnly)
        {
            tables[1].Add(start, predicted, values);
        }
    }

    private double Sum(int slot, int cell, int value) => tables[0].Sums(slot)[(WeightedWidth * cell) + value];

    private static void Move<T>(Span<T> cells, int ofClass, int width)
        where T : struct, System.Numerics.INumber<T>
    {
        for (var i = 0; i < cells.Length; i++)
        {
            // Cells come in pairs, missed and hit, of one class each.
            var (cell, value) = (i / width, i % width);
            if (cell % 2 == 0)
            {
                var hit = ((cell + 1) * width) + value;
                var all = cells[i] + cells[hit];
                var isPredicted = cell == 2 * ofClass;
                (cells[i], cells[hit]) = isPredicted ? (T.Zero, all) : (all, T.Zero);
            }
        }
    }

    private static void FillWeights(ReadOnlySpan<double> weights, Span<double> values)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            values[WeightedWidth * i] = weights[i];
            values[(WeightedWidth * i) + 1] = weights[i] > 0 ? 1 : 0;
        }
    }

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
