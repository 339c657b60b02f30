namespace ModelSpecs.Metrics.Drift;

/// <summary>A distribution of numbers in about a thousand of them: at each knot it is known how many values are below, at and above it. Two sketches make one of both, so that months add up to a year.</summary>
/// <remarks>No knot stands for fewer values than a floor, and of what lies outside all knots only a mean over at least as many is kept, so that none of it is one row's alone.
/// Of <see cref="Of"/> the counts at knots are exact; what lies between two is not more than <see cref="LargestGap"/> of all.</remarks>
public sealed record NumberSketch
{
    /// <summary>Most knots, but for those on edges of bins.</summary>
    public const int MostKnots = 1_000;

    /// <summary>The knots, ascending, each once.</summary>
    public required double[] Knots { get; init; }

    /// <summary>Values equal to a knot.</summary>
    public required long[] At { get; init; }

    /// <summary>Values strictly between a knot and the one before it; first those below all, last those above all: one more than knots.</summary>
    public required long[] Between { get; init; }

    /// <summary>Edges of the bins of <see cref="QuantileEdges"/>, each a knot.</summary>
    public required double[] Edges { get; init; }

    /// <summary>Mean of the values below all knots; NaN where there are fewer than the floor.</summary>
    public required double Below { get; init; }

    /// <summary>Mean of the values above all knots; NaN where there are fewer than the floor.</summary>
    public required double Above { get; init; }

    /// <summary>Most by which the share of values below or up to a knot may be wrong; 0 for a sketch of values, more for one made of others.</summary>
    public double RankError { get; init; }

    /// <summary>Values.</summary>
    public long Count => At.Sum() + Between.Sum();

    /// <summary>The largest share of values that lie between two knots.</summary>
    public double LargestGap => Between.Max() / (double)Math.Max(1, Count);

    /// <summary>A sketch of values.</summary>
    /// <param name="sorted">Ascending, not empty, no NaN.</param>
    /// <param name="floor">Fewest values that a knot stands for, from 1; with fewer values than that there is no knot.</param>
    /// <param name="everyValue">Whether each value that the floor allows is a knot: of values that are few.</param>
    public static NumberSketch Of(ReadOnlySpan<double> sorted, int floor, bool everyValue = false)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length, nameof(sorted));
        ArgumentOutOfRangeException.ThrowIfLessThan(floor, 1);
        var builder = new SketchBuilder(sorted.Length, floor, QuantileEdges.Of(sorted), everyValue);
        for (var i = 0; i < sorted.Length;)
        {
            var (value, end) = (sorted[i], i + 1);
            while (end < sorted.Length && sorted[end].Equals(value))
            {
                end++;
            }

            builder.Add(value, end - i, 0, 0);
            i = end;
        }

        return builder.Build(0, 0, 0);
    }

    /// <summary>A sketch of what two sketches are of. Between its knots each is taken to be even, which is wrong by no more than its gap; <see cref="RankError"/> adds that up.</summary>
    /// <param name="first">One.</param>
    /// <param name="second">The other; the order of the two makes no difference.</param>
    /// <param name="floor">As for <see cref="Of"/>.</param>
    /// <param name="everyValue">As for <see cref="Of"/>.</param>
    public static NumberSketch Merge(NumberSketch first, NumberSketch second, int floor, bool everyValue = false)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentOutOfRangeException.ThrowIfLessThan(floor, 1);
        return SketchMerge.Merge(first, second, floor, everyValue);
    }

    /// <summary>Values by bin of <see cref="Edges"/>, one more than edges.</summary>
    public double[] BinCounts() => SketchCells.BinCounts(this, At, Between);
}
