namespace ModelSpecs;

/// <summary>Which metrics an evaluation measures on every slice.</summary>
public enum MeasuredMetrics
{
    /// <summary>Every metric of the task with its usual parameters, and those that the spec names: what a test asks for is there.</summary>
    All,

    /// <summary>Only those that the spec names: the fastest, for large sets.</summary>
    OfSpec,
}
