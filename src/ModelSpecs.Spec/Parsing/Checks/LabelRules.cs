using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Values;
using ModelSpecs.Spec.Parsing.Yaml;

namespace ModelSpecs.Spec.Parsing.Checks;

/// <summary>Several labels go with a multi-label task, and a score with each of them.</summary>
internal sealed class LabelRules(ParseContext context, TaskHint hint)
{
    /// <summary>Reports what does not fit.</summary>
    public void Check(MappingReader reader, IReadOnlyList<Located<string>> labels, bool isList, PredictionsSpec? predictions)
    {
        if (reader.Entry("label") is not { Value: var value } || labels.Count == 0)
        {
            return;
        }

        if (hint.Task != TaskKind.Multilabel)
        {
            if (isList)
            {
                Misfit(value.Span, $"{(hint.Task is null ? "This task" : hint.Capitalized)} has one label column", $"{labels.Count}", "one", "Say task: multilabel if a row can have several labels.");
            }

            return;
        }

        if (!isList)
        {
            Misfit(value.Span, "A multi-label task has a list of label columns", "one column", "at least two", "Write label: [first, second], a column of 0 and 1 for each label.");
        }
        else
        {
            CheckLength(predictions?.Scores, labels, "scores", "score");
            CheckLength(predictions?.Labels, labels, "labels", "label");
        }
    }

    /// <summary>Reports thresholds that belong to no label, or that nothing can be held against.</summary>
    public void CheckThresholds(MappingReader reader, IReadOnlyList<Located<string>> labels, IReadOnlyList<LabelThreshold> thresholds, PredictionsSpec? predictions)
    {
        if (reader.Entry("threshold") is not { } entry)
        {
            return;
        }

        if (hint.Task == TaskKind.Multilabel)
        {
            if (predictions is { Labels.Count: > 0 })
            {
                Misfit(entry.Key.Span, "'threshold' needs scores", "predictions.labels, which are decided already", "predictions.scores", "Remove threshold, or name the score columns.");
            }

            foreach (var threshold in thresholds.Where(threshold => labels.Count > 0 && !labels.Any(label => string.Equals(label.Value, threshold.Label.Value, StringComparison.Ordinal))))
            {
                context.Bag.Report(SpecDiagnostics.UnknownClass, threshold.Label.Span, "'threshold' names no label", OneLine.Quote(threshold.Label.Value), ClassNames.List(labels), Suggestion.DidYouMean(threshold.Label.Value, labels.Select(label => label.Value)));
            }
        }
        else if (entry.Value is YamlMap && hint.Task is null or TaskKind.Binary)
        {
            Misfit(entry.Value.Span, $"{(hint.Task is null ? "This task" : hint.Capitalized)} has one threshold", "a mapping", "a number", "Thresholds by label are for task: multilabel.");
        }
    }

    private void CheckLength(IReadOnlyList<Located<string>>? columns, IReadOnlyList<Located<string>> labels, string key, string word)
    {
        if (columns is { Count: > 0 } && columns.Count != labels.Count)
        {
            Misfit(columns[0].Span, $"'predictions.{key}' and 'label' differ in length", $"{columns.Count} {word} columns for {labels.Count} labels", $"a {word} column for each label, in the same order", null);
        }
    }

    private void Misfit(SourceSpan span, string what, string found, string expected, string? remedy) =>
        context.Bag.Report(SpecDiagnostics.ClassesDoNotFit, span, what, found, expected, remedy);
}
