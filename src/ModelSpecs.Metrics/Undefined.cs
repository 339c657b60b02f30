namespace ModelSpecs.Metrics;

/// <summary>Reasons why there is no value, as people read them.</summary>
internal static class Undefined
{
    /// <summary>An empty slice.</summary>
    public const string NoRows = "the slice has no rows";

    /// <summary>A slice that weighs nothing.</summary>
    public const string NoWeight = "every row of the slice has the weight 0";

    /// <summary>NaN or infinity among what went in, or an overflow.</summary>
    public const string NotFinite = "the value is not a finite number";

    /// <summary>A metric of one class, and none is said.</summary>
    public const string NoClassNamed = "no class is named";

    /// <summary>A binary metric that needs both classes.</summary>
    public const string OneClass = "only one class is present";

    /// <summary>The positive class is missing.</summary>
    public const string NoPositive = "no row is positive";

    /// <summary>The negative class is missing.</summary>
    public const string NoNegative = "no row is negative";

    /// <summary>A share of the predicted positives, of which there is none.</summary>
    public const string NothingPredictedPositive = "no row is predicted positive";

    /// <summary>The same of a named class.</summary>
    public const string NothingPredictedAsClass = "no row is predicted as the class";

    /// <summary>The named class is missing.</summary>
    public const string NoRowOfClass = "no row is of the class";

    /// <summary>There is no other class.</summary>
    public const string EveryRowOfClass = "every row is of the class";

    /// <summary>An average that needs all classes.</summary>
    public const string ClassMissing = "a class has no row in the slice";

    /// <summary>A value that is not there.</summary>
    public static MetricValue Because(string reason, long rows) => new(double.NaN, rows, reason);
}
