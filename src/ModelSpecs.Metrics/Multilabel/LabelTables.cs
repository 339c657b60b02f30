using ModelSpecs.Metrics.Ranking;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Multilabel;

/// <summary>Measures each label of a multi-label task as the binary task that it is, and all (row, label) pairs as one: what a metric of
/// a label or of the pool reads is what the binary task's own tables hold.</summary>
internal static class LabelTables
{
    /// <summary>A label as a binary task.</summary>
    /// <param name="input">The multi-label input.</param>
    /// <param name="label">The label.</param>
    /// <param name="withScores">Whether scores are taken along.</param>
    public static MetricInput Label(MetricInput input, int label, bool withScores) => new()
    {
        Task = MetricTask.Binary,
        Rows = input.Rows,
        ClassCount = 2,
        Truth = Column(input.Truth!, label, input.ClassCount),
        Predicted = input.Predicted is { } predicted ? Column(predicted, label, input.ClassCount) : null,
        Scores = withScores && input.Scores is { } scores ? Column(scores, label, input.ClassCount) : null,
        ScoresAreProbabilities = input.ScoresAreProbabilities,
        Weights = input.Weights,
    };

    /// <summary>What is asked of one label.</summary>
    public static Demand OfLabel(Demand demand, MetricInput binary, int label)
    {
        var own = new Demand(binary);
        foreach (var target in demand.Targets.Where(target => target == RankTarget.Rest(label)))
        {
            own.Target(RankTarget.Rest(1));
        }

        foreach (var point in demand.Points.Where(point => point.Target == RankTarget.Rest(label)))
        {
            own.Point(OfLabel(point));
        }

        foreach (var bins in demand.Bins.Where(bins => bins.Class is null || bins.Class == label))
        {
            own.Bin(bins with { Class = null });
        }

        if (demand.Recalibrations.Contains(label))
        {
            own.Recalibrate(1);
        }

        return own;
    }

    /// <summary>Whether a label's scores are read.</summary>
    public static bool NeedsScores(Demand demand, int label) =>
        demand.Targets.Contains(RankTarget.Rest(label)) || demand.Bins.Exists(bins => bins.Class is null || bins.Class == label) || demand.Recalibrations.Contains(label);

    /// <summary>A point of a label, as its binary task has it.</summary>
    public static RankPoint OfLabel(RankPoint point) => point with { Target = RankTarget.Rest(1) };

    /// <summary>All (row, label) pairs as the rows of one binary task.</summary>
    public static MetricInput Pooled(MetricInput input) => new()
    {
        Task = MetricTask.Binary,
        Rows = checked(input.Rows * input.ClassCount),
        ClassCount = 2,
        Truth = input.Truth,
        Scores = input.Scores,
        ScoresAreProbabilities = input.ScoresAreProbabilities,
        Weights = input.Weights is { } weights ? Repeat(weights, input.ClassCount) : null,
    };

    /// <summary>The slices of those pairs; they have the same slots.</summary>
    public static SliceLayout Pooled(SliceLayout layout, int labels) =>
        new([.. layout.Axes.Select(axis => new SliceAxis(Repeat(axis.Codes, labels), axis.Groups))]);

    private static T[] Column<T>(T[] matrix, int column, int width)
    {
        var values = GC.AllocateUninitializedArray<T>(matrix.Length / width);
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = matrix[(row * width) + column];
        }

        return values;
    }

    private static T[] Repeat<T>(T[] values, int times)
    {
        var repeated = GC.AllocateUninitializedArray<T>(checked(values.Length * times));
        for (var i = 0; i < values.Length; i++)
        {
            repeated.AsSpan(i * times, times).Fill(values[i]);
        }

        return repeated;
    }
}
