using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Init;

/// <summary>How a model and a table go together: everything a spec says before it expects anything.</summary>
public sealed record BindingProposal
{
    /// <summary>Column with the truth; null: not found.</summary>
    public Reasoned<string>? Label { get; init; }

    /// <summary>Column that identifies a row; null: there is none.</summary>
    public Reasoned<string>? Id { get; init; }

    /// <summary>What is predicted; null: not found.</summary>
    public Reasoned<TaskKind>? Task { get; init; }

    /// <summary>Class names to write down; null: the model says them, or there are none.</summary>
    public Reasoned<IReadOnlyList<string>>? Classes { get; init; }

    /// <summary>The positive class to write down; null: there is none, or it is the usual one.</summary>
    public Reasoned<string>? Positive { get; init; }

    /// <summary>Where the inputs come from, in the model's order.</summary>
    public IReadOnlyList<InputProposal> Inputs { get; init; } = [];

    /// <summary>The output with the scores, where the model has several that could be; null: it is found.</summary>
    public string? Score { get; init; }

    /// <summary>What makes probabilities of the scores; null: nothing has to, or the engine knows it.</summary>
    public Activation? Activation { get; init; }

    /// <summary>Types to declare, by column, because an input needs them.</summary>
    public IReadOnlyDictionary<string, ColumnKind> Columns { get; init; } = new Dictionary<string, ColumnKind>(StringComparer.Ordinal);

    /// <summary>Rows without a label.</summary>
    public int RowsWithoutLabel { get; init; }

    /// <summary>What could not be found out.</summary>
    public IReadOnlyList<OpenQuestion> Open { get; init; } = [];

    /// <summary>What was guessed and has to be looked at, one sentence each.</summary>
    public IReadOnlyList<string> Guesses { get; init; } = [];
}

/// <summary>A value and why it is this one.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <param name="Value">The value.</param>
/// <param name="Because">Why, as the spec's comment says it.</param>
/// <param name="IsGuess">Whether another value would be possible too.</param>
public sealed record Reasoned<T>(T Value, string Because, bool IsGuess);

/// <summary>Where a model input comes from.</summary>
/// <param name="Input">Name of the input.</param>
/// <param name="Columns">Columns in order; a run of columns counts once.</param>
/// <param name="Written">Whether the spec has to say it; otherwise it is found by name or in the model's metadata.</param>
/// <param name="Because">Why these.</param>
public sealed record InputProposal(string Input, IReadOnlyList<string> Columns, bool Written, string Because);

/// <summary>What could not be found out.</summary>
/// <param name="What">What is not known, and what was found instead.</param>
/// <param name="Write">What to write or to say.</param>
public sealed record OpenQuestion(string What, string Write);
