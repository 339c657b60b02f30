using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Queries;

/// <summary><c>ndcg</c>: mean over queries of the discounted cumulative gain over that of the best order, as <c>sklearn.metrics.ndcg_score</c>:
/// linear gain, rows of one score sharing their places evenly. Rests on the queries with a relevant row.</summary>
internal static class NormalizedGain
{
    /// <summary>Asks for the queries it reads.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.Query(QueryMeasure.Of(request));

    /// <summary>The value; undefined where no query has a relevant row.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => QueryMean.OfRelevant(slice, request, QueryMeasure.Of(request));
}

/// <summary><c>dcg</c>: mean over queries of the discounted cumulative gain, as <c>sklearn.metrics.dcg_score</c>. Rests on all queries.</summary>
internal static class DiscountedGain
{
    /// <summary>Asks for the queries it reads.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.Query(QueryMeasure.Of(request));

    /// <summary>The value; undefined only without rows.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => QueryMean.OfAll(slice, QueryMeasure.Of(request));
}
