using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Spec.Model.Guards;

/// <summary>What is expected of the values of a column.</summary>
public sealed record ColumnRules
{
    /// <summary>The column.</summary>
    public required Located<string> Column { get; init; }

    /// <summary>Type that every value has; null: any.</summary>
    public ColumnKind? Type { get; init; }

    /// <summary>Smallest value; null: any.</summary>
    public ValueLimit? Minimum { get; init; }

    /// <summary>Largest value; null: any.</summary>
    public ValueLimit? Maximum { get; init; }

    /// <summary>The values that there may be; empty: any.</summary>
    public IReadOnlyList<Located<string>> Allowed { get; init; } = [];

    /// <summary>Regular expression that the whole of a text matches; null: any.</summary>
    public Located<string>? Pattern { get; init; }

    /// <summary>Whether no value may occur twice.</summary>
    public bool IsUnique { get; init; }

    /// <summary>Whether each row has a value.</summary>
    public bool IsNotNull { get; init; }

    /// <summary>Name of its measure.</summary>
    public string Measure => $"schema({Column.Value})";

    /// <summary>The rules as text.</summary>
    public string Terms =>
        $"{Column.Value}: {Type} {Minimum?.Text}..{Maximum?.Text} [{string.Join(", ", Allowed.Select(value => value.Value))}] {Pattern?.Value}{(IsUnique ? " unique" : "")}{(IsNotNull ? " not null" : "")}";
}

/// <summary>An end of a range.</summary>
/// <param name="Text">As written.</param>
/// <param name="Number">As a number; NaN: it is none.</param>
/// <param name="Ticks">As a time, 100 ns since 0001-01-01 UTC; null: it is none.</param>
/// <param name="Span">Place in the spec.</param>
public sealed record ValueLimit(string Text, double Number, long? Ticks, SourceSpan Span);

/// <summary>Columns that two rows are compared by.</summary>
/// <param name="Only">These; empty: all but the id.</param>
/// <param name="Ignored">Without these.</param>
public sealed record ComparedColumns(IReadOnlyList<Located<string>> Only, IReadOnlyList<Located<string>> Ignored)
{
    /// <summary>As text.</summary>
    public string Terms => $"{(Only.Count == 0 ? "" : $" by {string.Join(", ", Only.Select(column => column.Value))}")}{(Ignored.Count == 0 ? "" : $" without {string.Join(", ", Ignored.Select(column => column.Value))}")}";
}

/// <summary>Columns that two rows are compared by, and how far apart two numbers may be: |a − b| &lt;= atol + rtol · max(|a|, |b|).</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Tolerance">The tolerance.</param>
public sealed record NearColumns(ComparedColumns Columns, Closeness Tolerance)
{
    /// <summary>Relative tolerance unless said: a thousandth.</summary>
    public const double DefaultRelative = 1e-3;

    /// <summary>As text.</summary>
    public string Terms => $"{Columns.Terms} {CloseText.Of(Tolerance)}";
}

/// <summary>A training set that no row of the set may come from.</summary>
/// <param name="Train">The training set.</param>
/// <param name="Key">Column that names what a row is of in both; null: keys are not compared.</param>
/// <param name="Columns">Columns that rows are compared by; none said: what the model reads.</param>
/// <param name="Near">Tolerance of rows that are nearly equal; null: they are not looked for.</param>
/// <param name="HasNoModel">Whether the spec has predictions and no model that says what it reads.</param>
/// <param name="Span">Place in the spec.</param>
public sealed record LeakageSpec(GoldenSpec Train, Located<string>? Key, ComparedColumns Columns, NearColumns? Near, bool HasNoModel, SourceSpan Span);

/// <summary>How long labels are on their way.</summary>
/// <param name="From">Column of the time at which a row came to be.</param>
/// <param name="To">Column of the time at which its label came.</param>
public sealed record LabelDelaySpec(Located<string> From, Located<string> To)
{
    /// <summary>The quantiles that may be asked for, by key.</summary>
    public static IReadOnlyList<KeyValuePair<string, double>> Quantiles { get; } = [new("p50", 0.5), new("p90", 0.9), new("p95", 0.95), new("p99", 0.99), new("max", 1)];

    /// <summary>Name of the measure of a quantile.</summary>
    public static string Measure(string quantile) => $"label_delay({quantile})";
}

/// <summary>How old the newest row is.</summary>
/// <param name="Column">Column of times.</param>
/// <param name="AsOf">The time that an age is counted from; null: none is.</param>
public sealed record FreshnessSpec(Located<string> Column, AsOfSpec? AsOf);

/// <summary>A time that ages are counted from: a day that the spec says, or the newest of a column.</summary>
/// <param name="Ticks">The beginning of the day that is said, 100 ns since 0001-01-01 UTC; null: the time is read.</param>
/// <param name="Column">The column; null: the time is said.</param>
/// <param name="Set">The set that has the column; null: the same set.</param>
public sealed record AsOfSpec(long? Ticks, Located<string>? Column, GoldenSpec? Set)
{
    /// <summary>As text.</summary>
    public string Terms => Ticks is { } ticks ? IsoDate.Format(ticks) : $"the newest {Column?.Value}{(Set is null ? "" : $" of {Set.File.Written.Value}")}";
}

/// <summary>A set that has to agree with this one, row by row: what the model was trained on against what it was served.</summary>
/// <param name="Other">The other set.</param>
/// <param name="Key">Column that names a row in both.</param>
/// <param name="Tolerance">Tolerance of numbers: |here − other| &lt;= atol + rtol · |other|.</param>
/// <param name="Columns">Columns that are compared, each with its tolerance; none said: all that both have.</param>
/// <param name="Span">Place in the spec.</param>
public sealed record SkewSpec(GoldenSpec Other, Located<string> Key, Closeness Tolerance, IReadOnlyList<SkewColumn> Columns, SourceSpan Span);

/// <summary>A column that has to agree.</summary>
/// <param name="Column">The column.</param>
/// <param name="Tolerance">Its tolerance.</param>
public sealed record SkewColumn(Located<string> Column, Closeness Tolerance);
