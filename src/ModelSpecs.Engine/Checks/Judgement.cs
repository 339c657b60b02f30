using ModelSpecs.Engine.Slicing;
using ModelSpecs.Results;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks;

/// <summary>What a check kind decided about one slice.</summary>
internal sealed record Judgement
{
    /// <summary>The outcome.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Measured value; NaN: undefined.</summary>
    public double Value { get; init; } = double.NaN;

    /// <summary>Resolved bound; NaN: undefined.</summary>
    public double Threshold { get; init; } = double.NaN;

    /// <summary>Rows of the slice.</summary>
    public int N { get; init; }

    /// <summary>Rows the value rests on.</summary>
    public long Rows { get; init; }

    /// <summary>How the slice's rows are chosen; null: the whole set.</summary>
    public string? Definition { get; init; }

    /// <summary>Why there is no verdict, or what the verdict leaves out; null: nothing to add.</summary>
    public string? Reason { get; init; }

    /// <summary>More lines of the message, each with its name.</summary>
    public IReadOnlyList<(string Name, string Text)> Details { get; init; } = [];

    /// <summary>How a relative bound was resolved, e.g. <c>overall is 0.81</c>.</summary>
    public string? BoundReason { get; init; }

    /// <summary>Whether the value itself meets the bound, whatever its noise.</summary>
    public bool MeetsBound { get; init; }

    /// <summary>True for a cell of a cross below its smallest size: it is reported and not judged.</summary>
    public bool ReportedOnly { get; init; }

    /// <summary>Whether a guard took the verdict away; <see cref="Reason"/> says why.</summary>
    public bool IsWithheld { get; init; }

    /// <summary>A threshold at which a stated cost would be lower; null: none.</summary>
    public ThresholdSuggestion? Suggestion { get; init; }

    /// <summary>Slice and group whose rows explain a failure; null: the whole set.</summary>
    public SlicePlace? Place { get; init; }

    /// <summary>Of a check without a metric: what was found, in words; null: nothing could be.</summary>
    public string? Found { get; init; }

    /// <summary>Of a check without a metric: what was expected, in words; null: the check's name says it.</summary>
    public string? Expected { get; init; }

    /// <summary>Writes a number with its unit; null: it has none.</summary>
    public Func<double, string>? Format { get; init; }

    /// <summary>What is known of the noise; null: nothing, as of a value that is undefined.</summary>
    public Noise? Noise { get; init; }
}

/// <summary>A check with what its kind decided; a correction over many checks may still change the outcome.</summary>
/// <param name="Planned">The check.</param>
/// <param name="Group">Value of the group; null where the check is not per group.</param>
/// <param name="Judgement">The decision.</param>
internal sealed record JudgedCheck(PlannedCheck Planned, string? Group, Judgement Judgement);
