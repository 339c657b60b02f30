namespace ModelSpecs.Metrics.Drift;

/// <summary>Counts values by the knots of a sketch: one pass, nothing sorted, nothing kept.</summary>
public sealed class SketchCounter
{
    // A few cells a knot: most values find theirs in one step, and what crowds into one cell is searched there.
    private const int Cells = 4_096;

    private readonly double[] knots;
    private readonly int[] first;
    private readonly double scale;

    /// <summary>A counter.</summary>
    /// <param name="knots">Ascending, each once; at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public SketchCounter(double[] knots)
    {
        ArgumentNullException.ThrowIfNull(knots);
        ArgumentOutOfRangeException.ThrowIfZero(knots.Length, nameof(knots));
        this.knots = knots;
        At = new long[knots.Length];
        Between = new long[knots.Length + 1];
        var step = (Cells - 1) / (knots[^1] - knots[0]);
        scale = double.IsFinite(step) && double.IsFinite(knots[0]) ? step : 0;
        first = new int[Cells + 1];
        for (int cell = 0, knot = 0; cell <= Cells; cell++)
        {
            while (knot < knots.Length && CellOf(knots[knot]) < cell)
            {
                knot++;
            }

            first[cell] = Math.Min(knot, knots.Length - 1);
        }
    }

    /// <summary>Values equal to a knot.</summary>
    public long[] At { get; }

    /// <summary>Values before each knot and after the last, as <see cref="NumberSketch.Between"/>.</summary>
    public long[] Between { get; }

    /// <summary>NaN, which is no value.</summary>
    public long Missing { get; private set; }

    /// <summary>Sum of the values below all knots.</summary>
    public double SumBelow { get; private set; }

    /// <summary>Sum of the values above all knots.</summary>
    public double SumAbove { get; private set; }

    /// <summary>Values counted.</summary>
    public long Count => At.Sum() + Between.Sum();

    /// <summary>Counts values; NaN are <see cref="Missing"/>.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        var (low, high) = (knots[0], knots[^1]);
        foreach (var value in values)
        {
            if (value >= low && value <= high)
            {
                var knot = Find(value);
                if (knots[knot].Equals(value))
                {
                    At[knot]++;
                }
                else
                {
                    Between[knot]++;
                }
            }
            else if (value < low)
            {
                Between[0]++;
                SumBelow += value;
            }
            else if (value > high)
            {
                Between[^1]++;
                SumAbove += value;
            }
            else
            {
                Missing++;
            }
        }
    }

    // The first knot that is not below the value. Of knots in an earlier cell all are below it, of those in a later one none.
    private int Find(double value)
    {
        var cell = CellOf(value);
        var (from, to) = (first[cell], first[cell + 1]);
        while (from < to)
        {
            var middle = (from + to) >>> 1;
            (from, to) = knots[middle] < value ? (middle + 1, to) : (from, middle);
        }

        return from;
    }

    private int CellOf(double value) => scale > 0 ? Math.Min((int)((value - knots[0]) * scale), Cells - 1) : 0;
}
