using ModelSpecs.Engine.Running;

namespace ModelSpecs.Engine.Compare;

/// <summary>How candidates are compared.</summary>
public sealed record CompareOptions
{
    /// <summary>Threads, cache, custom metrics, the day.</summary>
    public RunOptions Run { get; init; } = new();

    /// <summary>Metrics to compare by: names of the catalogue, or as the spec's checks display them; empty: those that the spec checks.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Whether latency is measured.</summary>
    public bool Latency { get; init; }

    /// <summary>Name and version of the program, for the result.</summary>
    public required string Tool { get; init; }
}
