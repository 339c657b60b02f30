namespace ModelSpecs.Cli.Commands;

/// <summary>What <c>watch</c> was asked for.</summary>
internal sealed record WatchArguments
{
    /// <summary>What each round is asked for, as of <c>run</c>.</summary>
    public required RunArguments Run { get; init; }

    /// <summary>Whether files are looked at by the clock and not when the system tells of them.</summary>
    public bool Poll { get; init; }
}
