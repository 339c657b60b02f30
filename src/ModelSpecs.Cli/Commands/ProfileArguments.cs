namespace ModelSpecs.Cli.Commands;

/// <summary>What <c>profile</c> was asked for.</summary>
internal sealed record ProfileArguments
{
    /// <summary>A data set, or profiles to merge.</summary>
    public required IReadOnlyList<string> Data { get; init; }

    /// <summary>The file that is written.</summary>
    public required string Out { get; init; }

    /// <summary>Columns; empty: nothing is said.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The spec whose columns and predictions it has; null: none.</summary>
    public string? Spec { get; init; }

    /// <summary>Predicate of the rows; null: all.</summary>
    public string? Where { get; init; }

    /// <summary>Fewest rows that anything in it stands for; null: nothing is said.</summary>
    public int? Floor { get; init; }

    /// <summary>Most threads; 0: one a core.</summary>
    public int Threads { get; init; }

    /// <summary>Root in place of the one that is looked for.</summary>
    public string? Root { get; init; }
}
