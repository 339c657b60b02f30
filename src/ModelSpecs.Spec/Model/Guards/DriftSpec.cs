using System.Globalization;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Model.Guards;

/// <summary><c>drift</c>: how far a set is from a reference, column by column.</summary>
public sealed record DriftSpec : GuardSpec
{
    /// <summary>How a frozen profile's file ends.</summary>
    public const string ProfileExtension = ".profile.json";

    /// <summary>Level below which a corrected p-value is drift, where <see cref="PsiMark"/> is not said.</summary>
    public const double DefaultAlpha = 0.05;

    /// <summary>What is held against it: a data set, or the file of a frozen profile.</summary>
    public required GoldenSpec Reference { get; init; }

    /// <summary>What is held against the reference; null: the rows of the golden set that are judged.</summary>
    public GoldenSpec? Data { get; init; }

    /// <summary>Columns that are looked at; empty: all that feed the model. <c>score</c> and <c>prediction</c> are what the model says.</summary>
    public IReadOnlyList<Located<string>> Named { get; init; } = [];

    /// <summary>Whether every column is looked at but those of labels, ids, weights and predictions, since there is no model.</summary>
    public bool OfEveryColumn { get; init; }

    /// <summary>What each measure is of, in the order of <see cref="GuardSpec.Measures"/>.</summary>
    public required IReadOnlyList<DriftTarget> Targets { get; init; }

    /// <summary>Level below which a corrected p-value is drift.</summary>
    public double Alpha { get; init; } = DefaultAlpha;

    /// <summary>Population stability index above which a column has drifted; null: its p-value decides.</summary>
    public double? PsiMark { get; init; }

    /// <summary>How p-values of many columns are corrected.</summary>
    public DriftCorrection Correction { get; init; } = DriftCorrection.Holm;

    /// <summary>Whether the reference is a frozen profile.</summary>
    public bool IsProfile => Reference.File.FullPath.EndsWith(ProfileExtension, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override string Kind => "drift";

    /// <inheritdoc />
    public override IReadOnlyList<FileReference> Files => Data is null ? [Reference.File] : [Reference.File, Data.File];

    /// <inheritdoc />
    public override IEnumerable<(Located<string> Column, string Key)> Columns => Data is not null ? [] : NamedAnywhere.Where(column => !IsPredicted(column.Value)).Select(column => (column, "drift"));

    /// <inheritdoc />
    public override bool NeedsAllColumns => Data is null && OfEveryColumn;

    /// <summary>Every column that is named, for all measures or for one, each once.</summary>
    public IReadOnlyList<Located<string>> NamedAnywhere =>
        [.. Named.Concat(Targets.Select(target => target.Column).OfType<Located<string>>()).GroupBy(column => column.Value, StringComparer.Ordinal).Select(same => same.First())];

    /// <inheritdoc />
    public override string Terms => string.Join("; ", new[]
    {
        $"reference {Set(Reference)}",
        Data is null ? "" : $"data {Set(Data)}",
        Named.Count == 0 ? "" : $"columns {string.Join(", ", Named.Select(column => column.Value))}",
        PsiMark is { } mark ? $"psi_mark {Text(mark)}" : $"alpha {Text(Alpha)}",
        $"correction {Correction}",
    }.Where(part => part.Length > 0));

    /// <summary>Whether a name is of what the model says, and not of a column.</summary>
    public static bool IsPredicted(string name) => name is Predicates.DerivedNames.Score or Predicates.DerivedNames.Prediction;

    private static string Set(GoldenSpec set) =>
        $"{set.File.Written.Value}{(set.File.Sha256 is { } hash ? $" {hash.Value}" : "")}{(set.Where is { } where ? $" where {where.Text}" : "")}";

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>What a measure is of.</summary>
/// <param name="Measure">The measure: <c>psi</c>, <c>ks</c>, …</param>
/// <param name="Column">The one column; null: the worst of all.</param>
public sealed record DriftTarget(string Measure, Located<string>? Column);

/// <summary>How p-values of many columns are corrected.</summary>
public enum DriftCorrection
{
    /// <summary>The chance of any false alarm stays at the level.</summary>
    Holm,

    /// <summary>The share of false alarms among the alarms does.</summary>
    BenjaminiHochberg,

    /// <summary>Not at all.</summary>
    None,
}
