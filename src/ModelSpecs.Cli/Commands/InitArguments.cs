using ModelSpecs.Engine.Init;

namespace ModelSpecs.Cli.Commands;

/// <summary>What <c>init</c> was asked for.</summary>
internal sealed record InitArguments
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The golden set.</summary>
    public required string Data { get; init; }

    /// <summary>The spec to write; null: named after the model, in the current folder.</summary>
    public string? Out { get; init; }

    /// <summary>Whether a file that is there may be replaced.</summary>
    public bool Force { get; init; }

    /// <summary>What need not be guessed.</summary>
    public InitChoices Choices { get; init; } = new();

    /// <summary>Root in place of the one that is looked for.</summary>
    public string? Root { get; init; }
}
