namespace ModelSpecs.Metrics.Custom;

/// <summary>Rows of one slice as a custom metric sees them. What a task does not have is empty.</summary>
public readonly ref struct CustomMetricRows
{
    /// <summary>The task.</summary>
    public MetricTask Task { get; init; }

    /// <summary>Number of rows.</summary>
    public int Count => Task == MetricTask.Regression ? TrueValues.Length : Truth.Length;

    /// <summary>Names of the classes by index; of a binary task the second is the positive one. Empty for a regression.</summary>
    public IReadOnlyList<string> Classes { get; init; }

    /// <summary>Number of classes K; 0 for a regression.</summary>
    public int ClassCount { get; init; }

    /// <summary>Index of the true class of each row; 1 is the positive one of a binary task.</summary>
    public ReadOnlySpan<int> Truth { get; init; }

    /// <summary>Index of the predicted class of each row; a binary task's threshold is applied.</summary>
    public ReadOnlySpan<int> Predicted { get; init; }

    /// <summary>Binary: score of the positive class [Count]. Multi-class: row after row [Count × K]. Empty where there are labels only.</summary>
    public ReadOnlySpan<double> Scores { get; init; }

    /// <summary>Whether <see cref="Scores"/> are probabilities.</summary>
    public bool ScoresAreProbabilities { get; init; }

    /// <summary>True numbers of a regression.</summary>
    public ReadOnlySpan<double> TrueValues { get; init; }

    /// <summary>Predicted numbers of a regression.</summary>
    public ReadOnlySpan<double> PredictedValues { get; init; }

    /// <summary>Weight of each row, not negative; empty where the golden set has no weights: 1 each.</summary>
    public ReadOnlySpan<double> Weights { get; init; }

    /// <summary>Weight of a row; 1 without weights.</summary>
    /// <param name="row">Row, from 0.</param>
    public double Weight(int row) => Weights.IsEmpty ? 1 : Weights[row];

    /// <summary>Scores of one row of a multi-class task, by class.</summary>
    /// <param name="row">Row, from 0.</param>
    public ReadOnlySpan<double> ScoresOf(int row) => Scores.Slice(row * ClassCount, ClassCount);
}
