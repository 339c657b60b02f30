using ModelSpecs.Metrics.Cost;

namespace ModelSpecs.Metrics.Intervals;

/// <summary>What a metric's interval is made from.</summary>
internal enum IntervalFamily
{
    /// <summary>Nothing: a count.</summary>
    None,

    /// <summary>Successes and trials.</summary>
    Proportion,

    /// <summary>DeLong's variance.</summary>
    Area,

    /// <summary>The confusion matrix, resampled.</summary>
    Counts,

    /// <summary>Runs of sorted scores, resampled.</summary>
    Runs,

    /// <summary>The queries of a ranking, each measured once, resampled.</summary>
    Queries,

    /// <summary>Rows or clusters, resampled: any metric at all.</summary>
    Rows,
}

/// <summary>Chooses the family: the cheapest that is right for the metric with its parameters, rows where in doubt.</summary>
internal static class IntervalFamilies
{
    /// <summary>The family of a request.</summary>
    /// <param name="input">The input.</param>
    /// <param name="request">The request.</param>
    /// <param name="resamplesRows">Whether weights or clusters rule everything out but rows.</param>
    public static IntervalFamily Of(MetricInput input, MetricRequest request, bool resamplesRows)
    {
        if (KernelTable.Find(request).IsCount || IsExtreme(request))
        {
            return IntervalFamily.None;
        }

        if (resamplesRows || input.Task == MetricTask.Regression)
        {
            return IntervalFamily.Rows;
        }

        if (input.Task == MetricTask.Multilabel)
        {
            return OfLabels(request);
        }

        var isOfOneClass = input.Task == MetricTask.Binary || request.Class is not null;
        return request.Name switch
        {
            "accuracy" or "top_k_accuracy" => IntervalFamily.Proportion,
            "precision" or "recall" or "specificity" or "fpr" or "fnr" or "npv" or "selection_rate" or "prevalence" when IsPlain(request) =>
                isOfOneClass ? IntervalFamily.Proportion : FromCounts(input),
            "f1" or "fbeta" or "balanced_accuracy" or "mcc" or "cohen_kappa" when IsPlain(request) => FromCounts(input),
            "precision" or "alerts_per_million" when isOfOneClass && IsPlain(request with { AtPrevalence = null }) => FromCounts(input),
            "lift" when isOfOneClass && IsPlain(request) => FromCounts(input),
            "cost" when input.Task == MetricTask.Binary && request.Costs is not null && IsPlain(request with { Costs = null, Total = false }) => FromCounts(input),
            "roc_auc" when isOfOneClass && IsPlain(request with { Average = MetricAverage.Macro }) => IntervalFamily.Area,
            "average_precision" or "log_loss" or "brier" or "log_loss_skill" or "brier_skill" or "calibration_slope" or "calibration_intercept" when input.Task == MetricTask.Binary && IsOfPositives(request) => IntervalFamily.Runs,
            "ece" or "mce" when input.Task == MetricTask.Binary && request.Strategy == BinStrategy.Uniform && IsOfPositives(request with { Bins = new MetricRequest("").Bins }) =>
                IntervalFamily.Runs,
            _ => IntervalFamily.Rows,
        };
    }

    // A label by itself is a binary task; what goes over several labels of a row is one only where it counts whole rows.
    private static IntervalFamily OfLabels(MetricRequest request) => request.Name switch
    {
        "accuracy" => IntervalFamily.Proportion,
        "precision" or "recall" or "specificity" or "fpr" or "fnr" or "npv" or "selection_rate" or "prevalence" when request.Class is not null && IsPlain(request) => IntervalFamily.Proportion,
        "roc_auc" when request.Class is not null && IsPlain(request) => IntervalFamily.Area,
        _ => IntervalFamily.Rows,
    };

    /// <summary>The family of a metric without parameters, as docs call it; of one class where several are averaged otherwise.</summary>
    /// <exception cref="ArgumentException">No metric has that name.</exception>
    public static string Describe(string metric, MetricTask task)
    {
        var input = new MetricInput { Task = task, Rows = 0, ClassCount = task == MetricTask.Binary ? 2 : 3 };
        var costs = metric == "cost" ? new CostMatrix(input.ClassCount, new double[input.ClassCount * input.ClassCount]) : null;
        return Of(input, new MetricRequest(metric) { Costs = costs }, resamplesRows: false) switch
        {
            IntervalFamily.None => "none",
            IntervalFamily.Proportion => "Wilson",
            IntervalFamily.Area => "DeLong",
            IntervalFamily.Counts => "counts",
            IntervalFamily.Runs => "runs",
            _ => task == MetricTask.Ranking ? "queries" : "rows",
        };
    }

    /// <summary>Whether a metric is a single row's value: rows drawn again never have a larger one than the largest.</summary>
    public static bool IsExtreme(MetricRequest request) => request.Name is "min" or "max" or "max_error";

    /// <summary>Whether a metric grows with the rows.</summary>
    public static bool IsTotal(MetricRequest request) => request.Name == "sum" || request.Total;

    private static IntervalFamily FromCounts(MetricInput input) =>
        input.ClassCount <= ConfusionCounts.MostClasses ? IntervalFamily.Counts : IntervalFamily.Rows;

    // A parameter that is not known here may make another metric of it.
    internal static bool IsPlain(MetricRequest request) =>
        request with { Class = null, Average = MetricAverage.Macro, ZeroDivision = null, Beta = 1 } == new MetricRequest(request.Name);

    private static bool IsOfPositives(MetricRequest request) => request.Class is null or 1 && request with { Class = null } == new MetricRequest(request.Name);
}
