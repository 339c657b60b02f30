namespace ModelSpecs.Engine.Slicing;

/// <summary>The groups of a column before they are ordered and named.</summary>
/// <param name="Codes">Index of each row's group; −1: none.</param>
/// <param name="Counts">Rows of each group; 0 where an index is not used.</param>
/// <param name="Label">Name and definition of a group.</param>
internal sealed record RawGroups(int[] Codes, int[] Counts, Func<int, GroupLabel> Label)
{
    /// <summary>Order of the groups; null: by index.</summary>
    public Comparison<int>? Order { get; init; }

    /// <summary>Groups below this index are kept without rows, too.</summary>
    public int Declared { get; init; }
}

/// <summary>How a group is called, and a predicate that is true for exactly its rows.</summary>
/// <param name="Name">Name.</param>
/// <param name="Definition">Predicate.</param>
internal sealed record GroupLabel(string Name, string Definition)
{
    /// <summary>Name of the group of nulls.</summary>
    public const string Null = "(null)";

    /// <summary>Name of the group of empty texts.</summary>
    public const string Empty = "(empty)";

    /// <summary>The group of nulls.</summary>
    public static GroupLabel OfNull(string column) => new(Null, $"{column} is null");
}
