using ModelSpecs.Engine.Datasets;
using ModelSpecs.Metrics.Drift;
using ModelSpecs.Results.Profiles;

namespace ModelSpecs.Engine.Guards.Drift;

/// <summary>Numbers of a profile: one pass over the values, nothing sorted.</summary>
internal sealed class SketchReference(NumberProfile numbers, long referenceRows, long referenceMissing) : ReferenceColumn
{
    private readonly NumberSketch sketch = SketchProfile.ToSketch(numbers);

    /// <inheritdoc />
    public override ColumnDrift Compare(Column column, int[]? rows)
    {
        var counted = Count(column, rows);
        var drift = new ColumnDrift
        {
            Name = column.Name, HasNumbers = true, IsCategorical = numbers.IsFewValued, ReferenceRows = referenceRows, ReferenceMissing = referenceMissing, Rows = rows?.Length ?? column.Length, Missing = counted.Missing,
            Nothing = sketch.Edges.Length == 0 && !numbers.IsFewValued ? TooFew : Nothing(sketch.Count, counted.Count), KsAbove = sketch.LargestGap + sketch.RankError, KsBelow = sketch.RankError,
        };
        if (drift.Nothing is not null)
        {
            return drift;
        }

        drift = drift with
        {
            Ks = SketchCells.KolmogorovSmirnov(sketch, counted),
            Wasserstein = SortedReference.InDeviations(SketchCells.Wasserstein(sketch, counted), numbers.Deviation),
        };
        if (!numbers.IsFewValued)
        {
            return drift with { Bins = NumberBins.Names(sketch.Edges), Expected = sketch.BinCounts(), Actual = SketchCells.BinCounts(sketch, counted.At, counted.Between) };
        }

        var (rest, others) = (sketch.Between.Sum(), counted.Between.Sum());
        var (bins, expected, actual) = NumberBins.ByValue(sketch.Knots, sketch.At, rest, counted.At, others);
        return drift with
        {
            Bins = bins, Expected = expected, Actual = actual,
            UnseenShare = CategoryReference.BeyondRest(others, counted.Count, rest, sketch.Count),
        };
    }

    /// <inheritdoc />
    public override DriftShape Shape(Column column, int[]? rows)
    {
        var counted = Count(column, rows);
        return sketch.Count == 0 || counted.Count == 0
            ? DriftShape.None
            : DriftShape.Between(sketch.Knots[0], sketch.Knots[^1], UpTo(sketch.At, sketch.Between), UpTo(counted.At, counted.Between));
    }

    private SketchCounter Count(Column column, int[]? rows)
    {
        var counter = new SketchCounter(sketch.Knots);
        ColumnValues.ForEachBlock(column, rows, counter.Add);
        return counter;
    }

    // Between two knots the values are taken to be even.
    private Func<double, double> UpTo(long[] at, long[] between)
    {
        var upTo = new double[at.Length];
        var sum = 0.0;
        for (var i = 0; i < at.Length; i++)
        {
            upTo[i] = sum += between[i] + at[i];
        }

        var all = sum + between[^1];
        return x =>
        {
            var next = Array.BinarySearch(sketch.Knots, x);
            if (next >= 0)
            {
                return upTo[next] / all;
            }

            next = ~next;
            return next == 0 ? 0 : next == at.Length ? upTo[^1] / all
                : (upTo[next - 1] + (between[next] * (x - sketch.Knots[next - 1]) / (sketch.Knots[next] - sketch.Knots[next - 1]))) / all;
        };
    }
}
