using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Metrics;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Robustness;

/// <summary>What came of a perturbation at one level.</summary>
/// <param name="Level">The level.</param>
internal sealed record PerturbedLevel(PerturbationLevel Level)
{
    /// <summary>Truth and predictions of the changed rows; null: there is a problem.</summary>
    public MetricInput? After { get; init; }

    /// <summary>The same with the champion's predictions; null: there is none, or it cannot take them.</summary>
    public MetricInput? Champion { get; init; }

    /// <summary>Which rows the perturbation changed at all.</summary>
    public bool[] Touched { get; init; } = [];

    /// <summary>Why there are no predictions.</summary>
    public string? Problem { get; init; }

    /// <summary>What was changed in a row, before and after, for people.</summary>
    public Func<int, string> Change { get; init; } = _ => "";
}

/// <summary>The user's own code failed on a row.</summary>
internal sealed class PerturbationFailedException(string message) : Exception(message);

/// <summary>Puts predictions of changed rows in the place of those of the rows as they are.</summary>
internal static class PerturbedInput
{
    /// <summary>The changed rows with their predictions, which may be of fewer classes.</summary>
    /// <param name="clean">The run's predictions of the rows as they are, which say what the classes are.</param>
    /// <param name="rows">The rows as they are.</param>
    /// <param name="suite">The spec whose model was run.</param>
    /// <param name="predictions">What it said.</param>
    /// <exception cref="SpecException">It predicts a class that it does not have on the rows as they are.</exception>
    public static MetricInput Of(EvaluationData clean, MetricInput rows, SuiteSpec suite, Predictions predictions)
    {
        var table = new Table("", "", predictions.Rows, [], [], null);
        var truth = new Truth { Classes = new int[predictions.Rows * Math.Max(1, predictions.Task == TaskKind.Multilabel ? predictions.Classes.Count : 1)], Values = new double[predictions.Rows] };
        var after = EvaluationData.Create(suite, table, predictions, truth, null, new Dictionary<string, double[]>(StringComparer.Ordinal), rows.Queries);
        var input = after.Input;
        if (!predictions.Classes.SequenceEqual(clean.Predictions.Classes, StringComparer.Ordinal) || predictions.Task != clean.Predictions.Task)
        {
            input = WithClassesOf(clean, rows, after);
        }

        return rows.WithPredictionsOf(input);
    }

    // Only where a model gives names alone are its classes those that were seen, and only then can they be others.
    private static MetricInput WithClassesOf(EvaluationData clean, MetricInput rows, EvaluationData after)
    {
        if (after.Input.Predicted is not { } predicted || after.Input.Scores is not null || after.Predictions.Task != clean.Predictions.Task || clean.Predictions.Task == TaskKind.Multilabel)
        {
            throw new PerturbationFailedException("the model's outputs do not mean there what they mean on the rows as they are");
        }

        var classes = Enumerable.Range(0, after.Predictions.Classes.Count).Select(after.ClassName).ToArray();
        return new MetricInput
        {
            Task = rows.Task, Rows = rows.Rows, ClassCount = rows.ClassCount,
            Predicted = Array.ConvertAll(predicted, k => clean.ClassIndex(classes[k]) is >= 0 and var index ? index
                : throw new PerturbationFailedException($"the model predicts {OneLine.Quote(classes[k])} there, which is no class of the rows as they are")),
        };
    }
}
