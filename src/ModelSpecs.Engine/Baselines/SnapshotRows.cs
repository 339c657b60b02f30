using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Metrics;
using ModelSpecs.Results.Snapshots;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Baselines;

/// <summary>Turns the judged rows into what a snapshot keeps of them, and back.</summary>
internal static class SnapshotRows
{
    /// <summary>What is kept of the judged rows.</summary>
    public static RowOutcomes Of(EvaluationData data)
    {
        var ids = Ids(data);
        var input = data.Input;
        return input.Task switch
        {
            MetricTask.Binary or MetricTask.Multiclass => ClassOutcomes.Of(ids, input.ClassCount, input.Truth!, input.Predicted!, input.Scores),
            MetricTask.Multilabel => LabelOutcomes.Of(ids, input.ClassCount, input.Truth!, input.Predicted!),
            MetricTask.Ranking => NumberOutcomes.Of(ids, input.TrueValues!, input.Scores!),
            _ => NumberOutcomes.Of(ids, input.TrueValues!, input.PredictedValues!),
        };
    }

    /// <summary>The kept rows as the kernels take them, in the order of this run's.</summary>
    /// <param name="outcomes">The kept rows.</param>
    /// <param name="before">For each row wanted its index among the kept ones.</param>
    /// <param name="now">The same rows of this run: what a row brings along besides its prediction (weights, columns).</param>
    public static MetricInput Then(RowOutcomes outcomes, int[] before, MetricInput now) => outcomes switch
    {
        ClassOutcomes classes => new MetricInput
        {
            Task = now.Task, Rows = now.Rows, ClassCount = now.ClassCount, ClassesDeclared = now.ClassesDeclared, ClassNames = now.ClassNames, Weights = now.Weights, Columns = now.Columns,
            Truth = Array.ConvertAll(before, row => classes.Truth[row]),
            Predicted = Array.ConvertAll(before, row => classes.Predicted[row]),
            // Of several classes only the top score is kept, which ranks nothing.
            Scores = now.Task == MetricTask.Binary && now.Scores is not null && classes.Scores is { } scores ? Array.ConvertAll(before, row => scores[row]) : null,
            ScoresAreProbabilities = now.ScoresAreProbabilities,
        },
        LabelOutcomes labels => new MetricInput
        {
            Task = now.Task, Rows = now.Rows, ClassCount = now.ClassCount, ClassesDeclared = now.ClassesDeclared, ClassNames = now.ClassNames, Weights = now.Weights, Columns = now.Columns,
            Truth = Gather(labels.Truth, before, labels.LabelCount),
            Predicted = Gather(labels.Predicted, before, labels.LabelCount),
        },
        NumberOutcomes numbers => new MetricInput
        {
            Task = now.Task, Rows = now.Rows, Weights = now.Weights, Columns = now.Columns, Queries = now.Queries,
            TrueValues = Gather(numbers.Truth, before, now.TrueValues!),
            Scores = now.Task == MetricTask.Ranking ? Gather(numbers.Predicted, before, now.Scores!) : null,
            PredictedValues = now.Task == MetricTask.Ranking ? null : Gather(numbers.Predicted, before, now.PredictedValues!),
        },
        _ => throw new InvalidOperationException($"No rows of {outcomes.GetType().Name}."),
    };

    /// <summary>Whether kept rows are of the same task and classes as this run's.</summary>
    public static bool Fits(RowOutcomes outcomes, MetricInput now) => (outcomes, now.Task) switch
    {
        (ClassOutcomes classes, MetricTask.Binary or MetricTask.Multiclass) => classes.ClassCount == now.ClassCount,
        (LabelOutcomes labels, MetricTask.Multilabel) => labels.LabelCount == now.ClassCount,
        (NumberOutcomes, MetricTask.Regression or MetricTask.Ranking) => true,
        _ => false,
    };

    private static RowIdColumn Ids(EvaluationData data)
    {
        var table = data.Table;
        if (data.Suite.Id is { } id && table.Find(id.Value) is { } column)
        {
            return column is IntegerColumn integers ? RowIdColumn.OfIntegers([.. integers.Values]) : RowIdColumn.Of([.. Enumerable.Range(0, table.Rows).Select(column.Format)]);
        }

        var numbers = new long[table.Rows];
        for (var row = 0; row < numbers.Length; row++)
        {
            numbers[row] = table.Lines is { } lines ? lines[row] : row + 1;
        }

        return table.Lines is null ? RowIdColumn.OfRows(numbers) : RowIdColumn.OfLines(numbers);
    }

    // What is the same in single precision is the same: rounded it would differ, and of two scores make one.
    private static double[] Gather(float[] numbers, int[] rows, double[] now)
    {
        var gathered = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            gathered[i] = numbers[rows[i]].Equals((float)now[i]) ? now[i] : numbers[rows[i]];
        }

        return gathered;
    }

    private static int[] Gather(bool[] bits, int[] rows, int width)
    {
        var gathered = new int[rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var k = 0; k < width; k++)
            {
                gathered[(i * width) + k] = bits[(rows[i] * width) + k] ? 1 : 0;
            }
        }

        return gathered;
    }
}
