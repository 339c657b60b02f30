using System.Globalization;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Model.Guards;

/// <summary><c>health</c>: what is expected of the data itself, of the golden set or of another one.</summary>
public sealed record HealthSpec : GuardSpec
{
    /// <summary>Share of rows with a label: below its bound the spec's metrics say nothing.</summary>
    public const string LabelsReceived = "labels_received";

    /// <summary>Share of the rarest class.</summary>
    public const string LabelBalance = "label_balance";

    /// <summary>Rarest class over the most common one.</summary>
    public const string LabelRatio = "label_balance(ratio)";

    /// <summary>Largest share of nulls of a column.</summary>
    public const string Nulls = "nulls";

    /// <summary>Share of rows that repeat an earlier one.</summary>
    public const string Duplicates = "duplicates";

    /// <summary>Share of rows that are close to an earlier one.</summary>
    public const string NearDuplicates = "near_duplicates";

    /// <summary>Number of columns that the schema does not list.</summary>
    public const string ExtraColumns = "columns";

    /// <summary>Share of rows that are rows of the training set.</summary>
    public const string LeakedRows = "leakage(rows)";

    /// <summary>Share of rows whose key is one of the training set.</summary>
    public const string LeakedKeys = "leakage(keys)";

    /// <summary>Share of rows that are close to a row of the training set.</summary>
    public const string LeakedNear = "leakage(near)";

    /// <summary>Age of the newest row, in days.</summary>
    public const string Age = "freshness";

    /// <summary>Largest time without a row, in days.</summary>
    public const string Gap = "freshness(gap)";

    /// <summary>Share of joined rows that disagree.</summary>
    public const string Skew = "skew";

    /// <summary>Share of rows that the other set has too.</summary>
    public const string Matched = "matched";

    /// <summary>The set; null: the golden one.</summary>
    public GoldenSpec? Data { get; init; }

    /// <summary>Columns and what is expected of each.</summary>
    public IReadOnlyList<ColumnRules> Schema { get; init; } = [];

    /// <summary>Columns whose nulls have a bound of their own.</summary>
    public IReadOnlyList<Located<string>> NullColumns { get; init; } = [];

    /// <summary>What makes two rows equal; null: it is not asked.</summary>
    public ComparedColumns? EqualBy { get; init; }

    /// <summary>What makes two rows nearly equal; null: it is not asked.</summary>
    public NearColumns? NearBy { get; init; }

    /// <summary>The set that no row may come from; null: it is not asked.</summary>
    public LeakageSpec? Leakage { get; init; }

    /// <summary>The times between which a label is on its way; null: it is not asked.</summary>
    public LabelDelaySpec? Delay { get; init; }

    /// <summary>The column of times; null: it is not asked.</summary>
    public FreshnessSpec? Freshness { get; init; }

    /// <summary>The set that has to agree; null: it is not asked.</summary>
    public SkewSpec? SkewAgainst { get; init; }

    /// <inheritdoc />
    public override string Kind => "health";

    /// <inheritdoc />
    public override string? LooksAt => Data?.File.Written.Value;

    /// <inheritdoc />
    public override IReadOnlyList<FileReference> Files =>
        [.. new[] { Data, Leakage?.Train, Freshness?.AsOf?.Set, SkewAgainst?.Other }.OfType<GoldenSpec>().Select(set => set.File)];

    /// <inheritdoc />
    public override IEnumerable<(Located<string> Column, string Key)> Columns => Data is null ? Named : [];

    /// <summary>Columns that it names of the set that it looks at, with the key where it does.</summary>
    public IEnumerable<(Located<string> Column, string Key)> Named =>
    [
        .. Schema.Select(rules => (rules.Column, "health.schema")),
        .. NullColumns.Select(column => (column, "health.nulls")),
        .. Of(EqualBy, "health.duplicates"), .. Of(NearBy?.Columns, "health.near_duplicates"), .. Of(Leakage?.Columns, "health.leakage"),
        .. One(Leakage?.Key, "health.leakage.key"), .. One(Delay?.From, "health.label_delay.from"), .. One(Delay?.To, "health.label_delay.to"),
        .. One(Freshness?.Column, "health.freshness.column"), .. One(Freshness?.AsOf is { Set: null } own ? own.Column : null, "health.freshness.as_of"),
        .. One(SkewAgainst?.Key, "health.skew.key"), .. SkewAgainst?.Columns.Select(column => (column.Column, "health.skew.columns")) ?? [],
    ];

    /// <inheritdoc />
    public override bool NeedsAllColumns => Data is null && LooksAtAll;

    /// <summary>Whether it looks at every column of its set.</summary>
    public bool LooksAtAll => Asks(Nulls) || EqualBy is { Only.Count: 0 } || NearBy is { Columns.Only.Count: 0 } || Leakage is { Columns.Only.Count: 0, HasNoModel: true } || SkewAgainst is { Columns.Count: 0 };

    /// <inheritdoc />
    public override string Terms => string.Join("; ", Said());

    /// <summary>Whether a measure has a bound.</summary>
    public bool Asks(string measure) => Measures.Any(asked => string.Equals(asked.Name, measure, StringComparison.Ordinal));

    private IEnumerable<string> Said()
    {
        foreach (var set in new[] { Data }.OfType<GoldenSpec>())
        {
            yield return $"data {TextOf(set)}";
        }

        foreach (var rules in Schema)
        {
            yield return rules.Terms;
        }

        if (EqualBy is { } equal)
        {
            yield return $"duplicates{equal.Terms}";
        }

        if (NearBy is { } near)
        {
            yield return $"near_duplicates{near.Terms}";
        }

        if (Leakage is { } leakage)
        {
            yield return $"train {TextOf(leakage.Train)}{(leakage.Key is { } key ? $" key {key.Value}" : "")}{leakage.Columns.Terms}{leakage.Near?.Terms}";
        }

        if (Delay is { } delay)
        {
            yield return $"delay from {delay.From.Value} to {delay.To.Value}";
        }

        if (Freshness is { } fresh)
        {
            yield return $"freshness of {fresh.Column.Value} as of {fresh.AsOf?.Terms}";
        }

        if (SkewAgainst is { } skew)
        {
            yield return $"other {TextOf(skew.Other)} key {skew.Key.Value} {CloseText.Of(skew.Tolerance)} {string.Join(", ", skew.Columns.Select(column => $"{column.Column.Value} {CloseText.Of(column.Tolerance)}"))}";
        }
    }

    private static string TextOf(GoldenSpec set) => $"{set.File.Written.Value}{(set.Where is { } where ? $" where {where.Text}" : "")}";

    private static IEnumerable<(Located<string> Column, string Key)> Of(ComparedColumns? columns, string key) =>
        columns is null ? [] : columns.Only.Select(column => (column, $"{key}.columns")).Concat(columns.Ignored.Select(column => (column, $"{key}.ignore")));

    private static IEnumerable<(Located<string> Column, string Key)> One(Located<string>? column, string key) => column is null ? [] : [(column, key)];
}

/// <summary>Tolerances as text.</summary>
internal static class CloseText
{
    /// <summary><c>atol 0 rtol 0.01</c></summary>
    public static string Of(Closeness tolerance) => string.Format(CultureInfo.InvariantCulture, "atol {0:R} rtol {1:R}", tolerance.Absolute, tolerance.Relative);
}
