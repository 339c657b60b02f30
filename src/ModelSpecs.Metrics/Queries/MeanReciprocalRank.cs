using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Queries;

/// <summary><c>mrr</c>: mean over queries of 1 / place of the first relevant row, which stands behind the irrelevant ones of its score (Voorhees 1999);
/// with <c>k</c> 0 where that place is beyond k. Rests on the queries with a relevant row.</summary>
internal static class MeanReciprocalRank
{
    /// <summary>Asks for the queries it reads.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.Query(QueryMeasure.Of(request));

    /// <summary>The value; undefined where no query has a relevant row.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => QueryMean.OfRelevant(slice, request, QueryMeasure.Of(request));
}

/// <summary><c>hit_rate</c>: share of queries with a relevant row among the first k; it stands behind the irrelevant ones of its score. Rests on the
/// queries with a relevant row.</summary>
internal static class HitRate
{
    /// <summary>Asks for the queries it reads.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.Query(QueryMeasure.Of(request));

    /// <summary>The value; undefined where no query has a relevant row.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => QueryMean.OfRelevant(slice, request, QueryMeasure.Of(request));
}
