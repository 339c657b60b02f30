using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Queries;

/// <summary><c>queries</c>: queries that have a row in the slice.</summary>
internal static class QueryCount
{
    /// <summary>Asks for the queries.</summary>
    public static void Require(Demand demand, MetricRequest request) => demand.CountsQueries = true;

    /// <summary>The count; always defined.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) => new(slice.QueryValues.Queries(slice.Slot), slice.Rows, null);
}

/// <summary><c>irrelevant_queries</c>: queries of the slice without a relevant row, which the other metrics leave out.</summary>
internal static class IrrelevantQueries
{
    /// <summary>The count; always defined.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request) =>
        new(slice.QueryValues.Queries(slice.Slot) - slice.QueryValues.Relevant(slice.Slot), slice.Rows, null);
}
