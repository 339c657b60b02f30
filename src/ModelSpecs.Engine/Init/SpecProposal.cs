namespace ModelSpecs.Engine.Init;

/// <summary>A whole spec that is proposed, with the reason of each line.</summary>
public sealed record SpecProposal
{
    /// <summary>Name of the suite.</summary>
    public required string Name { get; init; }

    /// <summary>The model, relative to the spec.</summary>
    public required string Model { get; init; }

    /// <summary>The golden set, relative to the spec.</summary>
    public required string Golden { get; init; }

    /// <summary>The schema, relative to the spec.</summary>
    public required string Schema { get; init; }

    /// <summary>Inputs, label, task.</summary>
    public required BindingProposal Binding { get; init; }

    /// <summary>Rows judged.</summary>
    public int Rows { get; init; }

    /// <summary>The operating point that was used; null: there is none.</summary>
    public double? Threshold { get; init; }

    /// <summary>Smallest denominator that is judged; 1: not written.</summary>
    public int MinRows { get; init; } = 1;

    /// <summary>Whether some values rest on fewer rows than that, which then warn.</summary>
    public bool HasSmallGroups { get; init; }

    /// <summary>What is expected of all rows.</summary>
    public IReadOnlyList<ProposedCheck> Expect { get; init; } = [];

    /// <summary>What is expected of parts of them.</summary>
    public IReadOnlyList<ProposedSlice> Slices { get; init; } = [];

    /// <summary>What to look at before anything is believed, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>A check with the reason of its bound.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Bound">The bound as it is written, <c>&gt;= 0.83</c>; empty: none can be proposed, and the reason says why.</param>
/// <param name="Because">What was measured.</param>
public sealed record ProposedCheck(string Metric, string Bound, string Because);

/// <summary>A slice with what is expected of it.</summary>
/// <param name="Slice">The slice.</param>
/// <param name="Expect">Its checks; empty: it is measured and reported.</param>
/// <param name="Because">Why it is proposed.</param>
public sealed record ProposedSlice(SliceCandidate Slice, IReadOnlyList<ProposedCheck> Expect, string Because);
