using System.Globalization;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Spec.Model.Guards;

/// <summary><c>fuzz</c>: made-up inputs inside ranges and at their ends.</summary>
public sealed record FuzzSpec : GuardSpec
{
    /// <summary>Rows unless said.</summary>
    public const int UsualRows = 1_000;

    /// <summary>Most rows.</summary>
    public const int MostRows = 100_000;

    /// <summary>Names of the measures: shares of the rows at which each happened.</summary>
    public static IReadOnlyList<string> MeasureNames { get; } = ["exceptions", "wrong_shape", "non_finite", "out_of_range"];

    /// <summary>Rows made.</summary>
    public required int Rows { get; init; }

    /// <summary>Seed of the random numbers.</summary>
    public required int Seed { get; init; }

    /// <summary>Whether the smallest and largest numbers that a range holds are among the inputs.</summary>
    public bool Extremes { get; init; }

    /// <summary>Columns that are made up, the others being those of a golden row; empty: all.</summary>
    public IReadOnlyList<Located<string>> Vary { get; init; } = [];

    /// <summary>Columns whose values are said.</summary>
    public IReadOnlyList<FuzzColumn> Ranges { get; init; } = [];

    /// <summary>Measures that the spec names; the others have the bound 0.</summary>
    public IReadOnlyList<string> Said { get; init; } = [];

    /// <inheritdoc />
    public override string Kind => "fuzz";

    /// <inheritdoc />
    public override string Terms => string.Join("; ",
        new[] { $"rows {Number(Rows)}, seed {Number(Seed)}{(Extremes ? ", extremes" : "")}", Vary.Count == 0 ? "" : $"vary {string.Join(", ", Vary.Select(column => column.Value))}" }
            .Concat(Ranges.Select(range => range.Text)).Where(text => text.Length > 0));

    /// <summary>What it names: columns of the golden set, or inputs that are fed from a file, with the key where it does.</summary>
    public IEnumerable<(Located<string> Column, string Key)> Named =>
        Vary.Select(column => (column, "fuzz.vary")).Concat(Ranges.Select(range => (range.Column, "fuzz.columns")));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What a column may be made to hold.</summary>
/// <param name="Column">The column.</param>
/// <param name="From">Smallest value; null: the smallest seen.</param>
/// <param name="To">Largest value; null: the largest seen.</param>
/// <param name="Values">The values; empty: those of the range, or those seen.</param>
/// <param name="Nulls">Whether a value may be missing; it may in any case where one is in the golden set.</param>
public sealed record FuzzColumn(Located<string> Column, Located<double>? From, Located<double>? To, IReadOnlyList<Located<string>> Values, bool Nulls)
{
    /// <summary>As one text.</summary>
    public string Text => Values.Count > 0
        ? $"{Column.Value} {string.Join("|", Values.Select(value => value.Value))}{(Nulls ? " or null" : "")}"
        : $"{Column.Value} {Number(From)} to {Number(To)}{(Nulls ? " or null" : "")}";

    private static string Number(Located<double>? value) => value is null ? "seen" : value.Value.ToString("R", CultureInfo.InvariantCulture);
}
