using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Multilabel;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Paired;

/// <summary>What the noise of a difference is made from.</summary>
internal enum PairedFamily
{
    /// <summary>Nothing: a count, or an extreme.</summary>
    None,

    /// <summary>Rows that count now and did not, and the other way round.</summary>
    Share,

    /// <summary>DeLong's variance of the difference.</summary>
    Area,

    /// <summary>The table of truth, prediction now and prediction then, resampled.</summary>
    Counts,

    /// <summary>Changes of a row's loss.</summary>
    Means,

    /// <summary>How often each row of a binary task is drawn, the same for both.</summary>
    Scores,

    /// <summary>The queries of a ranking, the same for both, each measured once a side.</summary>
    Queries,

    /// <summary>Rows or clusters, the same for both: any metric at all.</summary>
    Rows,
}

/// <summary>Chooses the family: the cheapest that is right, rows where in doubt.</summary>
internal static class PairedFamilies
{
    /// <summary>With more classes than this the joint table costs more than resampling rows.</summary>
    public const int MostClasses = 20;

    // All slices' joint tables together: 32 MB.
    private const long MostCells = 1L << 22;

    /// <summary>The family of a request.</summary>
    /// <param name="input">Either side: tasks and classes are the same.</param>
    /// <param name="request">The request.</param>
    /// <param name="sameTruth">Whether no label was edited.</param>
    /// <param name="slots">Slices.</param>
    /// <param name="resamplesRows">Whether weights or clusters rule everything out but rows.</param>
    /// <param name="accelerated">Whether BCa is asked for, whose jackknife leaves out rows.</param>
    public static PairedFamily Of(MetricInput input, MetricRequest request, bool sameTruth, int slots, bool resamplesRows, bool accelerated)
    {
        var family = IntervalFamilies.Of(input, request, resamplesRows);
        if (family == IntervalFamily.None)
        {
            return PairedFamily.None;
        }

        if (resamplesRows)
        {
            return PairedFamily.Rows;
        }

        if (SharedRows.Of(input, request) is { } share && (sameTruth || !share.ReadsOneTruth))
        {
            return PairedFamily.Share;
        }

        if (family == IntervalFamily.Area && sameTruth)
        {
            return PairedFamily.Area;
        }

        if (accelerated)
        {
            return PairedFamily.Rows;
        }

        var classes = (long)input.ClassCount;
        return input.Task != MetricTask.Multilabel && family is IntervalFamily.Counts or IntervalFamily.Proportion && sameTruth && classes <= MostClasses && slots * classes * classes * classes <= MostCells ? PairedFamily.Counts
            : LossColumn(input, request) is not null ? PairedFamily.Means
            : family == IntervalFamily.Runs && PairedScores.Has(request) ? PairedFamily.Scores
            : PairedFamily.Rows;
    }

    /// <summary>The column whose mean over rows a metric is, or for <c>rmse</c> the root of; null: it is no such mean.</summary>
    public static RowColumn? LossColumn(MetricInput input, MetricRequest request)
    {
        var isMean = request.Name is "log_loss" or "brier" or "mse" or "rmse" or "mae" or "mape" or "smape" or "pinball" or "hamming_loss" or "lrap" or "coverage_error" or "ranking_loss"
            || (request.Name == "cost" && !request.Total);
        if (!isMean || request.Custom is not null)
        {
            return null;
        }

        var demand = new Demand(input);
        KernelTable.Find(request).Require?.Invoke(demand, request);
        return demand.Columns is [var column] ? column : null;
    }

    /// <summary>The most that another class for a row may change its loss; null: the loss goes by more than the class.</summary>
    public static double? LossRange(MetricRequest request)
    {
        if (request.Name == "hamming_loss")
        {
            return 1;
        }

        if (request is not { Name: "cost", Costs: { } costs })
        {
            return null;
        }

        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var truth = 0; truth < costs.Classes; truth++)
        {
            for (var predicted = 0; predicted < costs.Classes; predicted++)
            {
                (least, most) = (Math.Min(least, costs[truth, predicted]), Math.Max(most, costs[truth, predicted]));
            }
        }

        return most - least;
    }

    /// <summary>Whether the metric is the root of the mean.</summary>
    public static bool IsRoot(MetricRequest request) => request.Name == "rmse";
}
