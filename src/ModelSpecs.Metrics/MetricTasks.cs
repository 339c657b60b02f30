namespace ModelSpecs.Metrics;

/// <summary>The tasks a metric is defined for.</summary>
[Flags]
public enum MetricTasks
{
    /// <summary>Two classes.</summary>
    Binary = 1,

    /// <summary>K classes.</summary>
    Multiclass = 2,

    /// <summary>Both.</summary>
    Classification = Binary | Multiclass,

    /// <summary>Numbers.</summary>
    Regression = 4,

    /// <summary>Gains of rows that are ranked within queries.</summary>
    Ranking = 8,

    /// <summary>L labels, any number of them right.</summary>
    Multilabel = 16,

    /// <summary>All where the truth is classes: one or several of them.</summary>
    Labelled = Classification | Multilabel,

    /// <summary>All.</summary>
    Every = Classification | Regression | Ranking | Multilabel,
}
