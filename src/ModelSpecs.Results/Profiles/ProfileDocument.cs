namespace ModelSpecs.Results.Profiles;

/// <summary>What the columns of a data set look like, as <c>x.profile.json</c> holds it (docs/drift.md): distributions, no row.</summary>
public sealed record ProfileDocument
{
    /// <summary>The version of the text that this program writes, and the newest it reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Fewest rows that a category, or a number with what lies below it, stands for unless said.</summary>
    public const int DefaultFloor = 10;

    /// <summary>Most categories of a column that are kept by name.</summary>
    public const int MostCategories = 1_000;

    /// <summary>How a profile's file ends.</summary>
    public const string Extension = ".profile.json";

    /// <summary>SHA-256 of each data file that it was made of, in order of text, each once.</summary>
    public required IReadOnlyList<string> Data { get; init; }

    /// <summary>Rows.</summary>
    public required long Rows { get; init; }

    /// <summary>Fewest rows that anything in it stands for.</summary>
    public required int Floor { get; init; }

    /// <summary>The columns, in the order of the file.</summary>
    public required IReadOnlyList<ColumnProfile> Columns { get; init; }

    /// <summary>SHA-256 of the model that gave <see cref="Predictions"/>; null: they are of columns, of several models, or there are none.</summary>
    public string? Model { get; init; }

    /// <summary><c>score</c> and <c>prediction</c>, where the profile was made with a spec.</summary>
    public IReadOnlyList<ColumnProfile> Predictions { get; init => field = value ?? []; } = [];
}

/// <summary>One column.</summary>
/// <param name="Name">Name in the header.</param>
/// <param name="Kind"><c>number</c>, <c>date</c> (in days since 1970-01-01 UTC) or <c>category</c>.</param>
/// <param name="Missing">Rows without a value: null or NaN.</param>
public sealed record ColumnProfile(string Name, string Kind, long Missing)
{
    /// <summary>Kind of a column of numbers.</summary>
    public const string Number = "number";

    /// <summary>Kind of a column of times.</summary>
    public const string Date = "date";

    /// <summary>Kind of a column of texts or booleans.</summary>
    public const string Category = "category";

    /// <summary>Of numbers and dates; null: fewer values than the floor, or a category.</summary>
    public NumberProfile? Numbers { get; init; }

    /// <summary>Of a category; null: it is none.</summary>
    public CategoryProfile? Categories { get; init; }
}

/// <summary>Numbers of a column. Of the knots there is one more <see cref="Between"/>.</summary>
public sealed record NumberProfile
{
    /// <summary>Mean of the finite values.</summary>
    public required double Mean { get; init; }

    /// <summary>Standard deviation of the finite values (divided by their number).</summary>
    public required double Deviation { get; init; }

    /// <summary>Whether the values are so few that each is a bin of its own.</summary>
    public bool IsFewValued { get; init; }

    /// <summary>Frozen edges of the bins, each a knot.</summary>
    public required IReadOnlyList<double> Edges { get; init; }

    /// <summary>Values that counts are known at, ascending.</summary>
    public required IReadOnlyList<double> Knots { get; init; }

    /// <summary>Rows at each knot.</summary>
    public required IReadOnlyList<long> At { get; init; }

    /// <summary>Rows before each knot and after the last.</summary>
    public required IReadOnlyList<long> Between { get; init; }

    /// <summary>Mean of what lies below all knots; null: too few rows.</summary>
    public double? Below { get; init; }

    /// <summary>Mean of what lies above all knots; null: too few rows.</summary>
    public double? Above { get; init; }

    /// <summary>Most by which the share of rows up to a knot may be wrong.</summary>
    public double RankError { get; init; }
}

/// <summary>Categories of a column.</summary>
/// <param name="Rows">Rows by category, the most frequent first, then in order of text.</param>
/// <param name="Rest">Rows of all others.</param>
/// <param name="RestCategories">How many others there are, at most.</param>
public sealed record CategoryProfile(IReadOnlyList<KeyValuePair<string, long>> Rows, long Rest, long RestCategories);
