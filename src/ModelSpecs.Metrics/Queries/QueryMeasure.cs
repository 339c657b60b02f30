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
    /// <summary>Rows that <c>hit_rate</c> looks at unless said.</summary>
    public const int UsualPlaces = 10;

    /// <summary>What a metric is the mean of over queries; null: it is no such metric.</summary>
    public static QueryMeasure? Find(MetricRequest request) => request.Custom is not null ? null : request.Name switch
    {
        "ndcg" => new(QueryMetric.NormalizedGain, request.AtMost),
        "dcg" => new(QueryMetric.Gain, request.AtMost),
        "map" => new(QueryMetric.AveragePrecision, request.AtMost),
        "mrr" => new(QueryMetric.ReciprocalRank, request.AtMost),
        "hit_rate" => new(QueryMetric.Hit, request.AtMost ?? UsualPlaces),
        _ => null,
    };

    /// <summary>The same of a metric that is known to be one.</summary>
    public static QueryMeasure Of(MetricRequest request) => Find(request)!.Value;

    /// <summary>Whether a query without a relevant row has no such value.</summary>
    public bool NeedsRelevant => Metric != QueryMetric.Gain;
}
