namespace ModelSpecs.Engine.Guards.Latency;

/// <summary>How many calls are made, and how.</summary>
internal sealed record LoopPlan
{
    /// <summary>Calls that are made before and not counted.</summary>
    public required int WarmUp { get; init; }

    /// <summary>Most calls that are counted, of each model.</summary>
    public required int Calls { get; init; }

    /// <summary>Calls that are made however long they take.</summary>
    public int LeastCalls { get; init; } = 1;

    /// <summary>Calls after which no more are made once <see cref="EnoughSeconds"/> of calls were measured of each; null: the most.</summary>
    public int? EnoughCalls { get; init; }

    /// <summary>Seconds of calls that are enough: a few microseconds a thousand times are no more than one hiccup of the machine.</summary>
    public double EnoughSeconds { get; init; }

    /// <summary>Seconds for each model after which no more are made.</summary>
    public required double Duration { get; init; }

    /// <summary>Calls that come in a second, whatever has been answered; null: one comes when the one before is answered.</summary>
    public double? Rate { get; init; }
}
