namespace ModelSpecs.FluentAssertions;

/// <content>The common metrics of the catalogue; any other is <see cref="HaveMetric"/>.</content>
public sealed partial class EvaluatedSliceAssertions
{
    /// <summary>Share of rows predicted right. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveAccuracy() => HaveMetric("accuracy");

    /// <summary>Mean recall of the classes. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveBalancedAccuracy() => HaveMetric("balanced_accuracy");

    /// <summary>Share of the predicted positives that are positive. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HavePrecision() => HaveMetric("precision");

    /// <summary>Share of the positives that are found. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveRecall() => HaveMetric("recall");

    /// <summary>Harmonic mean of precision and recall. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveF1() => HaveMetric("f1");

    /// <summary>Share of the negatives that are left alone. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveSpecificity() => HaveMetric("specificity");

    /// <summary>False positive rate: share of the negatives that are predicted positive. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveFpr() => HaveMetric("fpr");

    /// <summary>False negative rate: share of the positives that are missed. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveFnr() => HaveMetric("fnr");

    /// <summary>Negative predictive value: share of the predicted negatives that are negative. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveNpv() => HaveMetric("npv");

    /// <summary>Matthews correlation coefficient. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveMcc() => HaveMetric("mcc");

    /// <summary>Cohen's kappa. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveCohenKappa() => HaveMetric("cohen_kappa");

    /// <summary>Share of rows predicted positive. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveSelectionRate() => HaveMetric("selection_rate");

    /// <summary>Area under the ROC curve. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveRocAuc() => HaveMetric("roc_auc");

    /// <summary>Average precision: the area under the precision-recall curve, as a sum. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveAveragePrecision() => HaveMetric("average_precision");

    /// <summary>Logarithmic loss, natural logarithm. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveLogLoss() => HaveMetric("log_loss");

    /// <summary>Brier score. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveBrier() => HaveMetric("brier");

    /// <summary>Expected calibration error, 15 equal bins. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveEce() => HaveMetric("ece");

    /// <summary>Mean absolute error, in the label's unit. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveMae() => HaveMetric("mae");

    /// <summary>Mean squared error, in the label's unit squared. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveMse() => HaveMetric("mse");

    /// <summary>Root mean squared error, in the label's unit. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveRmse() => HaveMetric("rmse");

    /// <summary>Median absolute error, in the label's unit. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveMedianAe() => HaveMetric("median_ae");

    /// <summary>Largest absolute error, in the label's unit. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveMaxError() => HaveMetric("max_error");

    /// <summary>Mean absolute percentage error, as a fraction. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveMape() => HaveMetric("mape");

    /// <summary>Coefficient of determination. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveR2() => HaveMetric("r2");

    /// <summary>Share of single labels that are wrong, of several labels a row. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveHammingLoss() => HaveMetric("hamming_loss");

    /// <summary>Normalised discounted cumulative gain, mean over queries. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveNdcg() => HaveMetric("ndcg");

    /// <summary>Mean average precision over queries. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveMap() => HaveMetric("map");

    /// <summary>Mean reciprocal rank over queries. Goes on with a bound.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public EvaluatedMetricAssertions HaveMrr() => HaveMetric("mrr");
}
