using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Calibration;
using ModelSpecs.Metrics.Classification;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics;

/// <summary>What is more than one number of a slice: confusion matrices and reliability curves, in one pass over the rows each.</summary>
public static class SliceProfiles
{
    /// <summary>Bins of a reliability curve: those that <c>ece</c> has unless told otherwise.</summary>
    public const int Bins = 15;

    /// <summary>Confusion matrices of the whole set and of every group: rows (weights, where there are any) by true and predicted class, row-major.</summary>
    /// <param name="input">A classification with predicted classes.</param>
    /// <param name="axes">Ways of slicing.</param>
    /// <param name="threads">Most threads used.</param>
    /// <param name="cancellationToken">Stops between blocks of rows.</param>
    /// <exception cref="ArgumentException">The input has no predicted classes, or is wrong as in <see cref="SliceEvaluator.Evaluate"/>.</exception>
    public static PerSlice<double[]> Confusion(MetricInput input, IReadOnlyList<SliceAxis> axes, int threads, CancellationToken cancellationToken)
    {
        InputValidation.Check(input, axes, [], readsPredictions: true);
        if (input.Predicted is null || !HasOneClass(input))
        {
            throw new ArgumentException("There are no predicted classes.", nameof(input));
        }

        var layout = new SliceLayout(axes);
        var table = new ConfusionTable(input, layout);
        RowPass.Run([table], input.Rows, Math.Max(1, threads), cancellationToken);
        return Read(layout, table.Of);
    }

    /// <summary>Reliability curves of the whole set and of every group: the bins that have rows, in order.</summary>
    /// <param name="input">A classification with probabilities.</param>
    /// <param name="axes">Ways of slicing.</param>
    /// <param name="threads">Most threads used.</param>
    /// <param name="cancellationToken">Stops between blocks of rows.</param>
    /// <exception cref="ArgumentException">The input has no probabilities, or is wrong as in <see cref="SliceEvaluator.Evaluate"/>.</exception>
    public static PerSlice<ReliabilityBin[]> Reliability(MetricInput input, IReadOnlyList<SliceAxis> axes, int threads, CancellationToken cancellationToken)
    {
        InputValidation.Check(input, axes, [], readsPredictions: true);
        if (input.Scores is null || !input.ScoresAreProbabilities || input.Predicted is null || !HasOneClass(input))
        {
            throw new ArgumentException("There are no probabilities.", nameof(input));
        }

        var layout = new SliceLayout(axes);
        var bins = new CalibrationBins(input, layout, new BinLayout(Bins, BinStrategy.Uniform));
        RowPass.Run([bins], input.Rows, Math.Max(1, threads), cancellationToken);
        return Read(layout, slot => CurveOf(bins.Of(slot)));
    }

    private static bool HasOneClass(MetricInput input) => input.Task is MetricTask.Binary or MetricTask.Multiclass;

    private static ReliabilityBin[] CurveOf(BinSums sums)
    {
        var curve = new List<ReliabilityBin>();
        for (var bin = 0; bin < sums.Count; bin++)
        {
            if (sums.Rows(bin) > 0)
            {
                var weight = sums.Weight(bin);
                curve.Add(new ReliabilityBin((double)bin / sums.Count, (double)(bin + 1) / sums.Count, sums.Rows(bin), sums.Confidence(bin) / weight, sums.Hits(bin) / weight));
            }
        }

        return [.. curve];
    }

    private static PerSlice<T> Read<T>(SliceLayout layout, Func<int, T> of)
    {
        var groups = new T[layout.Axes.Count][];
        for (var axis = 0; axis < groups.Length; axis++)
        {
            groups[axis] = new T[layout.Axes[axis].Groups];
            for (var group = 0; group < groups[axis].Length; group++)
            {
                groups[axis][group] = of(layout.Slot(axis, group));
            }
        }

        return new PerSlice<T>(of(0), groups);
    }
}

/// <summary>Something of every slice.</summary>
/// <param name="Overall">Of the whole set.</param>
/// <param name="Groups">By [axis][group].</param>
public sealed record PerSlice<T>(T Overall, T[][] Groups);

/// <summary>One bin (<paramref name="Low"/>, <paramref name="High"/>] of a reliability curve, 0 in the first.</summary>
/// <param name="Low">Lower edge.</param>
/// <param name="High">Upper edge.</param>
/// <param name="Rows">Rows.</param>
/// <param name="MeanConfidence">Weighted mean of the confidence: the positive class's probability, or the top one of a multi-class task; NaN where nothing weighs.</param>
/// <param name="HitRate">Weighted share of rows that are positive, or predicted right; NaN where nothing weighs.</param>
public readonly record struct ReliabilityBin(double Low, double High, long Rows, double MeanConfidence, double HitRate);
