namespace ModelSpecs.Metrics.Queries;

/// <summary>What is measured of one query's ranking.</summary>
internal enum QueryMetric
{
    /// <summary>Discounted cumulative gain over the best that could be had.</summary>
    NormalizedGain,

    /// <summary>Discounted cumulative gain.</summary>
    Gain,

    /// <summary>Average precision.</summary>
    AveragePrecision,

    /// <summary>One over the place of the first relevant row.</summary>
    ReciprocalRank,

    /// <summary>Whether a relevant row is among the first.</summary>
    Hit,
}

/// <summary>A metric of a query with its cut.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="AtMost">Rows from the top that are looked at; null: all.</param>
internal readonly record struct QueryMeasure(QueryMetric Metric, int? AtMost)
{
    /// <summary>Whether a query without a relevant row has no such value.</summary>
    public bool NeedsRelevant => Metric != QueryMetric.Gain;
}
