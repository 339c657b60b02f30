namespace ModelSpecs.Metrics.Tests.Support;

/// <summary>Made-up inputs from a seed.</summary>
internal static class Inputs
{
    /// <summary>A binary input whose scores have <paramref name="steps"/> values, so that there are ties; 0: none.</summary>
    public static MetricInput Binary(Random random, int rows, int steps = 20, bool weighted = false)
    {
        var truth = Integers(random, rows, 2);
        var scores = Array.ConvertAll(truth, t => Step(Math.Clamp((0.3 * t) + (0.8 * random.NextDouble()) - 0.05, 0, 1), steps));
        return new MetricInput
        {
            Task = MetricTask.Binary,
            Rows = rows,
            ClassCount = 2,
            Truth = truth,
            Predicted = Array.ConvertAll(scores, score => score >= 0.5 ? 1 : 0),
            Scores = scores,
            ScoresAreProbabilities = true,
            Weights = weighted ? Weights(random, rows) : null,
            Columns = Columns(random, rows),
        };
    }

    /// <summary>A multi-class input with probabilities.</summary>
    public static MetricInput Multiclass(Random random, int rows, int classes, int steps = 20, bool weighted = false, bool declared = false)
    {
        var truth = Integers(random, rows, classes);
        var scores = new double[rows * classes];
        var predicted = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            var ofRow = scores.AsSpan(row * classes, classes);
            var sum = 0.0;
            for (var c = 0; c < classes; c++)
            {
                ofRow[c] = Step(0.05 + random.NextDouble() + (c == truth[row] ? 0.5 : 0), steps);
                sum += ofRow[c];
            }

            for (var c = 0; c < classes; c++)
            {
                ofRow[c] /= sum;
                predicted[row] = ofRow[c] > ofRow[predicted[row]] ? c : predicted[row];
            }
        }

        return new MetricInput
        {
            Task = MetricTask.Multiclass,
            Rows = rows,
            ClassCount = classes,
            ClassesDeclared = declared,
            Truth = truth,
            Predicted = predicted,
            Scores = scores,
            ScoresAreProbabilities = true,
            Weights = weighted ? Weights(random, rows) : null,
            Columns = Columns(random, rows),
        };
    }

    /// <summary>A regression input, its truth clear of zero.</summary>
    public static MetricInput Regression(Random random, int rows, bool weighted = false)
    {
        var truth = Enumerable.Range(0, rows).Select(_ => Math.Round((random.NextDouble() * 20) + 1, 1)).ToArray();
        return new MetricInput
        {
            Task = MetricTask.Regression,
            Rows = rows,
            TrueValues = truth,
            PredictedValues = Array.ConvertAll(truth, t => t + random.NextDouble() - 0.5),
            Weights = weighted ? Weights(random, rows) : null,
            Columns = Columns(random, rows),
        };
    }

    /// <summary>A multi-label input with probabilities; few rows have no label or all.</summary>
    public static MetricInput Multilabel(Random random, int rows, int labels, int steps = 20, bool weighted = false)
    {
        var truth = Integers(random, rows * labels, 2);
        var scores = Array.ConvertAll(truth, t => Step(Math.Clamp((0.3 * t) + (0.8 * random.NextDouble()) - 0.05, 0, 1), steps));
        return new MetricInput
        {
            Task = MetricTask.Multilabel,
            Rows = rows,
            ClassCount = labels,
            Truth = truth,
            Predicted = Array.ConvertAll(scores, score => score >= 0.5 ? 1 : 0),
            Scores = scores,
            ScoresAreProbabilities = true,
            Weights = weighted ? Weights(random, rows) : null,
            Columns = Columns(random, rows),
        };
    }

    /// <summary>Rows of about a tenth as many queries, half of them relevant; with ties.</summary>
    public static MetricInput Ranking(Random random, int rows, bool weighted = false)
    {
        var gains = Array.ConvertAll(Integers(random, rows, 6), gain => (double)Math.Max(0, gain - 2));
        return new MetricInput
        {
            Task = MetricTask.Ranking,
            Rows = rows,
            TrueValues = gains,
            Scores = Array.ConvertAll(gains, gain => Step((0.3 * gain) + random.NextDouble(), random.Next(2) * 5)),
            Queries = Integers(random, rows, (rows + 9) / 10),
            Weights = weighted ? Weights(random, rows) : null,
            Columns = Columns(random, rows),
        };
    }

    /// <summary>One of the above.</summary>
    public static MetricInput Any(MetricTask task, Random random, int rows, bool weighted = false) => task switch
    {
        MetricTask.Binary => Binary(random, rows, random.Next(2) * 20, weighted),
        MetricTask.Multiclass => Multiclass(random, rows, 2 + random.Next(4), random.Next(2) * 20, weighted, random.Next(2) == 0),
        MetricTask.Multilabel => Multilabel(random, rows, 2 + random.Next(4), random.Next(2) * 20, weighted),
        MetricTask.Ranking => Ranking(random, rows, weighted),
        _ => Regression(random, rows, weighted),
    };

    /// <summary>An axis of random groups, some rows in none.</summary>
    public static SliceAxis Axis(Random random, int rows, int groups) =>
        new([.. Enumerable.Range(0, rows).Select(_ => random.Next(groups + 1) - 1)], groups);

    /// <summary>Some rows of an input, in the order given; a row may come several times.</summary>
    public static MetricInput Take(MetricInput input, IReadOnlyList<int> rows)
    {
        var width = input.Scores is null ? 0 : input.Scores.Length / input.Rows;
        var of = input.Truth is null ? 0 : input.Truth.Length / input.Rows;
        return new MetricInput
        {
            Task = input.Task,
            Rows = rows.Count,
            ClassCount = input.ClassCount,
            ClassesDeclared = input.ClassesDeclared,
            ScoresAreProbabilities = input.ScoresAreProbabilities,
            Truth = Pick(input.Truth, rows, of),
            Predicted = Pick(input.Predicted, rows, of),
            Scores = input.Scores is null ? null : [.. rows.SelectMany(row => input.Scores.Skip(row * width).Take(width))],
            TrueValues = Pick(input.TrueValues, rows),
            PredictedValues = Pick(input.PredictedValues, rows),
            Weights = Pick(input.Weights, rows),
            Queries = input.Queries is null ? null : Renumbered(Pick(input.Queries, rows)!),
            Columns = input.Columns?.ToDictionary(column => column.Key, column => Pick(column.Value, rows)!, StringComparer.Ordinal),
        };
    }

    /// <summary>The same input with other weights.</summary>
    public static MetricInput Weigh(MetricInput input, double[]? weights) => new()
    {
        Task = input.Task,
        Rows = input.Rows,
        ClassCount = input.ClassCount,
        ClassesDeclared = input.ClassesDeclared,
        ScoresAreProbabilities = input.ScoresAreProbabilities,
        Truth = input.Truth,
        Predicted = input.Predicted,
        Scores = input.Scores,
        TrueValues = input.TrueValues,
        PredictedValues = input.PredictedValues,
        Weights = weights,
        Queries = input.Queries,
        Columns = input.Columns,
    };

    /// <summary>The same input with other scores.</summary>
    public static MetricInput Score(MetricInput input, double[] scores) => new()
    {
        Task = input.Task,
        Rows = input.Rows,
        ClassCount = input.ClassCount,
        ClassesDeclared = input.ClassesDeclared,
        ScoresAreProbabilities = input.ScoresAreProbabilities,
        Truth = input.Truth,
        Predicted = input.Predicted,
        Scores = scores,
        TrueValues = input.TrueValues,
        Queries = input.Queries,
        Weights = input.Weights,
        Columns = input.Columns,
    };

    /// <summary>Latencies with ties, some missing.</summary>
    private static Dictionary<string, double[]> Columns(Random random, int rows) => new(StringComparer.Ordinal)
    {
        ["latency"] = [.. Enumerable.Range(0, rows).Select(_ => random.Next(8) == 0 ? double.NaN : Math.Round(200 * Math.Pow(random.NextDouble(), 3)) - 20)],
    };

    private static int[] Renumbered(int[] codes)
    {
        var distinct = codes.Distinct().ToList();
        return Array.ConvertAll(codes, distinct.IndexOf);
    }

    private static double Step(double value, int steps) => steps == 0 ? value : Math.Round(value * steps) / steps;

    private static int[] Integers(Random random, int rows, int end) => [.. Enumerable.Range(0, rows).Select(_ => random.Next(end))];

    private static double[] Weights(Random random, int rows) =>
        [.. Enumerable.Range(0, rows).Select(_ => random.Next(10) == 0 ? 0 : random.NextDouble() * 3)];

    private static T[]? Pick<T>(T[]? values, IReadOnlyList<int> rows, int width = 1) =>
        values is null ? null : [.. rows.SelectMany(row => values.Skip(row * width).Take(width))];
}
