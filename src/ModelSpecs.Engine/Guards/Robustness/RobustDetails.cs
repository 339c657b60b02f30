using System.Globalization;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Metrics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Robustness;

/// <summary>The rows that a failure is about, with both inputs and both outputs.</summary>
internal sealed class RobustDetails(EvaluationData data, RobustRows rows)
{
    private const int Named = 5;

    /// <summary>The rows of a place with the highest key, those above 0 alone.</summary>
    public IReadOnlyList<(string Name, string Text)> Worst(PerturbedLevel level, MetricInput after, RobustPlace place, Func<int, double> key) =>
        Lines(Top(place, key), row => $"{level.Change(row)}; {Said(rows.Clean, row)} → {Said(after, row)}");

    /// <summary>The rows that were right and became wrong; of numbers those whose error grew most.</summary>
    public IReadOnlyList<(string Name, string Text)> Lost(PerturbedLevel level, MetricInput after, RobustPlace place)
    {
        var (before, now) = (new double[rows.Count], new double[rows.Count]);
        RowLoss.Compute(rows.Clean, before);
        RowLoss.Compute(after, now);
        return Worst(level, after, place, row => level.Touched[row] ? now[row] - before[row] : 0);
    }

    /// <summary>The rows whose score goes the wrong way, with the worst step of each.</summary>
    public IReadOnlyList<(string Name, string Text)> Steps(
        RobustPlace place, double[] wrong, ScoreOrderSpec order, IReadOnlyList<PerturbedLevel?> steps, int clean, IReadOnlyList<double[]> path) => Lines(Top(place, row => wrong[row] > order.Within ? wrong[row] : 0), row =>
    {
        var step = Enumerable.Range(1, path.Count - 1).MaxBy(s => order.IsIncreasing ? path[s - 1][row] - path[s][row] : path[s][row] - path[s - 1][row]);
        return $"{Input(steps[step - 1], row)}: {Number(path[step - 1][row])}, {Input(steps[step], row)}: {Number(path[step][row])}";
    });

    private static string Input(PerturbedLevel? level, int row) => level is null ? "as it is" : level.Change(row);

    private List<int> Top(RobustPlace place, Func<int, double> key)
    {
        var top = new List<(int Row, double Key)>(Named + 1);
        for (var row = 0; row < rows.Count; row++)
        {
            if (!rows.IsIn(place, row) || key(row) is not (> 0 and var found))
            {
                continue;
            }

            var at = top.Count;
            while (at > 0 && top[at - 1].Key < found)
            {
                at--;
            }

            if (at < Named)
            {
                top.Insert(at, (row, found));
                if (top.Count > Named)
                {
                    top.RemoveAt(Named);
                }
            }
        }

        return top.ConvertAll(one => one.Row);
    }

    private List<(string, string)> Lines(List<int> top, Func<int, string> text) => [.. top.Select((row, i) => (i == 0 ? "worst" : "", $"{data.RowName(rows.Judged[row])}: {text(row)}"))];

    /// <summary>What the model says of a row.</summary>
    private string Said(MetricInput input, int row)
    {
        if (input.PredictedValues is { } values)
        {
            return Number(values[row]);
        }

        if (input.Task == MetricTask.Ranking)
        {
            return Number(input.Scores![row]);
        }

        if (input.Task == MetricTask.Multilabel)
        {
            var names = Enumerable.Range(0, input.ClassCount).Where(label => input.Predicted![(row * input.ClassCount) + label] == 1).Select(label => data.Predictions.Classes[label]);
            return $"[{string.Join(", ", names)}]";
        }

        var predicted = input.Predicted![row];
        var score = input.Scores is null ? double.NaN : input.Task == MetricTask.Binary ? input.Scores[row] : input.Scores[(row * input.ClassCount) + predicted];
        return double.IsNaN(score) ? data.ClassName(predicted) : $"{data.ClassName(predicted)} ({Number(score)})";
    }

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
