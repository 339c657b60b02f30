using System.Globalization;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Slicing;

/// <summary>Names and definitions of single values.</summary>
internal static class ValueLabels
{
    private const string Largest = "1.7976931348623157E+308";

    /// <summary>A text.</summary>
    public static GroupLabel OfText(string column, string value) =>
        new(NameOf(value), $"{column} = {PredicateText.Text(value)}");

    /// <summary>An integer.</summary>
    public static GroupLabel OfInteger(string column, long value) =>
        new(PredicateText.Integer(value), $"{column} = {PredicateText.Integer(value)}");

    /// <summary>A number.</summary>
    public static GroupLabel OfNumber(string column, double value) => new(NameOf(value), value switch
    {
        // The language has no literal of infinity.
        double.PositiveInfinity => $"{column} > {Largest}",
        double.NegativeInfinity => $"{column} < -{Largest}",
        _ => $"{column} = {PredicateText.Number(value)}",
    });

    /// <summary>A boolean.</summary>
    public static GroupLabel OfBoolean(string column, bool value) => new(NameOf(value), $"{column} = {NameOf(value)}");

    /// <summary>A date or time.</summary>
    public static GroupLabel OfDate(string column, long ticks) => new(IsoDate.Format(ticks), $"{column} = {PredicateText.Date(ticks)}");

    /// <summary>An interval between two edges, the lower one included; null: without end.</summary>
    public static GroupLabel OfInterval(string column, double? from, double? to) => (from, to) switch
    {
        (null, { } high) => new($"(-inf, {NameOf(high)})", $"{column} < {PredicateText.Number(high)}"),
        ({ } low, null) => new($"[{NameOf(low)}, inf)", $"{column} >= {PredicateText.Number(low)}"),
        ({ } low, { } high) => new($"[{NameOf(low)}, {NameOf(high)})", $"{column} >= {PredicateText.Number(low)} and {column} < {PredicateText.Number(high)}"),
        _ => new("(-inf, inf)", $"{column} is not null"),
    };

    /// <summary>Name that a value written in <c>values:</c> has as a group; null where the column cannot hold it.</summary>
    public static string? NameOf(string written, ColumnKind kind)
    {
        if (written == GroupLabel.Null)
        {
            return written;
        }

        var number = written.Replace("_", "", StringComparison.Ordinal);
        return kind switch
        {
            ColumnKind.String => NameOf(written),
            ColumnKind.Integer => long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) ? PredicateText.Integer(integer) : null,
            ColumnKind.Number => double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? NameOf(value)
                : written is "inf" or "-inf" ? written : null,
            ColumnKind.Boolean => bool.TryParse(written, out var boolean) ? NameOf(boolean) : null,
            ColumnKind.Date => IsoDate.TryParse(written, out var ticks) ? IsoDate.Format(ticks) : null,
            _ => null,
        };
    }

    private static string NameOf(string text) => text.Length == 0 ? GroupLabel.Empty : text;

    private static string NameOf(bool value) => value ? "true" : "false";

    // Minus zero equals zero, and is in its group.
    private static string NameOf(double value) => value switch
    {
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => PredicateText.Number(value + 0.0),
    };
}
