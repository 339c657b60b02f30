using ModelSpecs.Engine.Inference;

namespace ModelSpecs.Engine.Guards.Determinism;

/// <summary>How far two predictions of a row are apart.</summary>
internal static class PredictionDifference
{
    /// <summary>The largest difference of a score or value, of those above 1 relative to their size; 1 where the label differs; infinite where one is no number and the other is.</summary>
    public static double Of(Predictions a, int i, Predictions b, int j)
    {
        var largest = 0.0;
        Add(a.Values, b.Values, 1);
        Add(a.Scores, b.Scores, a.Scores is null || a.Rows == 0 ? 1 : a.Scores.Length / a.Rows);
        if (a.Labels is { } here && b.Labels is { } there && a.Rows > 0)
        {
            var width = here.Length / a.Rows;
            largest = here.AsSpan(i * width, width).SequenceEqual(there.AsSpan(j * width, width)) ? largest : Math.Max(largest, 1);
        }

        return largest;

        void Add(double[]? x, double[]? y, int width)
        {
            for (var k = 0; k < (x is null || y is null ? 0 : width); k++)
            {
                var (left, right) = (x![(i * width) + k], y![(j * width) + k]);
                // Equal infinities, and NaN in both, are the same output.
                var difference = left.Equals(right) ? 0 : Math.Abs(left - right) / Math.Max(1, Math.Abs(left));
                largest = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(largest, difference);
            }
        }
    }
}
