namespace ModelSpecs.Metrics;

/// <content>Rows taken out of an input, in any order and as often as wanted.</content>
public sealed partial class MetricInput
{
    /// <summary>The input that has some of the rows; of a query those that are named.</summary>
    /// <param name="rows">Their indices; a row named twice is two rows.</param>
    /// <exception cref="IndexOutOfRangeException">An index is out of range.</exception>
    public MetricInput Gather(ReadOnlySpan<int> rows) => Gather(rows, Queries is null ? null : QueriesOf(rows));

    /// <summary>The same with the queries they then belong to: one drawn twice is two.</summary>
    internal MetricInput Gather(ReadOnlySpan<int> rows, int[]? queries) => new()
    {
        Task = Task,
        Rows = rows.Length,
        ClassCount = ClassCount,
        ClassesDeclared = ClassesDeclared,
        ClassNames = ClassNames,
        Truth = Gather(Truth, rows, Task == MetricTask.Multilabel ? ClassCount : 1),
        Predicted = Gather(Predicted, rows, Task == MetricTask.Multilabel ? ClassCount : 1),
        Scores = Gather(Scores, rows, Task is MetricTask.Multiclass or MetricTask.Multilabel ? ClassCount : 1),
        ScoresAreProbabilities = ScoresAreProbabilities,
        TrueValues = Gather(TrueValues, rows, 1),
        PredictedValues = Gather(PredictedValues, rows, 1),
        Weights = Gather(Weights, rows, 1),
        Columns = Gather(Columns, rows),
        Queries = queries,
    };

    /// <summary>The same rows with the predictions of another input, whose truth, weights and columns are not looked at.</summary>
    /// <param name="predictions">Of the same task, rows and classes.</param>
    /// <exception cref="ArgumentException">The two differ in task, rows or classes.</exception>
    public MetricInput WithPredictionsOf(MetricInput predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        Paired.PairedEvaluator.RequireSameRows(this, predictions);
        return new()
        {
            Task = Task,
            Rows = Rows,
            ClassCount = ClassCount,
            ClassesDeclared = ClassesDeclared,
            ClassNames = ClassNames,
            Truth = Truth,
            Predicted = predictions.Predicted,
            Scores = predictions.Scores,
            ScoresAreProbabilities = predictions.ScoresAreProbabilities,
            TrueValues = TrueValues,
            PredictedValues = predictions.PredictedValues,
            Weights = Weights,
            Columns = Columns,
            Queries = Queries,
        };
    }

    /// <summary>The same rows with other columns.</summary>
    /// <param name="columns">Columns by name, as in <see cref="Columns"/>.</param>
    public MetricInput WithColumns(IReadOnlyDictionary<string, double[]> columns) => new()
    {
        Task = Task,
        Rows = Rows,
        ClassCount = ClassCount,
        ClassesDeclared = ClassesDeclared,
        ClassNames = ClassNames,
        Truth = Truth,
        Predicted = Predicted,
        Scores = Scores,
        ScoresAreProbabilities = ScoresAreProbabilities,
        TrueValues = TrueValues,
        PredictedValues = PredictedValues,
        Weights = Weights,
        Columns = columns,
        Queries = Queries,
    };

    /// <summary>A ranking that says nothing: all rows have one score.</summary>
    internal MetricInput WithOneScore() => new()
    {
        Task = Task,
        Rows = Rows,
        TrueValues = TrueValues,
        Scores = new double[Rows],
        Weights = Weights,
        Columns = Columns,
        Queries = Queries,
    };

    // Numbered by their first rows.
    private int[] QueriesOf(ReadOnlySpan<int> rows)
    {
        var (numbers, queries, count) = (new int[Rows], new int[rows.Length], 0);
        for (var i = 0; i < rows.Length; i++)
        {
            ref var number = ref numbers[Queries![rows[i]]];
            number = number == 0 ? ++count : number;
            queries[i] = number - 1;
        }

        return queries;
    }

    private static Dictionary<string, double[]>? Gather(IReadOnlyDictionary<string, double[]>? columns, ReadOnlySpan<int> rows)
    {
        if (columns is null)
        {
            return null;
        }

        var gathered = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var (name, column) in columns)
        {
            gathered.Add(name, Gather(column, rows, 1)!);
        }

        return gathered;
    }

    private static T[]? Gather<T>(T[]? column, ReadOnlySpan<int> rows, int width)
    {
        if (column is null)
        {
            return null;
        }

        var gathered = GC.AllocateUninitializedArray<T>(rows.Length * width);
        if (width == 1)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                gathered[i] = column[rows[i]];
            }

            return gathered;
        }

        for (var i = 0; i < rows.Length; i++)
        {
            column.AsSpan(rows[i] * width, width).CopyTo(gathered.AsSpan(i * width, width));
        }

        return gathered;
    }
}
