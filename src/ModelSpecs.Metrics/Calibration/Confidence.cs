namespace ModelSpecs.Metrics.Calibration;

/// <summary>What a calibration error compares: the positive class's score with the truth in a binary task, the top score with
/// whether the prediction is right otherwise (Guo et al. 2017).</summary>
internal static class Confidence
{
    /// <summary>Confidence of a block of rows.</summary>
    public static void Fill(MetricInput input, int start, Span<double> confidence)
    {
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
    public static bool IsHit(MetricInput input, int row) =>
        input.Task == MetricTask.Binary ? input.Truth![row] == 1 : input.Truth![row] == input.Predicted![row];
}
