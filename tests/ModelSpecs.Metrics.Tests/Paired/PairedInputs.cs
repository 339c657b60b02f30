using ModelSpecs.Metrics.Cost;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Paired;

/// <summary>Two models' answers to the same rows.</summary>
internal static class PairedInputs
{
    /// <summary>Answers that mostly agree, an axis of three groups, and each metric of the task once.</summary>
    public static (MetricInput Now, MetricInput Then, SliceAxis[] Axes, MetricRequest[] Requests) Of(MetricTask task, int rows, int seed, int steps = 0)
    {
        var random = new Random(seed);
        var now = task switch
        {
            MetricTask.Binary => Inputs.Binary(random, rows, steps),
            MetricTask.Multiclass => Inputs.Multiclass(random, rows, 4, steps),
            MetricTask.Multilabel => Inputs.Multilabel(random, rows, 3, steps),
            _ => Inputs.Regression(random, rows),
        };
        return (now, Other(now, random, steps), [Inputs.Axis(random, rows, 3)], Requests(now));
    }

    /// <summary>Another model: its scores are moved a little, its classes follow.</summary>
    public static MetricInput Other(MetricInput input, Random random, int steps = 0, double reach = 0.3)
    {
        double Moved(double score)
        {
            var moved = Math.Clamp(score + (reach * (random.NextDouble() - 0.4)), 0, 1);
            return steps == 0 ? moved : Math.Round(moved * steps) / steps;
        }

        if (input.Task == MetricTask.Regression)
        {
            return With(input, null, null, [.. input.PredictedValues!.Select(value => value + (2 * reach * (random.NextDouble() - 0.5)))]);
        }

        var scores = Array.ConvertAll(input.Scores!, Moved);
        if (input.Task != MetricTask.Multiclass)
        {
            return With(input, Array.ConvertAll(scores, score => score >= 0.5 ? 1 : 0), scores, null);
        }

        var predicted = new int[input.Rows];
        for (var row = 0; row < input.Rows; row++)
        {
            var ofRow = scores.AsSpan(row * input.ClassCount, input.ClassCount);
            var sum = 0.0;
            foreach (ref var score in ofRow)
            {
                score += 0.01;
                sum += score;
            }

            for (var c = 0; c < ofRow.Length; c++)
            {
                ofRow[c] /= sum;
                predicted[row] = ofRow[c] > ofRow[predicted[row]] ? c : predicted[row];
            }
        }

        return With(input, predicted, scores, null);
    }

    /// <summary>The same answers but for digits that nobody reads.</summary>
    public static MetricInput Disturbed(MetricInput input, double by) => With(
        input,
        input.Predicted,
        input.Scores?.Select((score, i) => Math.Clamp(score + (i % 2 == 0 ? by : -by), 0, 1)).ToArray(),
        input.PredictedValues?.Select((value, i) => value + (i % 2 == 0 ? by : -by)).ToArray());

    /// <summary>The classes alone.</summary>
    public static MetricInput WithoutScores(MetricInput input) => With(input, input.Predicted, null, null);

    /// <summary>The same class for every row.</summary>
    public static MetricInput Predicting(MetricInput input, int ofClass) => With(input, Array.ConvertAll(input.Predicted!, _ => ofClass), input.Scores, null);

    /// <summary>Other labels.</summary>
    public static MetricInput WithTruth(MetricInput input, Func<int, int> truth) => Copy(input, [.. Enumerable.Range(0, input.Rows).Select(truth)], input.Predicted, input.Scores, input.PredictedValues);

    /// <summary>Each metric of the task once, as people ask for it.</summary>
    public static MetricRequest[] Requests(MetricInput input)
    {
        var costs = new CostMatrix(Math.Max(1, input.ClassCount), [.. Enumerable.Range(0, Math.Max(1, input.ClassCount * input.ClassCount)).Select(cell => (cell * 7 % 5) - 1.0)]);
        return [.. Support.Requests.Names(input.Task).Select(name => new MetricRequest(name)
        {
            Column = KernelTable.Find(name).Needs == KernelNeeds.Column ? "latency" : null,
            Costs = name == "cost" ? costs : null,
            Class = name is "alerts_per_million" or "lift" ? 1 : null,
        })];
    }

    private static MetricInput With(MetricInput input, int[]? predicted, double[]? scores, double[]? values) => Copy(input, input.Truth, predicted, scores, values);

    private static MetricInput Copy(MetricInput input, int[]? truth, int[]? predicted, double[]? scores, double[]? values) => new()
    {
        Task = input.Task,
        Rows = input.Rows,
        ClassCount = input.ClassCount,
        ClassesDeclared = input.ClassesDeclared,
        ScoresAreProbabilities = input.ScoresAreProbabilities && scores is not null,
        Truth = truth,
        Predicted = predicted,
        Scores = scores,
        TrueValues = input.TrueValues,
        PredictedValues = values,
        Weights = input.Weights,
        Columns = input.Columns,
    };
}
