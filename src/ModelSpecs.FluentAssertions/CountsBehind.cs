using System.Globalization;

namespace ModelSpecs.FluentAssertions;

/// <summary>The counts that a share of rows is made of, in words.</summary>
internal static class CountsBehind
{
    /// <summary>Such as <c>318 of 402 positives are found, 84 are missed</c>; null: the metric is no plain share of a binary task, or its counts are not known.</summary>
    public static string? Of(EvaluatedMetric metric)
    {
        var slice = metric.Slice;
        var suite = slice.Evaluation.Suite;
        if (slice.Result.Confusion is not { Classes.Count: 2 } confusion || suite.Positive is not { } positive)
        {
            return null;
        }

        var p = confusion.Classes[0] == positive ? 0 : 1;
        var n = 1 - p;
        var (tp, fn, fp, tn) = (confusion.Counts[p][p], confusion.Counts[p][n], confusion.Counts[n][p], confusion.Counts[n][n]);
        return metric.Name switch
        {
            "recall" => $"{Text(tp)} of {Text(tp + fn)} positives are found, {Text(fn)} are missed",
            "fnr" => $"{Text(fn)} of {Text(tp + fn)} positives are missed",
            "precision" => $"{Text(tp)} of {Text(tp + fp)} predicted positive are right, {Text(fp)} are false alarms",
            "specificity" => $"{Text(tn)} of {Text(tn + fp)} negatives are left alone, {Text(fp)} are false alarms",
            "fpr" => $"{Text(fp)} of {Text(tn + fp)} negatives are false alarms",
            "npv" => $"{Text(tn)} of {Text(tn + fn)} predicted negative are right, {Text(fn)} are missed positives",
            "accuracy" => $"{Text(tp + tn)} of {Text(tp + tn + fp + fn)} are right",
            "selection_rate" => $"{Text(tp + fp)} of {Text(tp + tn + fp + fn)} are predicted positive",
            "f1" or "mcc" or "balanced_accuracy" or "cohen_kappa" => $"{Text(tp)} true positives, {Text(fp)} false positives, {Text(fn)} false negatives, {Text(tn)} true negatives",
            _ => null,
        };
    }

    // Weights need not be whole.
    private static string Text(double count) => count.ToString("#,0.##", CultureInfo.InvariantCulture);
}
