using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Values;

namespace ModelSpecs.Spec.Parsing.Checks;

/// <summary>Which keys go with which task, and whether classes, scores and the positive class fit each other.</summary>
internal sealed class TaskRules(ParseContext context, TaskHint hint)
{
    /// <summary>The task that is said, or that the predictions and outputs leave no doubt of.</summary>
    public static TaskHint Hint(Located<TaskKind>? task, PredictionsSpec? predictions, OutputsSpec outputs) =>
        task is not null ? new TaskHint(task.Value, null)
        : predictions is { Value: not null, Score: null, Scores.Count: 0, Label: null } ? new TaskHint(TaskKind.Regression, "predictions.value")
        : outputs is { Value: not null, Score: null, Label: null, Activation: null } ? new TaskHint(TaskKind.Regression, "outputs.value")
        : predictions is { Scores.Count: > 2 } ? new TaskHint(TaskKind.Multiclass, "predictions.scores")
        : TaskHint.Unknown;

    /// <summary>Reports what does not fit.</summary>
    public void Check(MappingReader reader, IReadOnlyList<Located<string>> classes, Located<string>? positive, PredictionsSpec? predictions, OutputsSpec outputs)
    {
        if (hint.Task is TaskKind.Multiclass or TaskKind.Regression)
        {
            Refuse(reader, "threshold");
            Refuse(reader, "positive");
        }

        if (hint.Task == TaskKind.Multilabel)
        {
            Refuse(reader, "classes");
            Refuse(reader, "positive");
            Refuse("predictions.label", predictions?.Label?.Span);
            Refuse("outputs.label", outputs.Label?.Span);
        }

        if (hint.Task == TaskKind.Regression)
        {
            Refuse(reader, "classes");
            Refuse("predictions.score", predictions?.Score?.Span);
            Refuse("predictions.scores", predictions is { Scores.Count: > 0 } ? predictions.Scores[0].Span : null);
            Refuse("predictions.label", predictions?.Label?.Span);
            Refuse("outputs.score", outputs.Score?.Span);
            Refuse("outputs.label", outputs.Label?.Span);
            Refuse("outputs.activation", outputs.Activation?.Span);
        }
        else if (hint.Task is not null)
        {
            Refuse("predictions.value", predictions?.Value?.Span);
            Refuse("outputs.value", outputs.Value?.Span);
        }

        if (hint.Task is TaskKind.Multiclass or TaskKind.Multilabel)
        {
            Refuse("predictions.score", predictions?.Score?.Span);
        }

        if (hint.Task is not TaskKind.Multilabel)
        {
            Refuse("predictions.labels", predictions is { Labels.Count: > 0 } ? predictions.Labels[0].Span : null);
        }

        if (hint.Task == TaskKind.Binary && predictions is { Scores.Count: > 0 })
        {
            Refuse("predictions.scores", predictions.Scores[0].Span);
        }

        CheckClasses(reader, classes, positive, predictions);
    }

    private void CheckClasses(MappingReader reader, IReadOnlyList<Located<string>> classes, Located<string>? positive, PredictionsSpec? predictions)
    {
        if (hint.Task == TaskKind.Binary && classes.Count > 2)
        {
            Misfit(classes[2].Span, "A binary task has two classes", $"{classes.Count}", "2", "Say task: multiclass, or leave two.");
        }

        if (positive is not null && classes.Count > 0 && !classes.Any(known => string.Equals(known.Value, positive.Value, StringComparison.Ordinal)))
        {
            context.Bag.Report(SpecDiagnostics.UnknownClass, positive.Span, "The positive class is not among those of 'classes'", OneLine.Quote(positive.Value), ClassNames.List(classes), Suggestion.DidYouMean(positive.Value, classes.Select(known => known.Value)));
        }

        if (predictions is not { Scores.Count: > 0 } || hint.Task == TaskKind.Multilabel)
        {
            return;
        }

        if (!reader.Has("classes"))
        {
            Misfit(predictions.Scores[0].Span, "'predictions.scores' needs 'classes' to say which column is whose", "no classes", "the class names in the order of the columns", null);
        }
        else if (classes.Count > 0 && classes.Count != predictions.Scores.Count)
        {
            Misfit(predictions.Scores[0].Span, "'predictions.scores' and 'classes' differ in length", $"{predictions.Scores.Count} columns for {classes.Count} classes", "a column for each class, in the same order", null);
        }
    }

    private void Refuse(MappingReader reader, string key) => Refuse(key, reader.Entry(key)?.Key.Span);

    private void Refuse(string key, SourceSpan? span)
    {
        if (span is { } place)
        {
            context.Bag.Report(SpecDiagnostics.KeyNotForTask, place, $"{OneLine.Quote(key)} means nothing for {hint.Description}", null, null, "Remove it, or say another task.");
        }
    }

    private void Misfit(SourceSpan span, string what, string found, string expected, string? remedy) =>
        context.Bag.Report(SpecDiagnostics.ClassesDoNotFit, span, what, found, expected, remedy);
}
