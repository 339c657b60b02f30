namespace ModelSpecs.Metrics.Drift;

/// <summary>Makes one sketch of two.</summary>
internal static class SketchMerge
{
    /// <summary>See <see cref="NumberSketch.Merge"/>.</summary>
    public static NumberSketch Merge(NumberSketch first, NumberSketch second, int floor, bool everyValue)
    {
        double[] values = [.. first.Knots.Concat(second.Knots).Distinct().Order()];
        var (of, and) = (new Walk(first), new Walk(second));
        var (at, below) = (new long[values.Length], new long[values.Length]);
        for (var i = 0; i < values.Length; i++)
        {
            var (one, other) = (of.To(values[i]), and.To(values[i]));
            (below[i], at[i]) = (one.Below + other.Below, one.At + other.At);
        }

        var count = first.Count + second.Count;
        var builder = new SketchBuilder(count, floor, first.Edges.AsSpan().SequenceEqual(second.Edges) ? first.Edges : EdgesOf(values, below, at, count), everyValue);
        var upTo = 0L;
        for (var i = 0; i < values.Length; i++)
        {
            var gap = below[i] - upTo;
            builder.Add(values[i], at[i], gap, gap == 0 ? 0 : gap * (i == 0 ? Tail(first.Below, second.Below, values[0], first.Between[0], second.Between[0]) : Middle(values[i - 1], values[i])));
            upTo = below[i] + at[i];
        }

        var above = count - upTo;
        var error = ((first.Count * (first.RankError + first.LargestGap)) + (second.Count * (second.RankError + second.LargestGap))) / Math.Max(1, count);
        return builder.Build(above, above == 0 || values.Length == 0 ? 0 : above * Tail(first.Above, second.Above, values[^1], first.Between[^1], second.Between[^1]), error);
    }

    private static double[] EdgesOf(double[] values, long[] below, long[] at, long count)
    {
        var edges = new List<double>();
        for (int i = 0, k = 1; i < values.Length && k < QuantileEdges.Bins; i++)
        {
            var reached = (below[i] + at[i]) * QuantileEdges.Bins >= count * k;
            if (reached && at[i] > 0)
            {
                edges.Add(values[i]);
            }

            while (reached && k < QuantileEdges.Bins && (below[i] + at[i]) * QuantileEdges.Bins >= count * k)
            {
                k++;
            }
        }

        return [.. edges];
    }

    private static double Tail(double first, double second, double knot, long n, long m)
    {
        var (a, b) = (double.IsNaN(first) ? knot : first, double.IsNaN(second) ? knot : second);
        return n + m == 0 ? knot : ((n * a) + (m * b)) / (n + m);
    }

    private static double Middle(double low, double high) => double.IsInfinity(low) ? high : double.IsInfinity(high) ? low : low + ((high - low) / 2);

    /// <summary>A sketch, asked at ascending values.</summary>
    private sealed class Walk(NumberSketch sketch)
    {
        private int next;
        private long upToLast;

        /// <summary>How many values are below and at a value that is not below the last one asked.</summary>
        public (long Below, long At) To(double value)
        {
            while (next < sketch.Knots.Length && sketch.Knots[next] < value)
            {
                upToLast += sketch.Between[next] + sketch.At[next];
                next++;
            }

            if (next < sketch.Knots.Length && sketch.Knots[next].Equals(value))
            {
                return (upToLast + sketch.Between[next], sketch.At[next]);
            }

            return (upToLast + (long)Math.Floor(sketch.Between[next] * Part(value)), 0);
        }

        // Share of the gap before the next knot that lies below the value.
        private double Part(double value)
        {
            if (next == 0)
            {
                return sketch.Knots.Length > 0 && value >= sketch.Below ? 1 : 0;
            }

            if (next == sketch.Knots.Length)
            {
                return double.IsNaN(sketch.Above) || value >= sketch.Above ? 1 : 0;
            }

            var (low, high) = (sketch.Knots[next - 1], sketch.Knots[next]);
            return double.IsInfinity(low) ? 1 : double.IsInfinity(high) ? 0 : (value - low) / (high - low);
        }
    }
}
