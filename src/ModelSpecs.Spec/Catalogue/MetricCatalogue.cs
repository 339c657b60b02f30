using ModelSpecs.Spec.Model;
using static ModelSpecs.Spec.Catalogue.MetricDirection;
using static ModelSpecs.Spec.Catalogue.MetricNeeds;
using static ModelSpecs.Spec.Model.TaskKind;
using P = ModelSpecs.Spec.Catalogue.MetricParameters;
using TaskKind = ModelSpecs.Spec.Model.TaskKind;

namespace ModelSpecs.Spec.Catalogue;

/// <summary>The metrics a spec can name, in the order docs and reports list them.</summary>
public static class MetricCatalogue
{
    private const double Infinity = double.PositiveInfinity;
    private static readonly TaskKind[] Classification = [Binary, Multiclass];
    private static readonly TaskKind[] Labelled = [Binary, Multiclass, Multilabel];
    private static readonly TaskKind[] Every = [Binary, Multiclass, Regression, Multilabel, Ranking];
    private const P OfQueries = P.TopK | P.ZeroDivision;
    private const P Averaged = P.Class | P.Average | P.ZeroDivision;

    /// <summary>The rows.</summary>
    public static IReadOnlyList<MetricDescriptor> All { get; } =
    [
        new("n", Every, None, Truth, 0, Infinity, P.None, "Rows of the slice.", "rows"),
        new("positives", Labelled, None, Truth, 0, Infinity, P.Class, "Rows whose truth is the positive (or named) class.", "rows of the class"),
        new("prevalence", Labelled, None, Truth, 0, 1, P.Class, "Share of rows whose truth is the positive (or named) class.", "(TP + FN) / W"),
        new("accuracy", Labelled, HigherIsBetter, Predictions, 0, 1, P.None, "Share of rows predicted right.", "Σ w [prediction = truth] / W"),
        new("balanced_accuracy", Classification, HigherIsBetter, Predictions, 0, 1, P.None, "Mean recall over the classes.", "mean recall of the classes in the truth"),
        new("precision", Labelled, HigherIsBetter, Predictions, 0, 1, Averaged | P.AtPrevalence, "Share of predicted positives that are positive.", "TP / (TP + FP)"),
        new("recall", Labelled, HigherIsBetter, Predictions, 0, 1, Averaged | P.AtFpr | P.AtPrecision, "Share of positives that are predicted positive.", "TP / (TP + FN)"),
        new("f1", Labelled, HigherIsBetter, Predictions, 0, 1, Averaged, "Harmonic mean of precision and recall.", "2 TP / (2 TP + FP + FN)"),
        new("specificity", Labelled, HigherIsBetter, Predictions, 0, 1, P.Class | P.ZeroDivision, "Share of negatives that are predicted negative.", "TN / (TN + FP)"),
        new("fpr", Labelled, LowerIsBetter, Predictions, 0, 1, P.Class | P.ZeroDivision, "Share of negatives that are predicted positive.", "FP / (TN + FP)"),
        new("fnr", Labelled, LowerIsBetter, Predictions, 0, 1, P.Class | P.ZeroDivision, "Share of positives that are predicted negative.", "FN / (TP + FN)"),
        new("npv", Labelled, HigherIsBetter, Predictions, 0, 1, Averaged, "Share of predicted negatives that are negative.", "TN / (TN + FN)"),
        new("fbeta", Labelled, HigherIsBetter, Predictions, 0, 1, Averaged | P.Beta, "Harmonic mean of precision and recall, recall counting beta times as much.", "(1 + β²) TP / (β² (TP + FN) + TP + FP)"),
        new("mcc", Classification, HigherIsBetter, Predictions, -1, 1, P.None, "Correlation of truth and prediction.", "(W Σ TP − Σ pₖ tₖ) / √((W² − Σ pₖ²)(W² − Σ tₖ²))"),
        new("cohen_kappa", Classification, HigherIsBetter, Predictions, -1, 1, P.None, "Agreement of truth and prediction beyond chance.", "1 − W (W − Σ TP) / (W² − Σ pₖ tₖ)"),
        new("selection_rate", Labelled, None, Predictions, 0, 1, P.Class, "Share of rows predicted positive (or as the named class).", "(TP + FP) / W"),
        new("alerts_per_million", Classification, LowerIsBetter, Predictions, 0, 1e6, P.Class | P.AtPrevalence, "Rows predicted positive (or as the named class), of a million.", "10⁶ (TP + FP) / W"),
        new("lift", Classification, HigherIsBetter, Predictions, 0, Infinity, P.Class | P.AtTop, "Precision over prevalence: how many times as good as choosing blindly.", "precision / prevalence"),
        new("cost", Classification, LowerIsBetter, Predictions, double.NegativeInfinity, Infinity, P.Costs, "Mean of what the outcomes cost, as stated.", "Σ w c(truth, prediction) / W; with `total` without / W"),
        new("top_k_accuracy", [Multiclass], HigherIsBetter, Scores, 0, 1, P.TopK, "Share of rows whose truth is among the k highest scores.", "Σ w [truth among the `k` highest scores] / W; at equal scores the higher class first"),
        new("hamming_loss", [Multilabel], LowerIsBetter, Predictions, 0, 1, P.None, "Share of the rows' labels that are wrong.", "Σ w (wrong labels / L) / W"),
        new("jaccard", [Multilabel], HigherIsBetter, Predictions, 0, 1, Averaged, "Of the rows that have a label or are predicted to, the share that is and has.", "TP / (TP + FP + FN)"),
        new("roc_auc", Labelled, HigherIsBetter, Scores, 0, 1, P.Class | P.Average | P.MultiClass, "Chance that a positive scores above a negative, ties counted half.", "(won + tied / 2) / pairs; of the pairs of a positive and a negative those are won in which the positive scores higher (Mann–Whitney)"),
        new("average_precision", Labelled, HigherIsBetter, Scores, 0, 1, P.Class | P.Average, "Area under the precision-recall steps.", "Σ (Rₙ − Rₙ₋₁) Pₙ; over distinct scores, highest first"),
        new("log_loss", Labelled, LowerIsBetter, Probabilities, 0, Infinity, P.Class, "Mean negative log probability of the truth.", "−Σ w ln p(truth) / W") { IsOfAllClasses = true },
        new("brier", Labelled, LowerIsBetter, Probabilities, 0, 2, P.Class, "Mean squared difference of probability and truth.", "Σ w (p − [positive])² / W; multi-class: summed over classes") { IsOfAllClasses = true },
        new("brier_skill", Classification, HigherIsBetter, Probabilities, double.NegativeInfinity, 1, P.None, "Brier score against that of the class shares: 1 is perfect, 0 no better.", "1 − brier / brier of the class shares"),
        new("log_loss_skill", Classification, HigherIsBetter, Probabilities, double.NegativeInfinity, 1, P.None, "Log loss against that of the class shares: 1 is perfect, 0 no better.", "1 − log_loss / log_loss of the class shares"),
        new("ece", Labelled, LowerIsBetter, Probabilities, 0, 1, P.Class | P.Bins, "Expected calibration error over bins of confidence.", "Σ over bins |Σ w confidence − Σ w hit| / W") { IsOfAllClasses = true },
        new("mce", Labelled, LowerIsBetter, Probabilities, 0, 1, P.Class | P.Bins, "Largest calibration error of a bin of confidence.", "largest |mean confidence − share of hits| of a bin") { IsOfAllClasses = true },
        new("calibration_slope", Labelled, None, Probabilities, double.NegativeInfinity, Infinity, P.Class, "Slope of the logistic recalibration: below 1 the probabilities are too extreme, above 1 too timid.", "b of the fit ln odds(positive) = a + b ln(p / (1 − p))"),
        new("calibration_intercept", Labelled, None, Probabilities, double.NegativeInfinity, Infinity, P.Class, "Intercept of the logistic recalibration with slope 1: above 0 the probabilities are too low, below 0 too high.", "a of the fit ln odds(positive) = a + ln(p / (1 − p))"),
        new("lrap", [Multilabel], HigherIsBetter, Scores, 0, 1, P.None, "Mean share, over a row's labels, of such labels among those scored at least as high.", "mean over rows, and over a row's labels, of the share of such labels among those scored at least as high"),
        new("coverage_error", [Multilabel], LowerIsBetter, Scores, 0, Infinity, P.None, "Labels, from the highest score down, that take in all of a row's.", "mean number of labels scored at least as high as the lowest of a row's own"),
        new("ranking_loss", [Multilabel], LowerIsBetter, Scores, 0, 1, P.None, "Share of pairs of a label that a row has and one that it lacks, scored the wrong way round.", "mean share of pairs (label of the row, other label) with the other scored at least as high"),
        new("mse", [Regression], LowerIsBetter, Values, 0, Infinity, P.None, "Mean squared error.", "Σ w (y − p)² / W"),
        new("rmse", [Regression], LowerIsBetter, Values, 0, Infinity, P.None, "Square root of the mean squared error.", "√mse"),
        new("mae", [Regression], LowerIsBetter, Values, 0, Infinity, P.None, "Mean absolute error.", "Σ w |y − p| / W"),
        new("median_ae", [Regression], LowerIsBetter, Values, 0, Infinity, P.None, "Median absolute error.", "median of |y − p|"),
        new("max_error", [Regression], LowerIsBetter, Values, 0, Infinity, P.None, "Largest absolute error.", "largest |y − p| of a row with weight"),
        new("mape", [Regression], LowerIsBetter, Values, 0, Infinity, P.Epsilon, "Mean absolute error as a fraction of the truth.", "Σ w |y − p| / max(|y|, `epsilon`) / W; a fraction"),
        new("smape", [Regression], LowerIsBetter, Values, 0, 2, P.None, "Mean absolute error as a fraction of the mean size of truth and prediction.", "Σ w 2 |y − p| / (|y| + |p|) / W; 0/0 counting 0"),
        new("pinball", [Regression], LowerIsBetter, Values, 0, Infinity, P.Alpha, "Loss of predicting a quantile.", "Σ w (α max(y − p, 0) + (1 − α) max(p − y, 0)) / W"),
        new("quantile_coverage", [Regression], None, Values, 0, 1, P.None, "Share of truths at or below the prediction: the quantile that is predicted.", "Σ w [y ≤ p] / W"),
        new("r2", [Regression], HigherIsBetter, Values, double.NegativeInfinity, 1, P.None, "Share of the truth's variance explained.", "1 − Σ w (y − p)² / Σ w (y − ȳ)²; ȳ the slice's own weighted mean"),
        new("queries", [Ranking], None, Scores, 0, Infinity, P.None, "Queries with a row in the slice.", "queries with a row in the slice"),
        new("irrelevant_queries", [Ranking], None, Scores, 0, Infinity, P.None, "Queries of the slice without a relevant row, which the metrics of a ranking leave out.", "those of them without a relevant row"),
        new("ndcg", [Ranking], HigherIsBetter, Scores, 0, 1, OfQueries, "Mean over queries of the discounted gain, as a share of that of the best order.", "mean over queries of dcg / dcg of the best order"),
        new("dcg", [Ranking], HigherIsBetter, Scores, 0, Infinity, P.TopK, "Mean over queries of the discounted gain.", "mean over queries of Σ gain / log₂(place + 1)"),
        new("map", [Ranking], HigherIsBetter, Scores, 0, 1, OfQueries, "Mean over queries of the average precision.", "mean over queries of the average precision"),
        new("mrr", [Ranking], HigherIsBetter, Scores, 0, 1, OfQueries, "Mean over queries of one over the place of the first relevant row.", "mean over queries of 1 / place of the first relevant row"),
        new("hit_rate", [Ranking], HigherIsBetter, Scores, 0, 1, OfQueries, "Share of queries with a relevant row among the first k.", "share of queries with a relevant row among the first `k` (10)"),
        new("mean", Every, None, Column, double.NegativeInfinity, Infinity, P.Of, "Mean of a column.", "Σ w x / W"),
        new("sum", Every, None, Column, double.NegativeInfinity, Infinity, P.Of, "Sum of a column.", "Σ w x"),
        new("min", Every, None, Column, double.NegativeInfinity, Infinity, P.Of, "Smallest value of a column.", "smallest x of a row with weight"),
        new("max", Every, None, Column, double.NegativeInfinity, Infinity, P.Of, "Largest value of a column.", "largest x of a row with weight"),
        new("std", Every, None, Column, 0, Infinity, P.Of, "Standard deviation of a column, with ddof 0.", "√(Σ w (x − mean)² / W)"),
        new("median", Every, None, Column, double.NegativeInfinity, Infinity, P.Of, "Median of a column.", "`quantile` at 0.5"),
        new("p90", Every, None, Column, double.NegativeInfinity, Infinity, P.Of, "Value that 90 % of a column stay at or below.", "`quantile` at 0.9"),
        new("p95", Every, None, Column, double.NegativeInfinity, Infinity, P.Of, "Value that 95 % of a column stay at or below.", "`quantile` at 0.95"),
        new("p99", Every, None, Column, double.NegativeInfinity, Infinity, P.Of, "Value that 99 % of a column stay at or below.", "`quantile` at 0.99"),
        new("quantile", Every, None, Column, double.NegativeInfinity, Infinity, P.Of | P.Quantile, "Value that a share q of a column stays at or below.", "the value at the share `q`"),
    ];

    private static readonly Dictionary<string, MetricDescriptor> ByName = All.ToDictionary(m => m.Name, StringComparer.Ordinal);

    /// <summary>What a metric with its parameters is computed from.</summary>
    /// <exception cref="ArgumentException">The catalogue has no such metric.</exception>
    public static MetricNeeds NeedsOf(MetricReference metric)
    {
        var row = Find(metric.Name) ?? throw new ArgumentException($"There is no metric '{metric.Name}'.", nameof(metric));
        return MetricParameterCatalogue.All.FirstOrDefault(parameter => parameter.Needs is not null && metric.Parameter(parameter.Key.Name) is not null)?.Needs ?? row.Needs;
    }

    /// <summary>Whether a metric with its parameters is about one class, which a multi-class task then has to name.</summary>
    /// <exception cref="ArgumentException">The catalogue has no such metric.</exception>
    public static bool IsAboutOneClass(MetricReference metric)
    {
        var row = Find(metric.Name) ?? throw new ArgumentException($"There is no metric '{metric.Name}'.", nameof(metric));
        return ((row.Parameters & (P.Class | P.Average)) == P.Class && !row.IsOfAllClasses)
            || MetricParameterCatalogue.All.Any(parameter => parameter.IsAboutOneClass && metric.Parameter(parameter.Key.Name) is not null);
    }

    /// <summary>Whether a metric has the parameters without which it says nothing.</summary>
    /// <exception cref="ArgumentException">The catalogue has no such metric.</exception>
    public static bool IsComplete(MetricReference metric)
    {
        var row = Find(metric.Name) ?? throw new ArgumentException($"There is no metric '{metric.Name}'.", nameof(metric));
        return MetricParameterCatalogue.Required.All(needed => (row.Parameters & needed.Flag) == 0 || needed.AnyOf.Any(key => metric.Parameter(key) is not null));
    }

    /// <summary>A row with the range that it has in a task: a Brier score goes to 2 over all classes, and to 1 in a binary task, where it is of the positive one, and over labels, which are binary tasks each.</summary>
    public static MetricDescriptor In(MetricDescriptor metric, TaskKind? task) =>
        task is TaskKind.Binary or TaskKind.Multilabel && string.Equals(metric.Name, "brier", StringComparison.Ordinal) ? metric with { Maximum = 1 } : metric;

    /// <summary>The row of a name, or null; for <c>custom:Name</c> one that says nothing of the metric but that it exists.</summary>
    public static MetricDescriptor? Find(string name) => ByName.TryGetValue(name, out var metric) ? metric : CustomMetricNames.Describe(name);
}
