using System.Globalization;
using ModelSpecs.Engine.Inference.Labels;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference.Outputs;

/// <summary>Reads the predictions of a multi-label task: a score a label, each by itself a probability, a logit or some score; or for each label whether it is predicted.</summary>
internal static class LabelScores
{
    /// <summary>The predictions; the classes are the label columns.</summary>
    /// <exception cref="SpecException">There is not one score a label, or the scores need an activation or a threshold that is not said.</exception>
    public static Predictions Read(PredictionSource source)
    {
        var suite = source.Suite;
        if (source.LabelMatrix is { } decided)
        {
            return new Predictions
            {
                Task = TaskKind.Multilabel, Rows = source.Rows.Count, ModelHash = source.ModelHash, Classes = [.. suite.Labels.Select(label => label.Value)], ClassesDeclared = true,
                Labels = decided,
            };
        }

        var span = suite.Outputs.Score?.Span ?? source.Span;
        if (source.Width != suite.Labels.Count)
        {
            throw new SpecException(SpecDiagnostics.ClassCountDiffers.At(suite.Label.Span, FormattableString.Invariant(
                $"The number of labels does not fit the scores. Found {suite.Labels.Count} label columns and {source.Width} columns in {OneLine.Quote(source.Score!.Name)}; expected a label column for each score, in the model's order.")));
        }

        var scores = ScoreMatrix.Read(source);
        var said = suite.Outputs.Activation;
        if (said is { Value: Activation.Softmax })
        {
            throw new SpecException(SpecDiagnostics.ActivationDoesNotFit.At(said.Span,
                "A softmax makes one class of several. Found activation: softmax and task: multilabel; expected sigmoid or none. Write activation: sigmoid if the scores are logits."));
        }

        if (said is { Value: Activation.Sigmoid } || (said is null && source.Score!.Name.ToUpperInvariant() is "LOGITS" or "LOGIT" && !scores.AreWithinOne()))
        {
            scores.Activate(Activation.Sigmoid);
        }

        var areProbabilities = scores.AreWithinOne();
        if (areProbabilities)
        {
            scores.Clamp();
        }
        else if (suite.Threshold is null && suite.Thresholds.Count < suite.Labels.Count)
        {
            var missing = suite.Thresholds.Count == 0 ? "threshold" : $"threshold for each label ({ClassMatcher.List([.. suite.Labels.Select(label => label.Value).Except(suite.Thresholds.Select(own => own.Label.Value), StringComparer.Ordinal)])} missing)";
            throw new SpecException(SpecDiagnostics.ScoresNotProbabilities.At(span, string.Create(CultureInfo.InvariantCulture,
                $"The scores are no probabilities, so the usual operating point of 0.5 means nothing. Found {scores.Values.Min():G6} to {scores.Values.Max():G6} in {OneLine.Quote(source.Score!.Name)}; expected 0 to 1. {(suite.Predictions is null ? "If they are logits, add outputs: { activation: sigmoid }; otherwise state" : "State")} {missing}.")));
        }

        return new Predictions
        {
            Task = TaskKind.Multilabel, Rows = scores.Rows, ModelHash = source.ModelHash, Classes = [.. suite.Labels.Select(label => label.Value)], ClassesDeclared = true,
            Scores = scores.Values, ScoresAreProbabilities = areProbabilities,
        };
    }
}
