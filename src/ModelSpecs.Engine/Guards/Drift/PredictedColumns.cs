using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Guards.Drift;

/// <summary>What the model says of rows, as the columns <c>score</c> and <c>prediction</c>; no label is needed.</summary>
internal static class PredictedColumns
{
    /// <summary>The columns that the task has: a score of binary and ranking tasks, a prediction of classes and numbers.</summary>
    public static IReadOnlyDictionary<string, Column> Of(SuiteSpec suite, Table table, Predictions predictions)
    {
        var columns = new Dictionary<string, Column>(StringComparer.Ordinal);
        if (predictions is { Scores: not null, Task: TaskKind.Binary or TaskKind.Ranking })
        {
            columns[DerivedNames.Score] = new NumberColumn(DerivedNames.Score, predictions.Scores!, null);
        }

        switch (predictions.Task)
        {
            case TaskKind.Regression:
                columns[DerivedNames.Prediction] = new NumberColumn(DerivedNames.Prediction, predictions.Values!, null);
                break;
            case TaskKind.Binary or TaskKind.Multiclass:
                // The operating point is applied as it is for metrics; the truth plays no part in it.
                var data = EvaluationData.Create(suite, table, predictions, new Truth { Classes = new int[predictions.Rows] }, null, new Dictionary<string, double[]>(StringComparer.Ordinal));
                columns[DerivedNames.Prediction] = new StringColumn(DerivedNames.Prediction, data.Input.Predicted!, StringPool.Of([.. Enumerable.Range(0, data.Input.ClassCount).Select(data.ClassName)]), null);
                break;
        }

        return columns;
    }
}
