using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Ranking;

/// <summary>The sweeps that a metric of one class, or an average of such metrics, reads.</summary>
internal static class OneVersusRest
{
    /// <summary>Asks for them.</summary>
    public static void Require(Demand demand, MetricRequest request)
    {
        if (request.Class is not null || demand.Task == MetricTask.Binary)
        {
            demand.Target(RankTarget.Rest(request.Class ?? 1));
        }
        else if (request.Average == MetricAverage.Micro)
        {
            demand.Target(RankTarget.Pooled);
        }
        else if (request.Average != MetricAverage.Samples)
        {
            for (var ofClass = 0; ofClass < demand.ClassCount; ofClass++)
            {
                demand.Target(RankTarget.Rest(ofClass));
            }
        }
    }
}
