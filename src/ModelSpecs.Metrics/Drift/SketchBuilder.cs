namespace ModelSpecs.Metrics.Drift;

/// <summary>Chooses the knots of a sketch in one walk over ascending values.</summary>
/// <param name="count">Values to come.</param>
/// <param name="floor">Fewest values that a knot stands for.</param>
/// <param name="edges">Values that are knots wherever the floor allows it.</param>
/// <param name="everyValue">Whether all values are.</param>
internal sealed class SketchBuilder(long count, int floor, double[] edges, bool everyValue)
{
    private readonly long step = Math.Max(everyValue ? 1 : (count + NumberSketch.MostKnots - 1) / NumberSketch.MostKnots, floor);
    private readonly List<double> knots = [];
    private readonly List<long> at = [];
    private readonly List<long> between = [];
    private readonly List<double> sums = [];
    private readonly List<double> kept = [];
    private long open;
    private double openSum;
    private double below = double.NaN;
    private int nextEdge;

    /// <summary>Takes a value that comes so many times, and how many lie between it and the last one, with their sum.</summary>
    public void Add(double value, long times, long before, double beforeSum)
    {
        open += before;
        openSum += beforeSum;
        var isEdge = nextEdge < edges.Length && value.Equals(edges[nextEdge]);
        nextEdge += isEdge ? 1 : 0;
        if (isEdge && open + times < floor && knots.Count > 0 && !LastIsEdge)
        {
            // A knot shortly before an edge makes room for it.
            TakeBack();
        }

        // A gap stays below the step, or two of them, and each knot stands for a floor of values with the gap before it.
        if (times > 0 && (open + times >= step || (isEdge && open + times >= floor)))
        {
            if (knots.Count == 0)
            {
                below = open >= floor ? openSum / open : double.NaN;
            }

            knots.Add(value);
            at.Add(times);
            between.Add(open);
            sums.Add(openSum);
            if (isEdge)
            {
                kept.Add(value);
            }

            (open, openSum) = (0, 0);
            return;
        }

        open += times;
        openSum += times * value;
    }

    /// <summary>The sketch, after what lies above the last value that was added.</summary>
    public NumberSketch Build(long above, double aboveSum, double rankError)
    {
        open += above;
        openSum += aboveSum;
        // The largest value, or the mean of fewer than a floor, would be somebody's: the last knot joins them, unless it is there for itself.
        if (knots.Count > 1 && !LastIsEdge && (at[^1] + open < floor || (open > 0 && open < floor && at[^1] < step)))
        {
            TakeBack();
        }

        between.Add(open);
        return new NumberSketch
        {
            Knots = [.. knots], At = [.. at], Between = [.. between], Edges = [.. kept], RankError = rankError,
            Below = below, Above = open >= floor && knots.Count > 0 ? openSum / open : double.NaN,
        };
    }

    private bool LastIsEdge => kept.Count > 0 && kept[^1].Equals(knots[^1]);

    // The last knot and the gap before it are open again.
    private void TakeBack()
    {
        open += at[^1] + between[^1];
        openSum += (at[^1] * knots[^1]) + sums[^1];
        knots.RemoveAt(knots.Count - 1);
        at.RemoveAt(at.Count - 1);
        between.RemoveAt(between.Count - 1);
        sums.RemoveAt(sums.Count - 1);
    }
}
