namespace ModelSpecs.Cli.Commands;

/// <summary>What other programs are to read of a run.</summary>
internal sealed record OutputArguments
{
    /// <summary>File of <c>--junit</c>; null: none.</summary>
    public string? JUnit { get; init; }

    /// <summary>File of <c>--sarif</c>; null: none.</summary>
    public string? Sarif { get; init; }

    /// <summary>File of <c>--code-quality</c>; null: none.</summary>
    public string? CodeQuality { get; init; }

    /// <summary><c>auto</c>, <c>github</c>, <c>azure</c>, <c>gitlab</c> or <c>off</c>.</summary>
    public string Ci { get; init; } = "off";
}
