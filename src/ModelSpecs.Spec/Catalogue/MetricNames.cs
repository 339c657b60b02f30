namespace ModelSpecs.Spec.Catalogue;

/// <summary>Names that other tools give to the metrics of the catalogue; they are suggested, never accepted: one way to write a thing.</summary>
internal static class MetricNames
{
    /// <summary>The catalogue's name for another tool's, or null.</summary>
    public static string? Suggest(string name) => name.Replace('-', '_').ToLowerInvariant() switch
    {
        "acc" or "accuracy_score" => "accuracy",
        "auc" or "auroc" or "roc" or "rocauc" or "roc_auc_score" => "roc_auc",
        "ap" or "pr_auc" or "auprc" or "average_precision_score" => "average_precision",
        "sensitivity" or "tpr" or "true_positive_rate" or "hit_rate" or "recall_score" => "recall",
        "ppv" or "positive_predictive_value" or "precision_score" => "precision",
        "tnr" or "true_negative_rate" or "selectivity" => "specificity",
        "false_positive_rate" or "fall_out" => "fpr",
        "false_negative_rate" or "miss_rate" => "fnr",
        "f1_score" or "f_score" or "f_measure" => "f1",
        "logloss" or "cross_entropy" or "crossentropy" or "nll" => "log_loss",
        "brier_score" or "brier_score_loss" => "brier",
        "calibration_error" or "expected_calibration_error" => "ece",
        "mean_squared_error" => "mse",
        "root_mean_squared_error" => "rmse",
        "mean_absolute_error" or "l1" => "mae",
        "mean_absolute_percentage_error" => "mape",
        "r_squared" or "rsquared" or "r2_score" or "r²" => "r2",
        "count" or "rows" or "support" or "size" => "n",
        "expected_cost" or "mean_cost" or "total_cost" or "loss" => "cost",
        "cox_slope" => "calibration_slope",
        "calibration_in_the_large" or "cox_intercept" => "calibration_intercept",
        "brier_skill_score" or "bss" => "brier_skill",
        "mcfadden" or "pseudo_r2" => "log_loss_skill",
        "coverage" => "quantile_coverage",
        "avg" or "average" => "mean",
        "total" => "sum",
        "minimum" => "min",
        "maximum" => "max",
        "stddev" or "standard_deviation" => "std",
        "p50" => "median",
        "percentile" => "quantile",
        "base_rate" => "prevalence",
        "recall_at_fpr" or "tpr_at_fpr" or "recall_at_precision" => "recall",
        "alert_rate" or "alerts" => "alerts_per_million",
        _ => null,
    };
}
