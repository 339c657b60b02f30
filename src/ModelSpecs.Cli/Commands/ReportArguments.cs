namespace ModelSpecs.Cli.Commands;

/// <summary>What <c>report</c> was asked for.</summary>
internal sealed record ReportArguments
{
    /// <summary>Files with results.</summary>
    public required IReadOnlyList<string> Results { get; init; }

    /// <summary>Folder of <c>--output</c>.</summary>
    public required string Output { get; init; }

    /// <summary>Commit-ish of <c>--base</c>, whose merge base with HEAD the gate is held against; null: it is not.</summary>
    public string? Base { get; init; }

    /// <summary>Key of <c>--summary-key</c>; null: none.</summary>
    public string? SummaryKey { get; init; }

    /// <summary>What other programs read.</summary>
    public OutputArguments Outputs { get; init; } = new();
}
