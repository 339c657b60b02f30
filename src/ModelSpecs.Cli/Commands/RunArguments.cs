using ModelSpecs.Engine.Planning;
namespace ModelSpecs.Cli.Commands;

/// <summary>What <c>run</c> was asked for.</summary>
internal sealed record RunArguments
{
    /// <summary>Files and folders; empty: the current folder.</summary>
    public IReadOnlyList<string> Specs { get; init; } = [];

    /// <summary>Patterns of <c>--spec</c>.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Names of <c>--slice</c>.</summary>
    public IReadOnlyList<string> Slices { get; init; } = [];

    /// <summary>File of <c>--json</c>; <c>-</c>: the standard output; null: none.</summary>
    public string? Json { get; init; }

    /// <summary>Folder of <c>--report</c>; null: none.</summary>
    public string? Report { get; init; }

    /// <summary>Commit-ish of <c>--base</c>, whose merge base with HEAD the gate is held against; null: it is not.</summary>
    public string? Base { get; init; }

    /// <summary>Key of <c>--summary-key</c>; null: none.</summary>
    public string? SummaryKey { get; init; }

    /// <summary>What other programs read.</summary>
    public OutputArguments Outputs { get; init; } = new();

    /// <summary>Assemblies of <c>--assembly</c>.</summary>
    public IReadOnlyList<string> Assemblies { get; init; } = [];

    /// <summary>Whether nothing is read from or kept in the cache.</summary>
    public bool NoCache { get; init; }

    /// <summary>Whether every metric is measured and shown.</summary>
    public bool AllMetrics { get; init; }

    /// <summary>Which intervals are made.</summary>
    public IntervalScope Intervals { get; init; }

    /// <summary>Most threads; 0: one a core.</summary>
    public int Threads { get; init; }

    /// <summary>Root in place of the one that is looked for.</summary>
    public string? Root { get; init; }

    /// <summary>Whether only failures are shown.</summary>
    public bool Quiet { get; init; }

    /// <summary>Whether everything is shown.</summary>
    public bool Verbose { get; init; }
}
