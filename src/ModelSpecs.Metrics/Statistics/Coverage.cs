using ModelSpecs.Metrics.Intervals;

namespace ModelSpecs.Metrics.Statistics;

/// <summary>Which intervals are known to cover less than 93 % where they say 95 %, by the simulations in docs/statistics.md
/// (benchmarks/coverage). A test derives every limit from the page's table.</summary>
public static class Coverage
{
    /// <summary>Simulated coverage of a 95 % interval below which it is marked.</summary>
    public const double Least = 0.93;

    private const double Always = double.PositiveInfinity;

    // Of the method: the largest (rows it rests on) × min(value, 1 − value) at which it fell short.
    private static readonly Dictionary<IntervalMethod, double> ByScarcity = new()
    {
        [IntervalMethod.Wilson] = 1,
        [IntervalMethod.DeLong] = 5,
        [IntervalMethod.LogitDeLong] = 2,
    };

    // Of the metric, by percentile and BCa: the most rows of the smallest class (or, without classes, rows) at which it fell short.
    private static readonly Dictionary<string, (double Percentile, double Bca)> ByRows = new(StringComparer.Ordinal)
    {
        ["roc_auc"] = (50, 10),
        ["f1"] = (0, 0),
        ["mcc"] = (10, 2),
        ["balanced_accuracy"] = (10, 5),
        ["average_precision"] = (100, 100),
        ["log_loss"] = (10, 10),
        ["brier"] = (10, 10),
        ["mse"] = (200, 200),
        ["mae"] = (200, 20),
        ["median_ae"] = (0, 0),
        ["r2"] = (50, 20),

        // A mean of absolute differences is biased upwards, the more the better the model is calibrated: its interval need not hold the truth at any size.
        ["ece"] = (Always, Always),
        ["mce"] = (Always, Always),

        // No bootstrap reaches beyond the largest error that was seen.
        ["max_error"] = (Always, Always),
    };

    // Metrics that were not simulated, by the one that they are made like. What is in neither table is taken for the most demanding: average precision where
    // there are classes, a mean of squares where there are none.
    private static readonly Dictionary<string, string> Kin = new(StringComparer.Ordinal)
    {
        ["fbeta"] = "f1", ["cohen_kappa"] = "mcc", ["accuracy"] = "f1", ["precision"] = "f1", ["recall"] = "balanced_accuracy", ["specificity"] = "balanced_accuracy",
        ["fpr"] = "balanced_accuracy", ["fnr"] = "balanced_accuracy", ["npv"] = "f1", ["top_k_accuracy"] = "f1", ["rmse"] = "mse",
        ["lift"] = "f1", ["selection_rate"] = "brier", ["prevalence"] = "brier", ["alerts_per_million"] = "brier", ["cost"] = "f1", ["brier_skill"] = "brier",
        ["log_loss_skill"] = "log_loss",
    };

    /// <summary>Whether the interval of an estimate is known to cover too little at this size. False where it has none, and for Clopper–Pearson always.</summary>
    /// <param name="estimate">The estimate; of a difference or a spread, if any of its parts is.</param>
    /// <param name="metric">The metric's name.</param>
    public static bool IsKnownToUndercover(Estimate estimate, string metric)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        return estimate.Parts.Count > 0
            ? estimate.HasInterval && estimate.Parts.Any(part => IsKnownToUndercover(part, metric))
            : IsKnownToUndercover(estimate.Method, metric, estimate.Value, estimate.Rows, estimate.SmallestClass);
    }

    /// <summary>The same of a value that is not at hand as an estimate.</summary>
    /// <param name="method">How the interval is made.</param>
    /// <param name="metric">The metric's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="rows">Rows it rests on: for an area those of the smaller class.</param>
    /// <param name="smallestClass">Rows of the slice's smallest class; null: there are no classes.</param>
    public static bool IsKnownToUndercover(IntervalMethod method, string metric, double value, long rows, long? smallestClass)
    {
        if (ByScarcity.TryGetValue(method, out var scarcest))
        {
            // Without a variance DeLong's intervals are Clopper and Pearson's of pairs (see DeLongResult), which cover.
            var scarcity = rows * Math.Min(value, 1 - value);
            return scarcity <= scarcest && (method == IntervalMethod.Wilson || scarcity > 0);
        }

        if (method is not (IntervalMethod.Percentile or IntervalMethod.Bca))
        {
            return false;
        }

        var (percentile, accelerated) = Limits(metric, smallestClass is not null);
        return (smallestClass ?? rows) <= (method == IntervalMethod.Bca ? accelerated : percentile);
    }

    /// <summary>The limit of a method that goes by scarcity.</summary>
    internal static double Limit(IntervalMethod method) => ByScarcity[method];

    /// <summary>The limits of a metric that is resampled.</summary>
    internal static (double Percentile, double Bca) Limits(string metric, bool hasClasses) =>
        ByRows.TryGetValue(metric, out var limits) ? limits
        : Kin.TryGetValue(metric, out var kin) ? ByRows[kin]
        : ByRows[hasClasses ? "average_precision" : "mse"];
}
