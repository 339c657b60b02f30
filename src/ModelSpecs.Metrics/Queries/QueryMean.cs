using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Queries;

/// <summary>Means over queries. A query without a relevant row is 0/0: it is left out, or counts what <c>zero_division</c> says. They rest
/// on the queries that count, not on rows.</summary>
internal static class QueryMean
{
    /// <summary>No query counts.</summary>
    public const string NoRelevant = "no query has a relevant row";

    /// <summary>The mean of a metric that needs a relevant row.</summary>
    public static MetricValue OfRelevant(SliceStatistics slice, MetricRequest request, QueryMeasure measure)
    {
        var queries = slice.QueryValues;
        var (sum, weight, rows) = (queries.Sum(slice.Slot, measure), queries.RelevantWeight(slice.Slot), queries.Relevant(slice.Slot));
        if (request.ZeroDivision is { } replacement)
        {
            var all = queries.Weight(slice.Slot);
            (sum, weight, rows) = (sum + (replacement * (all - weight)), all, queries.Queries(slice.Slot));
        }

        return weight > 0 ? new MetricValue(sum / weight, rows, null) : Undefined.Because(NoRelevant, 0);
    }

    /// <summary>The mean over all queries.</summary>
    public static MetricValue OfAll(SliceStatistics slice, QueryMeasure measure) =>
        new(slice.QueryValues.Sum(slice.Slot, measure) / slice.QueryValues.Weight(slice.Slot), slice.QueryValues.Queries(slice.Slot), null);
}
