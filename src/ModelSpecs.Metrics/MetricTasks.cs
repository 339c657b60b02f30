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

    /// <summary>All.</summary>
    Every = Classification | Regression,
}
