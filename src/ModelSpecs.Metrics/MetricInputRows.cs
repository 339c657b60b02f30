namespace ModelSpecs.Metrics;

/// <content>Rows taken out of an input, in any order and as often as wanted.</content>
public sealed partial class MetricInput
{
    /// <summary>The input that has some of the rows.</summary>
    /// <param name="rows">Their indices; a row named twice is two rows.</param>
    /// <exception cref="IndexOutOfRangeException">An index is out of range.</exception>
    public MetricInput Gather(ReadOnlySpan<int> rows) => new()
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
    };

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
