namespace ModelSpecs.Metrics.Curves;

/// <summary>A line through many points, of which it keeps few: while it is drawn those that lie apart, at the end those whose loss
/// changes the area under it least (Visvalingam &amp; Whyatt 1993), what is lost on one side weighed against the other.</summary>
internal sealed class Polyline
{
    /// <summary>Points nearer to each other than this, by the sum of both distances, are no two points on any screen.</summary>
    public const double Step = 2e-3;

    // A triangle this many times larger is taken all the same where it brings the area back.
    private const double Preference = 4;

    private readonly List<LinePoint> kept = [];

    /// <summary>The first point of the line.</summary>
    public void Begin(LinePoint first) => kept.Add(first);

    /// <summary>A point that is a <see cref="Step"/> or more away from the one kept last.</summary>
    /// <param name="before">The point of the line just before it.</param>
    /// <param name="point">The point.</param>
    public void Keep(LinePoint before, LinePoint point)
    {
        // A long way at once: where it began is a corner.
        if (kept[^1].At != before.At && Math.Abs(point.X - before.X) + Math.Abs(point.Y - before.Y) >= Step / 2)
        {
            kept.Add(before);
        }

        kept.Add(point);
    }

    /// <summary>At most so many of the points, the first and the last among them.</summary>
    /// <param name="most">At least 2.</param>
    /// <param name="last">The last point of the line.</param>
    /// <param name="area">Area under the line through all its points.</param>
    public IReadOnlyList<LinePoint> Thinned(int most, LinePoint last, double area)
    {
        var points = kept[^1].At == last.At ? [.. kept] : kept.Append(last).ToArray();
        return points.Length <= most ? points : Thin(points, most, area);
    }

    private static double Under(LinePoint from, LinePoint to) => (to.X - from.X) * (from.Y + to.Y) / 2;

    private static LinePoint[] Thin(LinePoint[] points, int most, double exact)
    {
        var (before, after) = (new int[points.Length], new int[points.Length]);
        var changes = new double[points.Length];
        var (rising, falling) = (new PriorityQueue<int, double>(points.Length), new PriorityQueue<int, double>(points.Length));
        var lost = -exact;
        for (var i = 0; i < points.Length; i++)
        {
            (before[i], after[i]) = (i - 1, i + 1);
            lost += i == 0 ? 0 : Under(points[i - 1], points[i]);
        }

        for (var i = 1; i < points.Length - 1; i++)
        {
            Weigh(i);
        }

        for (var left = points.Length; left > most; left--)
        {
            var (up, down) = (Next(rising), Next(falling));
            var isUp = down < 0 || (up >= 0 && IsBetter(changes[up], changes[down], lost));
            var gone = isUp ? up : down;
            (isUp ? rising : falling).Dequeue();
            lost += changes[gone];
            changes[gone] = double.NaN;
            after[before[gone]] = after[gone];
            before[after[gone]] = before[gone];
            Weigh(before[gone]);
            Weigh(after[gone]);
        }

        var thinned = new LinePoint[most];
        for (int i = 0, n = 0; i < points.Length; i = after[i])
        {
            thinned[n++] = points[i];
        }

        return thinned;

        // What the area changes by when the point goes.
        void Weigh(int i)
        {
            if (i > 0 && i < points.Length - 1)
            {
                var (a, b, c) = (points[before[i]], points[i], points[after[i]]);
                changes[i] = Under(a, c) - Under(a, b) - Under(b, c);
                (changes[i] >= 0 ? rising : falling).Enqueue(i, Math.Abs(changes[i]));
            }
        }

        // The smallest triangle of a side; entries that were weighed again since are dropped.
        int Next(PriorityQueue<int, double> queue)
        {
            while (queue.TryPeek(out var i, out var weighed))
            {
                if (Math.Abs(changes[i]) == weighed && ReferenceEquals(queue, changes[i] >= 0 ? rising : falling))
                {
                    return i;
                }

                queue.Dequeue();
            }

            return -1;
        }
    }

    private static bool IsBetter(double up, double down, double lost)
    {
        var (larger, smaller) = (Math.Max(up, -down), Math.Min(up, -down));
        return larger <= Preference * smaller ? Math.Abs(lost + up) <= Math.Abs(lost + down) : up <= -down;
    }
}

/// <summary>A point of a line.</summary>
/// <param name="X">From the left.</param>
/// <param name="Y">Height.</param>
/// <param name="At">Where it comes from.</param>
internal readonly record struct LinePoint(double X, double Y, int At);
