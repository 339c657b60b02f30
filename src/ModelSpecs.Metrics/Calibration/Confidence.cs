namespace ModelSpecs.Metrics.Calibration;

/// <summary>What a calibration error compares: the positive class's score with the truth in a binary task, the top score with
/// whether the prediction is right otherwise (Guo et al. 2017); of one class its score with whether the truth is that class.</summary>
internal static class Confidence
{
    /// <summary>Confidence of a block of rows.</summary>
    /// <param name="input">Scores.</param>
    /// <param name="ofClass">The class; null: the positive one, or the top one.</param>
    /// <param name="start">First row.</param>
    /// <param name="confidence">Takes one number a row.</param>
    public static void Fill(MetricInput input, int? ofClass, int start, Span<double> confidence)
    {
        if (ofClass is { } one)
        {
            ClassScores.Fill(input, one, start, confidence);
            return;
        }

        if (input.Task == MetricTask.Binary)
        {
            input.Scores.AsSpan(start, confidence.Length).CopyTo(confidence);
            return;
        }

        for (var i = 0; i < confidence.Length; i++)
        {
            var row = input.Scores.AsSpan((start + i) * input.ClassCount, input.ClassCount);
            var top = row[0];
            foreach (var score in row)
            {
                // NaN must win, so that it is seen.
                top = score <= top ? top : score;
            }

            confidence[i] = top;
        }
    }

    /// <summary>Whether what was predicted happened.</summary>
    public static bool IsHit(MetricInput input, int? ofClass, int row) =>
        ofClass is { } one ? input.Truth![row] == one
        : input.Task == MetricTask.Binary ? input.Truth![row] == 1
        : input.Truth![row] == input.Predicted![row];
}
