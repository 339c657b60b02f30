using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing.Values;

namespace ModelSpecs.Spec.Parsing.Checks;

/// <summary>A ranking has queries, one score a row, and no classes.</summary>
internal sealed class RankingRules(ParseContext context, TaskHint hint)
{
    private static readonly string[] OfClasses = ["classes", "positive", "threshold"];

    /// <summary>Reports what does not fit.</summary>
    public void Check(MappingReader reader, Located<TaskKind>? task, PredictionsSpec? predictions, OutputsSpec outputs, GoldenSpec? golden)
    {
        if (hint.Task != TaskKind.Ranking)
        {
            Refuse("query", reader.Entry("query")?.Key.Span, "Remove it, or say task: ranking.");
            return;
        }

        if (task is not null && !reader.Has("query"))
        {
            context.Bag.Report(SpecDiagnostics.MissingKey, task.Span, "A ranking says nothing without 'query'", null, "the column whose equal values are rows of one query", "Add query: with that column.");
        }

        foreach (var key in OfClasses)
        {
            Refuse(key, reader.Entry(key)?.Key.Span);
        }

        Refuse("predictions.scores", predictions is { Scores.Count: > 0 } ? predictions.Scores[0].Span : null, "Name one column: predictions: { score: … }.");
        Refuse("predictions.label", predictions?.Label?.Span);
        Refuse("outputs.label", outputs.Label?.Span);
        Refuse("outputs.activation", outputs.Activation?.Span);
        Refuse("golden.cluster", golden?.Cluster?.Span, "Remove it: whole queries are resampled for intervals.");
    }

    private void Refuse(string key, SourceSpan? span, string remedy = "Remove it, or say another task.")
    {
        if (span is { } place)
        {
            context.Bag.Report(SpecDiagnostics.KeyNotForTask, place, $"{OneLine.Quote(key)} means nothing for {hint.Description}", null, null, remedy);
        }
    }
}
