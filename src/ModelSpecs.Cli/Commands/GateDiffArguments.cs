namespace ModelSpecs.Cli.Commands;

/// <summary>What <c>gate-diff</c> was asked for.</summary>
internal sealed record GateDiffArguments
{
    /// <summary>Branch, tag or commit.</summary>
    public required string BaseRef { get; init; }

    /// <summary>Files and folders; empty: the current folder.</summary>
    public IReadOnlyList<string> Specs { get; init; } = [];

    /// <summary>Whether the merge base with HEAD is compared with.</summary>
    public bool MergeBase { get; init; }

    /// <summary>File of <c>--json</c>; <c>-</c>: the standard output; null: none.</summary>
    public string? Json { get; init; }

    /// <summary><c>loosened</c>, <c>any</c> or null: nothing fails.</summary>
    public string? FailOn { get; init; }

    /// <summary>Root in place of the one that is looked for.</summary>
    public string? Root { get; init; }
}
