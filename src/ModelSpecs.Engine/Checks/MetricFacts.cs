using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Checks;

/// <summary>What the catalogue says of a metric, and which rows count against it.</summary>
internal static class MetricFacts
{
    /// <summary>Whether a smaller value is better.</summary>
    public static bool LowerIsBetter(MetricReference metric) =>
        MetricCatalogue.Find(metric.Name) is { Direction: MetricDirection.LowerIsBetter };

    /// <summary>Whether more, or less, of it is better; of a custom metric as it says.</summary>
    public static bool HasDirection(MetricReference metric, Measurements measured) =>
        measured.Customs.ContainsKey(metric.Name) || MetricCatalogue.Find(metric.Name) is { Direction: not MetricDirection.None };

    /// <summary>Whether it says nothing of predictions, so that no row is to blame.</summary>
    public static bool IsOfColumn(MetricReference metric) => MetricCatalogue.Find(metric.Name) is { Needs: MetricNeeds.Column };

    /// <summary>Whether it states a fact of the golden set, a count or an extreme, that is judged as it is: no noise could be told from these rows.</summary>
    public static bool IsFact(MetricReference metric) => metric.Name is "n" or "positives" or "queries" or "irrelevant_queries" or "min" or "max" or "max_error";

    /// <summary>Which rows can lower the metric: naming others among the worst would send people the wrong way.</summary>
    public static RowsThatCount RowsOf(MetricReference metric) => metric.Name switch
    {
        "recall" or "fnr" => RowsThatCount.Positive,
        "specificity" or "fpr" => RowsThatCount.Negative,
        "precision" or "alerts_per_million" or "lift" => RowsThatCount.PredictedPositive,
        _ => RowsThatCount.All,
    };
}

/// <summary>Rows that enter a metric, seen from the class that it is about.</summary>
internal enum RowsThatCount
{
    /// <summary>Every row.</summary>
    All,

    /// <summary>Rows whose truth is the class.</summary>
    Positive,

    /// <summary>Rows whose truth is another class.</summary>
    Negative,

    /// <summary>Rows predicted to be the class.</summary>
    PredictedPositive,
}
