namespace ModelSpecs.Metrics.Perturbation;

/// <summary>How far predictions of the same rows are apart.</summary>
public static class PredictionMovement
{
    /// <summary>Of each row the distance that its score moved: of the positive class's score, of the predicted number, of the score of a ranking; of several classes or labels the largest. NaN where
    /// there are labels alone, and where a score is no number.</summary>
    /// <param name="before">Predictions of the rows as they are.</param>
    /// <param name="after">Of the rows as they became.</param>
    /// <exception cref="ArgumentException">The two differ in task, rows or classes.</exception>
    public static double[] Distances(MetricInput before, MetricInput after)
    {
        Paired.PairedEvaluator.RequireSameRows(before, after);
        var (from, to) = (before.PredictedValues ?? before.Scores, after.PredictedValues ?? after.Scores);
        var distances = new double[before.Rows];
        if (from is null || to is null || from.Length != to.Length)
        {
            Array.Fill(distances, double.NaN);
            return distances;
        }

        var width = before.Rows == 0 ? 1 : from.Length / before.Rows;
        for (var row = 0; row < distances.Length; row++)
        {
            var largest = 0.0;
            for (var k = row * width; k < (row + 1) * width; k++)
            {
                // Math.Max hands a NaN on.
                largest = Math.Max(largest, from[k].Equals(to[k]) ? 0 : Math.Abs(from[k] - to[k]));
            }

            distances[row] = largest;
        }

        return distances;
    }

    /// <summary>Whether each row's predicted class is another one; of several labels, whether any is. Never where no class is predicted.</summary>
    /// <param name="before">Predictions of the rows as they are.</param>
    /// <param name="after">Of the rows as they became.</param>
    /// <exception cref="ArgumentException">The two differ in task, rows or classes.</exception>
    public static bool[] Changed(MetricInput before, MetricInput after)
    {
        Paired.PairedEvaluator.RequireSameRows(before, after);
        var changed = new bool[before.Rows];
        if (before.Predicted is not { } from || after.Predicted is not { } to || before.Rows == 0)
        {
            return changed;
        }

        var width = from.Length / before.Rows;
        for (var row = 0; row < changed.Length; row++)
        {
            changed[row] = !from.AsSpan(row * width, width).SequenceEqual(to.AsSpan(row * width, width));
        }

        return changed;
    }

    /// <summary>Of each row how far its score goes the wrong way at the worst step of a path; 0: nowhere.</summary>
    /// <param name="path">The score of every row at each step [step][row], at least two steps.</param>
    /// <param name="isIncreasing">Whether a score may not fall; else it may not rise.</param>
    /// <returns>NaN where a score is no number.</returns>
    public static double[] WrongWay(IReadOnlyList<double[]> path, bool isIncreasing)
    {
        ArgumentNullException.ThrowIfNull(path);
        var worst = new double[path[0].Length];
        for (var step = 1; step < path.Count; step++)
        {
            var (from, to) = (path[step - 1], path[step]);
            for (var row = 0; row < worst.Length; row++)
            {
                worst[row] = Math.Max(worst[row], isIncreasing ? from[row] - to[row] : to[row] - from[row]);
            }
        }

        return worst;
    }
}
