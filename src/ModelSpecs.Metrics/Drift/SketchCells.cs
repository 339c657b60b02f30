namespace ModelSpecs.Metrics.Drift;

/// <summary>Distances between a sketch and values that were counted by its knots (<see cref="SketchCounter"/>).</summary>
public static class SketchCells
{
    /// <summary>Values by bin of a sketch's edges, one more than edges.</summary>
    /// <param name="sketch">The sketch.</param>
    /// <param name="at">Values equal to each knot.</param>
    /// <param name="between">Values before each knot and after the last.</param>
    public static double[] BinCounts(NumberSketch sketch, ReadOnlySpan<long> at, ReadOnlySpan<long> between)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        var counts = new double[sketch.Edges.Length + 1];
        var bin = 0;
        for (var i = 0; i < at.Length; i++)
        {
            counts[bin] += between[i] + at[i];
            if (bin < sketch.Edges.Length && sketch.Knots[i].Equals(sketch.Edges[bin]))
            {
                bin++;
            }
        }

        counts[bin] += between[^1];
        return counts;
    }

    /// <summary>The largest difference of the distribution functions on either side of a knot: never above the statistic of Kolmogorov and Smirnov, and below it by at most the sketch's
    /// <see cref="NumberSketch.LargestGap"/>, of a merged sketch give or take its <see cref="NumberSketch.RankError"/>.</summary>
    /// <param name="sketch">The sketch, with a knot.</param>
    /// <param name="counted">Values counted by its knots, at least one.</param>
    public static double KolmogorovSmirnov(NumberSketch sketch, SketchCounter counted)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        ArgumentNullException.ThrowIfNull(counted);
        var (n, m, before, now, largest) = ((double)sketch.Count, (double)counted.Count, 0L, 0L, 0.0);
        for (var i = 0; i < sketch.Knots.Length; i++)
        {
            (before, now) = (before + sketch.Between[i], now + counted.Between[i]);
            largest = Math.Max(largest, Math.Abs((before / n) - (now / m)));
            (before, now) = (before + sketch.At[i], now + counted.At[i]);
            largest = Math.Max(largest, Math.Abs((before / n) - (now / m)));
        }

        return largest;
    }

    /// <summary>First Wasserstein distance ∫ |F − G| in the unit of the values, both taken to be even between two knots and outside all of them to lie at their means there; NaN where an
    /// infinity is among them.</summary>
    /// <param name="sketch">The sketch, with a knot.</param>
    /// <param name="counted">Values counted by its knots, at least one.</param>
    public static double Wasserstein(NumberSketch sketch, SketchCounter counted)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        ArgumentNullException.ThrowIfNull(counted);
        var (knots, n, m) = (sketch.Knots, (double)sketch.Count, (double)counted.Count);
        var sum = Math.Abs((sketch.Between[0] / n * Reach(knots[0], sketch.Below)) - (((counted.Between[0] * knots[0]) - counted.SumBelow) / m));
        sum += Math.Abs((sketch.Between[^1] / n * Reach(sketch.Above, knots[^1])) - ((counted.SumAbove - (counted.Between[^1] * knots[^1])) / m));
        var (before, now) = (sketch.Between[0] + sketch.At[0], counted.Between[0] + counted.At[0]);
        for (var i = 1; i < knots.Length; i++)
        {
            var left = (before / n) - (now / m);
            (before, now) = (before + sketch.Between[i], now + counted.Between[i]);
            var right = (before / n) - (now / m);
            sum += (knots[i] - knots[i - 1]) * Area(left, right);
            (before, now) = (before + sketch.At[i], now + counted.At[i]);
        }

        return double.IsFinite(sum) ? sum : double.NaN;
    }

    // A mean that the floor keeps back is taken for the knot.
    private static double Reach(double to, double from) => double.IsNaN(to) || double.IsNaN(from) ? 0 : to - from;

    /// <summary>Mean absolute height of a line from one height to another.</summary>
    private static double Area(double left, double right)
    {
        var (a, b) = (Math.Abs(left), Math.Abs(right));
        return (left >= 0) == (right >= 0) || a + b <= 0 ? (a + b) / 2 : ((a * a) + (b * b)) / (2 * (a + b));
    }
}
