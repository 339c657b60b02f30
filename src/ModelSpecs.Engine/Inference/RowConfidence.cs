using ModelSpecs.Metrics.Unknown;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference;

/// <summary>How sure a model is of each row.</summary>
internal static class RowConfidence
{
    /// <summary>Why there is no confidence, as what was found; null: there is one.</summary>
    public static string? Missing(Predictions predictions) =>
        predictions.Task is not (TaskKind.Binary or TaskKind.Multiclass) ? $"a {predictions.Task.ToString().ToLowerInvariant()} task"
        : predictions.Scores is null ? "labels without scores"
        : !predictions.ScoresAreProbabilities ? "scores that are no probabilities"
        : null;

    /// <summary>Why there are no logits of each class, as what was found; null: there are.</summary>
    public static string? MissingLogits(Predictions predictions) =>
        predictions.Applied == Activation.None ? "probabilities that no activation was applied for"
        : predictions.Applied == Activation.Sigmoid ? "logits that a sigmoid made probabilities of, one by one"
        : null;

    /// <summary>The largest probability of each row: of a binary task that of the likelier class.</summary>
    public static double[] Of(Predictions predictions) => Of(predictions, ConfidenceScore.MaxProbability);

    /// <summary>A score of each row, the higher the surer. A margin is of logits where the predictions carry them.</summary>
    public static double[] Of(Predictions predictions, ConfidenceScore score)
    {
        var classes = Math.Max(2, predictions.Classes.Count);
        var (values, areLogits) = score is ConfidenceScore.Margin or ConfidenceScore.Energy && predictions.Logits is { } logits ? (logits, true) : (predictions.Scores!, false);
        var scores = new double[predictions.Rows];
        ConfidenceScores.Fill(score, values.Length == predictions.Rows ? Pairs(values, areLogits) : values, classes, scores);
        return scores;
    }

    // One number stands for two classes: a probability for p and 1 − p, a logit for z and 0.
    private static double[] Pairs(double[] one, bool areLogits)
    {
        var pairs = new double[2 * one.Length];
        for (var row = 0; row < one.Length; row++)
        {
            (pairs[2 * row], pairs[(2 * row) + 1]) = (one[row], areLogits ? 0 : 1 - one[row]);
        }

        return pairs;
    }
}
