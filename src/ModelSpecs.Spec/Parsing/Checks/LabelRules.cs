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
        else if (predictions is { Scores.Count: > 0 } && predictions.Scores.Count != labels.Count)
        {
            Misfit(predictions.Scores[0].Span, "'predictions.scores' and 'label' differ in length", $"{predictions.Scores.Count} score columns for {labels.Count} labels", "a score column for each label, in the same order", null);
        }
    }

    private void Misfit(SourceSpan span, string what, string found, string expected, string? remedy) =>
        context.Bag.Report(SpecDiagnostics.ClassesDoNotFit, span, what, found, expected, remedy);
}
