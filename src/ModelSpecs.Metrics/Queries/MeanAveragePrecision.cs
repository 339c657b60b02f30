using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Queries;

/// <summary><c>map</c>: mean over queries of <c>sklearn.metrics.average_precision_score</c> of each; with <c>k</c> the sum over the first k rows, over
/// the smaller of k and the relevant rows. Rests on the queries with a relevant row.</summary>
internal static class MeanAveragePrecision
{
    /// <summary>Asks for the queries it reads.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.Query(QueryMeasure.Of(request));

    /// <summary>The value; undefined where no query has a relevant row.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => QueryMean.OfRelevant(slice, request, QueryMeasure.Of(request));
}
