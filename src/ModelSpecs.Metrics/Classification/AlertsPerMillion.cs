using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Classification;

/// <summary><c>alerts_per_million</c>: rows predicted positive (or as the named class) of a million, 10⁶ · selection rate; with
/// <c>at_prevalence</c> π 10⁶ · (recall · π + fpr · (1 − π)). Rests on all rows, with a prevalence on the smaller side.</summary>
internal static class AlertsPerMillion
{
    private const double Million = 1e6;

    /// <summary>The value; undefined in a multi-class task without <c>class</c>, with a prevalence where a side is missing.</summary>
    public static MetricValue Value(SliceStatistics slice, MetricRequest request)
    {
        var rate = request.AtPrevalence is { } prevalence
            ? StatedPrevalence.SelectionRate(slice, request, prevalence)
            : SelectionRate.Value(slice, request);
        return rate with { Value = Million * rate.Value };
    }
}
