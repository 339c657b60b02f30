using ModelSpecs.Metrics.Calibration;
using ModelSpecs.Metrics.Classification;
using ModelSpecs.Metrics.Columns;
using ModelSpecs.Metrics.Cost;
using ModelSpecs.Metrics.Multilabel;
using ModelSpecs.Metrics.Queries;
using ModelSpecs.Metrics.Ranking;
using ModelSpecs.Metrics.Regression;
using static ModelSpecs.Metrics.MetricTasks;

namespace ModelSpecs.Metrics;

/// <summary>Every metric's kernel, in the order of the metric catalogue. A new metric is one file and one row here.</summary>
public static class KernelTable
{
    /// <summary>The rows.</summary>
    internal static MetricKernel[] All { get; } =
    [
        new("n", Every, KernelNeeds.Truth, RowCount.Value) { IsCount = true },
        new("positives", Labelled, KernelNeeds.Truth, Positives.Value) { IsCount = true },
        new("prevalence", Labelled, KernelNeeds.Truth, Prevalence.Value),
        new("accuracy", Labelled, KernelNeeds.Predictions, Accuracy.Value) { Require = SubsetAccuracy.Require },
        new("balanced_accuracy", MetricTasks.Classification, KernelNeeds.Predictions, BalancedAccuracy.Value),
        new("precision", Labelled, KernelNeeds.Predictions, Precision.Value) { Require = SampleRatio.Require },
        new("recall", Labelled, KernelNeeds.Predictions, Recall.Value) { NeedsOf = Recall.Needs, Require = Recall.Require },
        new("f1", Labelled, KernelNeeds.Predictions, F1.Value) { Require = SampleRatio.Require },
        new("specificity", Labelled, KernelNeeds.Predictions, Specificity.Value) { Require = SampleRatio.Require },
        new("fpr", Labelled, KernelNeeds.Predictions, FalsePositiveRate.Value) { Require = SampleRatio.Require },
        new("fnr", Labelled, KernelNeeds.Predictions, FalseNegativeRate.Value) { Require = SampleRatio.Require },
        new("npv", Labelled, KernelNeeds.Predictions, NegativePredictiveValue.Value) { Require = SampleRatio.Require },
        new("fbeta", Labelled, KernelNeeds.Predictions, FBeta.Value) { Require = SampleRatio.Require },
        new("mcc", MetricTasks.Classification, KernelNeeds.Predictions, MatthewsCorrelation.Value),
        new("cohen_kappa", MetricTasks.Classification, KernelNeeds.Predictions, CohenKappa.Value),
        new("selection_rate", Labelled, KernelNeeds.Predictions, SelectionRate.Value),
        new("alerts_per_million", MetricTasks.Classification, KernelNeeds.Predictions, AlertsPerMillion.Value),
        new("lift", MetricTasks.Classification, KernelNeeds.Predictions, Lift.Value) { NeedsOf = Lift.Needs, Require = Lift.Require },
        new("cost", MetricTasks.Classification, KernelNeeds.Predictions, CostOfErrors.Value) { Require = CostOfErrors.Require },
        new("top_k_accuracy", MetricTasks.Multiclass, KernelNeeds.Scores, TopKAccuracy.Value) { Require = TopKAccuracy.Require },
        new("hamming_loss", MetricTasks.Multilabel, KernelNeeds.Predictions, HammingLoss.Value) { Require = HammingLoss.Require },
        new("jaccard", MetricTasks.Multilabel, KernelNeeds.Predictions, Jaccard.Value) { Require = SampleRatio.Require },
        new("roc_auc", Labelled, KernelNeeds.Scores, RocAuc.Value) { Require = RocAuc.Require },
        new("average_precision", Labelled, KernelNeeds.Scores, AveragePrecision.Value) { Require = AveragePrecision.Require },
        new("log_loss", Labelled, KernelNeeds.Probabilities, LogLoss.Value) { Require = LogLoss.Require },
        new("brier", Labelled, KernelNeeds.Probabilities, BrierScore.Value) { Require = BrierScore.Require },
        new("brier_skill", MetricTasks.Classification, KernelNeeds.Probabilities, SkillScore.OfBrier) { Require = SkillScore.RequireBrier },
        new("log_loss_skill", MetricTasks.Classification, KernelNeeds.Probabilities, SkillScore.OfLogLoss) { Require = SkillScore.RequireLogLoss },
        new("ece", Labelled, KernelNeeds.Probabilities, ExpectedCalibrationError.Value) { Require = ExpectedCalibrationError.Require },
        new("mce", Labelled, KernelNeeds.Probabilities, MaximumCalibrationError.Value) { Require = ExpectedCalibrationError.Require },
        new("calibration_slope", Labelled, KernelNeeds.Probabilities, CalibrationSlope.Value) { Require = CalibrationSlope.Require },
        new("calibration_intercept", Labelled, KernelNeeds.Probabilities, CalibrationIntercept.Value) { Require = CalibrationSlope.Require },
        new("lrap", MetricTasks.Multilabel, KernelNeeds.Scores, RankingAveragePrecision.Value) { Require = RankingAveragePrecision.Require },
        new("coverage_error", MetricTasks.Multilabel, KernelNeeds.Scores, CoverageError.Value) { Require = CoverageError.Require },
        new("ranking_loss", MetricTasks.Multilabel, KernelNeeds.Scores, RankingLoss.Value) { Require = RankingLoss.Require },
        new("mse", MetricTasks.Regression, KernelNeeds.Values, MeanSquaredError.Value) { Require = MeanSquaredError.Require },
        new("rmse", MetricTasks.Regression, KernelNeeds.Values, RootMeanSquaredError.Value) { Require = MeanSquaredError.Require },
        new("mae", MetricTasks.Regression, KernelNeeds.Values, MeanAbsoluteError.Value) { Require = MeanAbsoluteError.Require },
        new("median_ae", MetricTasks.Regression, KernelNeeds.Values, MedianAbsoluteError.Value) { Require = MedianAbsoluteError.Require },
        new("max_error", MetricTasks.Regression, KernelNeeds.Values, MaxError.Value) { Require = MedianAbsoluteError.Require },
        new("mape", MetricTasks.Regression, KernelNeeds.Values, MeanAbsolutePercentageError.Value) { Require = MeanAbsolutePercentageError.Require },
        new("smape", MetricTasks.Regression, KernelNeeds.Values, SymmetricPercentageError.Value) { Require = SymmetricPercentageError.Require },
        new("pinball", MetricTasks.Regression, KernelNeeds.Values, PinballLoss.Value) { Require = PinballLoss.Require },
        new("quantile_coverage", MetricTasks.Regression, KernelNeeds.Values, QuantileCoverage.Value) { Require = QuantileCoverage.Require },
        new("r2", MetricTasks.Regression, KernelNeeds.Values, RSquared.Value) { Require = RSquared.Require },
        new("queries", MetricTasks.Ranking, KernelNeeds.Scores, QueryCount.Value) { Require = QueryCount.Require, IsCount = true },
        new("irrelevant_queries", MetricTasks.Ranking, KernelNeeds.Scores, IrrelevantQueries.Value) { Require = QueryCount.Require, IsCount = true },
        new("ndcg", MetricTasks.Ranking, KernelNeeds.Scores, NormalizedGain.Value) { Require = NormalizedGain.Require },
        new("dcg", MetricTasks.Ranking, KernelNeeds.Scores, DiscountedGain.Value) { Require = DiscountedGain.Require },
        new("map", MetricTasks.Ranking, KernelNeeds.Scores, MeanAveragePrecision.Value) { Require = MeanAveragePrecision.Require },
        new("mrr", MetricTasks.Ranking, KernelNeeds.Scores, MeanReciprocalRank.Value) { Require = MeanReciprocalRank.Require },
        new("hit_rate", MetricTasks.Ranking, KernelNeeds.Scores, HitRate.Value) { Require = HitRate.Require },
        ColumnMetrics.Mean,
        ColumnMetrics.Sum,
        ColumnMetrics.Min,
        ColumnMetrics.Max,
        ColumnMetrics.Std,
        ColumnMetrics.QuantileAt("median", 0.5),
        ColumnMetrics.QuantileAt("p90", 0.9),
        ColumnMetrics.QuantileAt("p95", 0.95),
        ColumnMetrics.QuantileAt("p99", 0.99),
        ColumnMetrics.Quantile,
    ];

    /// <summary>Names of all metrics, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = Array.ConvertAll(All, kernel => kernel.Name);

    /// <summary>Whether a metric is defined for a task.</summary>
    /// <exception cref="ArgumentException">No metric has that name.</exception>
    public static bool Supports(string name, MetricTask task) => Find(name).Supports(task);

    /// <summary>Whether a request's metric, which may be a custom one, is defined for a task.</summary>
    /// <exception cref="ArgumentException">No metric has that name.</exception>
    public static bool Supports(MetricRequest request, MetricTask task) => Find(request).Supports(task);

    /// <summary>The kernel of a request.</summary>
    internal static MetricKernel Find(MetricRequest request) => request.Custom?.Kernel ?? Find(request.Name);

    /// <summary>The kernel of a name.</summary>
    internal static MetricKernel Find(string name)
    {
        foreach (var kernel in All)
        {
            if (string.Equals(kernel.Name, name, StringComparison.Ordinal))
            {
                return kernel;
            }
        }

        throw new ArgumentException($"There is no metric '{name}'.", nameof(name));
    }
}
