using ModelSpecs.Engine.Inference.Sessions;

namespace ModelSpecs.Engine.Guards.Latency;

/// <summary>A model that can be loaded anew.</summary>
/// <param name="Load">Loads it.</param>
/// <param name="Call">A call of it, once it is loaded.</param>
internal sealed record ColdModel(Action Load, Func<ITimedCall> Call);

/// <summary>What loading and the first answers of each loading took, in seconds.</summary>
/// <param name="Load">Loading.</param>
/// <param name="First">The first answer after it.</param>
internal sealed record ColdTimes(double[] Load, double[] First);

/// <summary>Loads models again and again, in turn.</summary>
internal static class ColdStart
{
    /// <summary>The fewest from which a median has an interval at 95 %, and one more.</summary>
    public const int Loads = 7;

    /// <summary>Measures each model.</summary>
    /// <param name="models">The models.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="duration">Seconds for each after which no more is loaded.</param>
    /// <param name="cancellationToken">Stops between loads.</param>
    public static ColdTimes[] Measure(IReadOnlyList<ColdModel> models, ILatencyClock clock, double duration, CancellationToken cancellationToken)
    {
        var times = models.Select(_ => (Load: new List<double>(Loads), First: new List<double>(Loads))).ToList();
        var started = clock.Now;

        // The first loading pays for what all share: the runtime's library, its operators. It is not counted.
        for (var round = -1; round < Loads && (round < 1 || Seconds(started) < duration * models.Count); round++)
        {
            for (var i = 0; i < models.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var one = (i + round + 1) % models.Count;
                var before = clock.Now;
                models[one].Load();
                var load = Seconds(before);
                var call = models[one].Call();
                call.Prepare(0);
                before = clock.Now;
                call.Run();
                var first = Seconds(before);
                if (round >= 0)
                {
                    times[one].Load.Add(load);
                    times[one].First.Add(first);
                }
            }
        }

        return [.. times.Select(time => new ColdTimes([.. time.Load], [.. time.First]))];

        double Seconds(long before) => (clock.Now - before) / (double)clock.PerSecond;
    }
}
