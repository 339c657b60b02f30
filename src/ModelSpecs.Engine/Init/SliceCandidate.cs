using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Init;

/// <summary>A slice that could be proposed.</summary>
public sealed record SliceCandidate
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its column.</summary>
    public required string Column { get; init; }

    /// <summary>Borders of its intervals; empty: none.</summary>
    public IReadOnlyList<double> Edges { get; init; } = [];

    /// <summary>Period of a date; null: none.</summary>
    public TimePeriod? Every { get; init; }

    /// <summary>The predicate of one group alone; null: a slice for each group.</summary>
    public string? Where { get; init; }

    /// <summary>Why the column is one to slice by.</summary>
    public required string Because { get; init; }

    /// <summary>Group of each row, by order of first occurrence: two candidates that part the rows alike are one.</summary>
    internal int[] Codes { get; init; } = [];

    /// <summary>The predicate of each value, by the name of its group; empty: its groups are no values.</summary>
    internal IReadOnlyDictionary<string, string> Predicates { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
