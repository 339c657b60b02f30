namespace ModelSpecs.Cli.Commands;

/// <summary>What <c>compare</c> was asked for.</summary>
internal sealed record CompareArguments
{
    /// <summary>Model files, the champion first.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Values of <c>--candidate</c>: NAME=FILE or NAME={…}.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];

    /// <summary>Value of <c>--spec</c>; null: the only spec below the current folder.</summary>
    public string? Spec { get; init; }

    /// <summary>Values of <c>--metric</c>.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>File of <c>--json</c>; <c>-</c>: the standard output; null: none.</summary>
    public string? Json { get; init; }

    /// <summary>File of <c>--markdown</c>; null: none.</summary>
    public string? Markdown { get; init; }

    /// <summary><c>show</c>, <c>write</c> or <c>off</c>.</summary>
    public string Latency { get; init; } = "show";

    /// <summary>Whether a candidate that is worse somewhere ends the command with 1.</summary>
    public bool FailOnWorse { get; init; }

    /// <summary>Assemblies of <c>--assembly</c>.</summary>
    public IReadOnlyList<string> Assemblies { get; init; } = [];

    /// <summary>Whether nothing is read from or kept in the cache.</summary>
    public bool NoCache { get; init; }

    /// <summary>Most threads; 0: one a core.</summary>
    public int Threads { get; init; }

    /// <summary>Root in place of the one that is looked for.</summary>
    public string? Root { get; init; }

    /// <summary>Whether every slice is shown.</summary>
    public bool Verbose { get; init; }
}
