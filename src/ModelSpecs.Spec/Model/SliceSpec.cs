using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Spec.Model;

/// <summary>A named part of the golden set and what is expected of it.</summary>
public abstract record SliceSpec
{
    /// <summary>Name, unique in the spec; <c>overall</c> is reserved.</summary>
    public required Located<string> Name { get; init; }

    /// <summary>Checks of the slice, or of each value of a group.</summary>
    public IReadOnlyList<MetricCheckSpec> Expect { get; init; } = [];

    /// <summary>Checks of the spread over a group's values; empty for predicates.</summary>
    public IReadOnlyList<MetricCheckSpec> Gap { get; init; } = [];

    /// <summary>How metrics must not go over its periods; empty for all but slices by time.</summary>
    public IReadOnlyList<TrendCheckSpec> OverTime { get; init; } = [];

    /// <summary>Smallest denominator a check of this slice is judged at; null: the spec's.</summary>
    public Located<int>? MinRows { get; init; }

    /// <summary>Owner of the slice; null: the spec's.</summary>
    public string? Owner { get; init; }

    /// <summary>Runbook of the slice; null: the spec's.</summary>
    public string? Runbook { get; init; }

    /// <summary>Action of the slice; null: the spec's.</summary>
    public string? Action { get; init; }

    /// <summary>Tags of the slice, added to the spec's.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>True where one slice stands for many (a value each).</summary>
    public abstract bool IsGroup { get; }
}

/// <summary>Rows for which a predicate is true.</summary>
public sealed record PredicateSlice : SliceSpec
{
    /// <summary>The predicate.</summary>
    public required Predicate Where { get; init; }

    /// <inheritdoc />
    public override bool IsGroup => false;
}

/// <summary>One slice a value of a column, an interval of a number, or a period of a time.</summary>
public sealed record ColumnSlice : SliceSpec
{
    /// <summary>The column, or a derived column.</summary>
    public required Located<string> By { get; init; }

    /// <summary>Interval edges, strictly ascending; empty: by value. [a, b] gives (−∞, a) [a, b) [b, ∞).</summary>
    public IReadOnlyList<double> Edges { get; init; } = [];

    /// <summary>Period of a time column; null: none.</summary>
    public TimePeriod? Every { get; init; }

    /// <summary>Values that must exist; empty: whatever the data holds.</summary>
    public IReadOnlyList<Located<string>> Values { get; init; } = [];

    /// <summary>Whether values outside <see cref="Values"/> are allowed.</summary>
    public bool OthersAllowed { get; init; }

    /// <summary>Most values before it is an error.</summary>
    public int MaxGroups { get; init; } = 500;

    /// <inheritdoc />
    public override bool IsGroup => true;
}

/// <summary>Every combination of other slices' groups that occurs in the data.</summary>
public sealed record CrossSlice : SliceSpec
{
    /// <summary>Names of at least two slices of the spec.</summary>
    public required IReadOnlyList<Located<string>> Of { get; init; }

    /// <summary>Most cells before it is an error.</summary>
    public int MaxGroups { get; init; } = 500;

    /// <inheritdoc />
    public override bool IsGroup => true;
}

/// <summary>Period of time slices, in UTC; weeks are ISO weeks.</summary>
public enum TimePeriod
{
    /// <summary>Calendar day, <c>2019-03-20</c>.</summary>
    Day,

    /// <summary>ISO week, <c>2019-W12</c>.</summary>
    Week,

    /// <summary>Calendar month, <c>2019-03</c>.</summary>
    Month,

    /// <summary>Quarter, <c>2019-Q1</c>.</summary>
    Quarter,

    /// <summary>Year, <c>2019</c>.</summary>
    Year,
}
