using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Labels;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Inference.Outputs;

/// <summary>Decides what is predicted: as the spec says, else from the outputs, else from the label column; never by a guess.</summary>
internal static class TaskChoice
{
    /// <summary>The task.</summary>
    /// <exception cref="SpecException">It is not clear, or the task said does not fit the outputs.</exception>
    public static TaskKind Of(PredictionSource source)
    {
        if (source.Suite.Task is { } said)
        {
            CheckSaid(source, said);
            return said.Value;
        }

        return Classifies(source) ? Kind(source) : TaskKind.Regression;
    }

    private static void CheckSaid(PredictionSource source, Spec.Locations.Located<TaskKind> said)
    {
        var found = (said.Value, source) switch
        {
            (TaskKind.Regression, { Value: null, Score: null, LabelAsNumber: null }) => "no output of numbers",
            (TaskKind.Multilabel, { Score: null, LabelMatrix: null }) => "no scores",
            (TaskKind.Ranking, { Score: null }) => "no scores",
            (TaskKind.Ranking, { Width: > 1 }) => FormattableString.Invariant($"{source.Width} columns in {OneLine.Quote(source.Score!.Name)}"),
            (TaskKind.Binary or TaskKind.Multiclass, { Score: null, Label: null }) => "neither scores nor labels",
            (TaskKind.Binary, { Width: > 2 }) => FormattableString.Invariant($"{source.Width} columns in {OneLine.Quote(source.Score!.Name)}"),
            (TaskKind.Multiclass, { Width: 1 }) => $"one column in {OneLine.Quote(source.Score!.Name)}",
            _ => null,
        };
        if (found is not null)
        {
            var (expected, remedy) = said.Value switch
            {
                TaskKind.Regression => ("a number a row", "Name the output: outputs: { value: name }."),
                TaskKind.Multilabel => ("a score for each label", "Name the output with the scores: outputs: { score: name }."),
                TaskKind.Ranking => ("one score a row", "Name the output with the scores, or the column of it: outputs: { score: \"name[0]\" }."),
                TaskKind.Binary => ("one score or two a row", "Name the positive class's column, as in outputs: { score: \"name[1]\" }, or say task: multiclass."),
                _ => ("a score for each of several classes", "Say task: binary, or name the output with the scores."),
            };
            throw new SpecException(SpecDiagnostics.TaskDoesNotFit.At(said.Span,
                $"The task does not fit what is predicted. Found task {said.Value.ToString().ToLowerInvariant()} and {found}; expected {expected}. {remedy}"));
        }
    }

    private static bool Classifies(PredictionSource source)
    {
        var suite = source.Suite;
        if (source.Value is not null)
        {
            return false;
        }

        if (source.IsSaidToClassify || suite.Classes.Count > 0 || suite.Positive is not null || suite.Threshold is not null || suite.Outputs.Activation is not null)
        {
            return true;
        }

        if (source.Score is not null)
        {
            return source.Label is not null || source.Width > 1 || LabelsAreClasses(source, OneLine.Quote(source.Score.Name));
        }

        return source.LabelAsNumber is null or { Kind: RawKind.Boolean or RawKind.Text } || LabelsAreClasses(source, OneLine.Quote(source.LabelAsNumber.Name), integers: true);
    }

    private static bool LabelsAreClasses(PredictionSource source, string output, bool integers = false)
    {
        switch (source.LabelColumn)
        {
            case StringColumn or BooleanColumn:
                return true;
            case IntegerColumn or NumberColumn when !integers || HasFraction(source.LabelColumn, source.Rows):
                // Many different numbers are no classes; two may be either.
                var values = source.LabelCategories!;
                if (values.Values.Count > 2 || HasFraction(source.LabelColumn, source.Rows))
                {
                    return false;
                }

                break;
            default:
                break;
        }

        var holds = source.LabelColumn is null ? "is not there"
            : integers ? "holds integers"
            : $"holds {ClassMatcher.List([.. source.LabelCategories?.Values.Select(v => v.Text) ?? []])}";
        throw new SpecException(SpecDiagnostics.TaskUnclear.At(source.Suite.Label.Span,
            $"It is not clear whether the model predicts a class or a number. Found one column in its output {output}, while the label column {OneLine.Quote(source.Suite.Label.Value)} {holds}; expected the task to be said. Add task: binary, task: multiclass or task: regression."));
    }

    private static bool HasFraction(Column column, RowSelection rows)
    {
        if (column is not NumberColumn numbers)
        {
            return false;
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var value = numbers.Values[rows[i]];
            if (double.IsFinite(value) && value != Math.Truncate(value))
            {
                return true;
            }
        }

        return false;
    }

    private static TaskKind Kind(PredictionSource source)
    {
        var suite = source.Suite;
        if (suite.Positive is not null || suite.Threshold is not null)
        {
            return TaskKind.Binary;
        }

        var count = suite.Classes.Count > 0 ? suite.Classes.Count
            : source.Score is not null ? source.Width
            : source.MetadataClasses.Count > 0 ? source.MetadataClasses.Count
            : SeenClasses.Of(source).Count;
        return count <= 2 ? TaskKind.Binary : TaskKind.Multiclass;
    }
}
