namespace ModelSpecs.Cli.Commands;

/// <summary>What <c>plan</c> was asked for.</summary>
internal sealed record PlanArguments
{
    /// <summary>Files and folders; empty: the current folder.</summary>
    public IReadOnlyList<string> Specs { get; init; } = [];

    /// <summary>Patterns of <c>--spec</c>.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>File of <c>--markdown</c>; null: none.</summary>
    public string? Markdown { get; init; }

    /// <summary>File of <c>--json</c>; <c>-</c>: the standard output; null: none.</summary>
    public string? Json { get; init; }

    /// <summary>Assemblies of <c>--assembly</c>.</summary>
    public IReadOnlyList<string> Assemblies { get; init; } = [];

    /// <summary>Root in place of the one that is looked for.</summary>
    public string? Root { get; init; }
}
