using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Metrics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Planning;

/// <summary>Truth and predictions of the judged rows, aligned: what slices, metrics and messages are made from.</summary>
internal sealed class EvaluationData
{
    private EvaluationData(SuiteSpec suite, Table table, Predictions predictions, MetricInput input)
    {
        Suite = suite;
        Table = table;
        Predictions = predictions;
        Input = input;
    }

    /// <summary>The spec.</summary>
    public SuiteSpec Suite { get; }

    /// <summary>The judged rows.</summary>
    public Table Table { get; }

    /// <summary>What was predicted.</summary>
    public Predictions Predictions { get; }

    /// <summary>The same as the kernels take it: in a binary task class 1 is the positive one.</summary>
    public MetricInput Input { get; }

    /// <summary>Rows where the label output and the scores say different classes.</summary>
    public int Disagreements { get; private init; }

    /// <summary>Operating point of a binary task, and of every label that has none of its own.</summary>
    public static double ThresholdOf(SuiteSpec suite) => suite.Threshold?.Value ?? 0.5;

    /// <summary>Operating points of a multi-label task, in the order of its labels.</summary>
    public static double[] ThresholdsOf(SuiteSpec suite) =>
        [.. suite.Labels.Select(label => suite.Thresholds.FirstOrDefault(own => own.Label.Value == label.Value)?.Value ?? ThresholdOf(suite))];

    /// <summary>Aligns the parts.</summary>
    public static EvaluationData Create(SuiteSpec suite, Table table, Predictions predictions, Truth truth, double[]? weights, IReadOnlyDictionary<string, double[]> columns, int[]? queries = null)
    {
        if (predictions.Task == TaskKind.Regression)
        {
            return new EvaluationData(suite, table, predictions, new MetricInput
            {
                Task = MetricTask.Regression, Rows = table.Rows, Weights = weights, Columns = columns,
                TrueValues = truth.Values, PredictedValues = predictions.Values,
            });
        }

        if (predictions.Task == TaskKind.Ranking)
        {
            return new EvaluationData(suite, table, predictions, new MetricInput
            {
                Task = MetricTask.Ranking, Rows = table.Rows, Weights = weights, Columns = columns,
                TrueValues = truth.Values, Scores = predictions.Scores, Queries = queries,
            });
        }

        if (predictions.Task == TaskKind.Multilabel)
        {
            return new EvaluationData(suite, table, predictions, new MetricInput
            {
                Task = MetricTask.Multilabel, Rows = table.Rows, Weights = weights, Columns = columns,
                ClassCount = predictions.Classes.Count, ClassesDeclared = true, ClassNames = predictions.Classes, Truth = truth.Classes,
                Predicted = predictions.Scores is { } each ? AboveThresholds(each, ThresholdsOf(suite)) : predictions.Labels, Scores = predictions.Scores, ScoresAreProbabilities = predictions.ScoresAreProbabilities,
            });
        }

        var binary = predictions.Task == TaskKind.Binary;
        var labels = predictions.Labels is { } given && binary ? PositiveAsOne(given, predictions.PositiveIndex) : predictions.Labels;
        var predicted = predictions.Scores switch
        {
            null => labels!,
            { } scores when binary => AboveThreshold(scores, ThresholdOf(suite)),
            { } scores => ArgMax(scores, predictions.Classes.Count),
        };
        var input = new MetricInput
        {
            Task = binary ? MetricTask.Binary : MetricTask.Multiclass, Rows = table.Rows, Weights = weights, Columns = columns,
            ClassCount = predictions.Classes.Count, ClassesDeclared = predictions.ClassesDeclared,
            ClassNames = binary && predictions.PositiveIndex == 0 ? [.. predictions.Classes.Reverse()] : predictions.Classes,
            Truth = binary ? PositiveAsOne(truth.Classes!, predictions.PositiveIndex) : truth.Classes,
            Predicted = predicted, Scores = predictions.Scores, ScoresAreProbabilities = predictions.ScoresAreProbabilities,
        };
        return new EvaluationData(suite, table, predictions, input)
        {
            Disagreements = labels is null || ReferenceEquals(labels, predicted) ? 0 : Differences(labels, predicted),
        };
    }

    /// <summary>Name of a class as the kernels number it.</summary>
    public string ClassName(int kernelClass) => Predictions.Classes[Swapped ? 1 - kernelClass : kernelClass];

    /// <summary>The kernels' number of a class name, or −1.</summary>
    public int ClassIndex(string name)
    {
        for (var i = 0; i < Predictions.Classes.Count; i++)
        {
            if (string.Equals(Predictions.Classes[i], name, StringComparison.Ordinal))
            {
                return Swapped ? 1 - i : i;
            }
        }

        return -1;
    }

    /// <summary>How a row is called: its id, or its line in the file.</summary>
    public string RowName(int row)
    {
        if (Suite.Id is { } id && Table.Find(id.Value) is { } column)
        {
            return column.Format(row);
        }

        return Table.Lines is { } lines ? FormattableString.Invariant($"line {lines[row]}") : FormattableString.Invariant($"row {row + 1}");
    }

    private bool Swapped => Predictions.Task == TaskKind.Binary && Predictions.PositiveIndex == 0;

    private static int[] PositiveAsOne(int[] classes, int positive) =>
        positive == 1 ? classes : Array.ConvertAll(classes, c => 1 - c);

    private static int[] AboveThreshold(double[] scores, double threshold)
    {
        var predicted = new int[scores.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            predicted[i] = scores[i] >= threshold ? 1 : 0;
        }

        return predicted;
    }

    private static int[] AboveThresholds(double[] scores, double[] thresholds)
    {
        var predicted = new int[scores.Length];
        for (var row = 0; row < scores.Length; row += thresholds.Length)
        {
            for (var label = 0; label < thresholds.Length; label++)
            {
                predicted[row + label] = scores[row + label] >= thresholds[label] ? 1 : 0;
            }
        }

        return predicted;
    }

    private static int[] ArgMax(double[] scores, int classes)
    {
        var predicted = new int[scores.Length / classes];
        for (var i = 0; i < predicted.Length; i++)
        {
            var row = scores.AsSpan(i * classes, classes);
            var best = 0;
            for (var k = 1; k < row.Length; k++)
            {
                // Strictly larger: the first of equal scores wins.
                if (row[k] > row[best])
                {
                    best = k;
                }
            }

            predicted[i] = best;
        }

        return predicted;
    }

    private static int Differences(int[] left, int[] right)
    {
        var count = 0;
        for (var i = 0; i < left.Length; i++)
        {
            count += left[i] != right[i] ? 1 : 0;
        }

        return count;
    }
}
