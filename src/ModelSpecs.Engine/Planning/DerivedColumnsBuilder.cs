using System.Globalization;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Planning;

/// <summary>The columns that come from predictions: <c>prediction</c>, <c>score</c>, <c>confidence</c>, <c>correct</c>, <c>error</c>.</summary>
internal static class DerivedColumnsBuilder
{
    /// <summary>Types of the derived columns. The prediction has the label's type, so that both compare with the same literals.</summary>
    /// <param name="task">Said or inferred task; null: not known yet, every column is assumed.</param>
    /// <param name="label">Type of the label column.</param>
    public static IReadOnlyDictionary<string, ColumnKind> Kinds(TaskKind? task, ColumnKind label)
    {
        if (task == TaskKind.Multilabel)
        {
            // Several labels have no one prediction, score or error.
            return new Dictionary<string, ColumnKind>(StringComparer.Ordinal) { ["correct"] = ColumnKind.Boolean };
        }

        if (task == TaskKind.Ranking)
        {
            // A score says something beside the others of its query alone: nothing is right or wrong by itself.
            return new Dictionary<string, ColumnKind>(StringComparer.Ordinal) { ["score"] = ColumnKind.Number };
        }

        var kinds = new Dictionary<string, ColumnKind>(StringComparer.Ordinal)
        {
            ["prediction"] = task == TaskKind.Regression || (task is null && label == ColumnKind.Number) ? ColumnKind.Number : label,
        };
        if (task is null or TaskKind.Binary)
        {
            kinds["score"] = ColumnKind.Number;
        }

        if (task != TaskKind.Regression)
        {
            kinds["confidence"] = ColumnKind.Number;
            kinds["correct"] = ColumnKind.Boolean;
        }

        if (task is null or TaskKind.Regression)
        {
            kinds["error"] = ColumnKind.Number;
        }

        return kinds;
    }

    /// <summary>The columns of a run; only those that exist for its task.</summary>
    public static DerivedColumns Build(EvaluationData data)
    {
        var columns = new Dictionary<string, Column>(StringComparer.Ordinal);
        var input = data.Input;
        if (input.Task == MetricTask.Regression)
        {
            var error = new double[input.Rows];
            for (var i = 0; i < error.Length; i++)
            {
                error[i] = input.PredictedValues![i] - input.TrueValues![i];
            }

            columns["prediction"] = new NumberColumn("prediction", input.PredictedValues!, null);
            columns["error"] = new NumberColumn("error", error, null);
            return new DerivedColumns(columns);
        }

        if (input.Task == MetricTask.Multilabel)
        {
            columns["correct"] = AllCorrect(input);
            return new DerivedColumns(columns);
        }

        if (input.Task == MetricTask.Ranking)
        {
            columns["score"] = new NumberColumn("score", input.Scores!, null);
            return new DerivedColumns(columns);
        }

        columns["prediction"] = Prediction(data);
        columns["correct"] = Correct(input);
        if (input.Scores is not null)
        {
            columns["confidence"] = Confidence(input);
            if (input.Task == MetricTask.Binary)
            {
                columns["score"] = new NumberColumn("score", input.Scores, null);
            }
        }

        return new DerivedColumns(columns);
    }

    private static BooleanColumn AllCorrect(MetricInput input)
    {
        var (correct, labels) = (new bool[input.Rows], input.ClassCount);
        for (var i = 0; i < correct.Length; i++)
        {
            correct[i] = input.Truth.AsSpan(i * labels, labels).SequenceEqual(input.Predicted.AsSpan(i * labels, labels));
        }

        return new BooleanColumn("correct", correct, null);
    }

    private static BooleanColumn Correct(MetricInput input)
    {
        var correct = new bool[input.Rows];
        for (var i = 0; i < correct.Length; i++)
        {
            correct[i] = input.Truth![i] == input.Predicted![i];
        }

        return new BooleanColumn("correct", correct, null);
    }

    private static NumberColumn Confidence(MetricInput input)
    {
        var confidence = new double[input.Rows];
        for (var i = 0; i < confidence.Length; i++)
        {
            confidence[i] = input.Task == MetricTask.Binary
                ? Math.Max(input.Scores![i], 1 - input.Scores[i])
                : input.Scores![(i * input.ClassCount) + input.Predicted![i]];
        }

        return new NumberColumn("confidence", confidence, null);
    }

    private static Column Prediction(EvaluationData data)
    {
        var names = Enumerable.Range(0, data.Input.ClassCount).Select(data.ClassName).ToArray();
        var predicted = data.Input.Predicted!;
        switch (data.Table.Find(data.Suite.Label.Value)!.Kind)
        {
            case ColumnKind.Integer when Array.TrueForAll(names, n => long.TryParse(n, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)):
                var integers = Array.ConvertAll(names, n => long.Parse(n, CultureInfo.InvariantCulture));
                return new IntegerColumn("prediction", Array.ConvertAll(predicted, c => integers[c]), null);
            case ColumnKind.Boolean when Array.TrueForAll(names, n => bool.TryParse(n, out _)):
                var booleans = Array.ConvertAll(names, bool.Parse);
                return new BooleanColumn("prediction", Array.ConvertAll(predicted, c => booleans[c]), null);
            default:
                return new StringColumn("prediction", predicted, StringPool.Of(names), null);
        }
    }
}
