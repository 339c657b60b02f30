using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Init;

/// <summary>What a person said of a spec that is to be proposed; what is null or empty is guessed.</summary>
public sealed record InitChoices
{
    /// <summary>Column with the truth.</summary>
    public string? Label { get; init; }

    /// <summary>Column that identifies a row.</summary>
    public string? Id { get; init; }

    /// <summary>What is predicted.</summary>
    public TaskKind? Task { get; init; }

    /// <summary>Class names in the model's order.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>The positive class.</summary>
    public string? Positive { get; init; }

    /// <summary>Output with the scores, or with the numbers of a regression.</summary>
    public string? Score { get; init; }

    /// <summary>What makes probabilities of the scores; <see cref="Activation.None"/> is said too.</summary>
    public Activation? Activation { get; init; }

    /// <summary>Columns (or runs of them, <c>px0..px63</c>) by model input.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Inputs { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
}
