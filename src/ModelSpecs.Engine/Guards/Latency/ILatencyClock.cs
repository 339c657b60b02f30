namespace ModelSpecs.Engine.Guards.Latency;

/// <summary>What times are read from. Tests have one that only moves where they move it.</summary>
internal interface ILatencyClock
{
    /// <summary>Now, in ticks from any beginning; it never goes back.</summary>
    long Now { get; }

    /// <summary>Ticks a second.</summary>
    long PerSecond { get; }

    /// <summary>The smallest step that the clock shows, in seconds.</summary>
    double Step { get; }

    /// <summary>Garbage collections of the process so far.</summary>
    int Collections { get; }

    /// <summary>Returns when it is so late; at once where it is later.</summary>
    void WaitUntil(long ticks, CancellationToken cancellationToken);
}
