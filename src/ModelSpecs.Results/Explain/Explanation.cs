using System.Text.Json.Serialization;

namespace ModelSpecs.Results.Explain;

/// <summary>Where one number of a run comes from, step by step.</summary>
public sealed record Explanation
{
    /// <summary>Version of this JSON.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>The check's name, or <c>slice: metric</c> of a metric that no check is about.</summary>
    public required string Name { get; init; }

    /// <summary>Id of the check; null: there is none.</summary>
    public string? Id { get; init; }

    /// <summary>Name of the spec.</summary>
    public required string Spec { get; init; }

    /// <summary>Its file, relative to the root.</summary>
    public required string File { get; init; }

    /// <summary>Line of the check, from 1; null: there is no check.</summary>
    public int? Line { get; init; }

    /// <summary>Kind of the check; null: there is none.</summary>
    public string? Kind { get; init; }

    /// <summary>Slice; <c>overall</c> for the whole set.</summary>
    public required string Slice { get; init; }

    /// <summary>Value of a group; null otherwise.</summary>
    public string? Group { get; init; }

    /// <summary>Metric with its parameters; null: the check is about none.</summary>
    public string? Metric { get; init; }

    /// <summary>The check's result; null: there is no check.</summary>
    public CheckResult? Check { get; init; }

    /// <summary>The value; null: undefined.</summary>
    public double? Value { get; init; }

    /// <summary>The steps in the order in which the number comes about.</summary>
    public required IReadOnlyList<ExplanationStep> Steps { get; init; }
}

/// <summary>One step.</summary>
/// <param name="Name">What it is about: <c>spec</c>, <c>rows</c>, <c>slice</c>, <c>counts</c>, <c>formula</c>, <c>interval</c>, <c>bound</c>, <c>rule</c>, <c>verdict</c>, <c>waiver</c>, <c>to change</c>, <c>worst rows</c>.</param>
/// <param name="Lines">The step in words.</param>
public sealed record ExplanationStep(string Name, IReadOnlyList<string> Lines)
{
    /// <summary>The numbers of the step, in full.</summary>
    public IReadOnlyList<ExplainedTerm> Terms { get; init => field = value ?? []; } = [];

    /// <summary>Of a formula: the same with numbers for its signs, so that it can be calculated; null: it is longer than that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Expression { get; init; }

    /// <summary>What the step comes to; null: no number.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Value { get; init; }
}

/// <summary>A number of a step.</summary>
/// <param name="Name">As the formula or the line names it.</param>
/// <param name="Value">The number; null: it is not finite.</param>
public sealed record ExplainedTerm(string Name, double? Value);
