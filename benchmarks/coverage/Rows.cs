using ModelSpecs.Metrics;

namespace ModelSpecs.Benchmarks.Coverage;

/// <summary>Many simulated sets, one after the other; <see cref="Set(int, int, int, double)"/> writes into the set that is being drawn.</summary>
internal sealed class Rows(MetricTask task, int[] sizes)
{
    private readonly int[] truth = new int[sizes.Sum()];
    private readonly int[] predicted = new int[sizes.Sum()];
    private readonly double[] scores = new double[sizes.Sum()];
    private readonly double[] trueValues = new double[sizes.Sum()];
    private int start;

    /// <summary>Rows of the set that is being drawn.</summary>
    public int Count { get; private set; }

    /// <summary>Draws every set, from the populations in turn.</summary>
    public void Draw(Random random, params ReadOnlySpan<Population> populations)
    {
        start = 0;
        for (var set = 0; set < sizes.Length; set++)
        {
            Count = sizes[set];
            populations[set % populations.Length].Draw(random, this);
            start += sizes[set];
        }
    }

    /// <summary>A row of a classification.</summary>
    public void Set(int row, int ofClass, int prediction, double score) =>
        (truth[start + row], predicted[start + row], scores[start + row]) = (ofClass, prediction, score);

    /// <summary>A row of a regression.</summary>
    public void Set(int row, double value, double prediction) => (trueValues[start + row], scores[start + row]) = (value, prediction);

    /// <summary>All sets as one input, whose sets are the groups of one axis.</summary>
    public (MetricInput Input, SliceAxis Axis) ToInput()
    {
        int[] codes = [.. sizes.SelectMany((size, set) => Enumerable.Repeat(set, size))];

        var input = task == MetricTask.Regression
            ? new MetricInput { Task = task, Rows = codes.Length, TrueValues = trueValues, PredictedValues = scores }
            : new MetricInput
            {
                Task = task,
                Rows = codes.Length,
                ClassCount = 2,
                Truth = truth,
                Predicted = predicted,
                Scores = scores,
                ScoresAreProbabilities = scores.All(score => score is >= 0 and <= 1),
            };
        return (input, new SliceAxis(codes, sizes.Length));
    }
}
