using ModelSpecs.Metrics.Latency;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Latency;

/// <summary>What a <c>latency</c> of a spec asks for, in numbers.</summary>
internal static class LatencyPlan
{
    // Three times as many calls as the interval needs keep its ends off the largest call.
    private const int Spare = 3;
    private const int SpareAtRate = 2;
    private const int LeastCalls = 500;
    private const int LeastCallsAtRate = 200;

    // Unless said: of fast calls so many that one hiccup of the scheduler is not their whole tail.
    private const double EnoughSeconds = 0.3;
    private const int MostCalls = 20_000;
    private const int RoomForCalls = 2_000_000;

    /// <summary>How many calls, and how.</summary>
    /// <param name="guard">What is asked for.</param>
    /// <param name="confidence">Of the intervals that the calls have to be enough for.</param>
    /// <param name="series">Series that are measured beside each other, which all need room for their calls.</param>
    public static LoopPlan Of(LatencySpec guard, double confidence, int series = 1)
    {
        var needed = guard.Measures.Select(measure => ShareOf(measure.Name)).OfType<double>().Select(share => OrderStatistics.Needed(share, confidence)).DefaultIfEmpty(1).Max();
        var enough = guard.Rate is null ? Math.Max(LeastCalls, Spare * needed) : Math.Max(LeastCallsAtRate, SpareAtRate * needed);
        var isOpen = guard.Calls is null && guard.Rate is null && guard.Concurrency == 1;
        return new LoopPlan
        {
            WarmUp = guard.WarmUp,
            Calls = guard.Calls ?? (isOpen ? Math.Max(enough, Math.Min(MostCalls, RoomForCalls / series)) : enough),
            EnoughCalls = isOpen ? enough : null,
            EnoughSeconds = isOpen ? EnoughSeconds : 0,
            Duration = guard.Duration ?? (guard.Rate is null ? LatencySpec.DefaultDuration : LatencySpec.DefaultDurationAtRate),
            Rate = guard.Rate,
        };
    }

    /// <summary>The quantile that a measure is; null: it is none.</summary>
    public static double? ShareOf(string measure)
    {
        var name = measure.Split('(')[0];
        return LatencySpec.Quantiles.FirstOrDefault(quantile => string.Equals(quantile.Key, name, StringComparison.Ordinal)) is { Key: not null } found ? found.Value : null;
    }

    /// <summary>Whether a measure, at any batch size, has a bound.</summary>
    public static bool Asks(LatencySpec guard, string measure) => guard.Measures.Any(one => string.Equals(one.Name.Split('(')[0], measure, StringComparison.Ordinal));
}
