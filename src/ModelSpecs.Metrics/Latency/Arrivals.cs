using ModelSpecs.Metrics.Intervals;

namespace ModelSpecs.Metrics.Latency;

/// <summary>When callers call that do not know of each other: the gaps between them are exponential (a Poisson process), so that some come close together, as in production.</summary>
public static class Arrivals
{
    private const ulong Purpose = 0xa771;

    /// <summary>Times of the calls in seconds from the start; the same for the same seed on every machine.</summary>
    /// <param name="rate">Calls a second, above 0.</param>
    /// <param name="count">Calls.</param>
    /// <param name="seed">Of the draws.</param>
    public static double[] Schedule(double rate, int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var random = new RandomStream(seed, Purpose);
        var times = new double[count];
        var time = 0.0;
        for (var i = 0; i < count; i++)
        {
            time += -Math.Log(1 - random.NextDouble()) / rate;
            times[i] = time;
        }

        return times;
    }
}
