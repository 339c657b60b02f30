using ModelSpecs.Spec.Catalogue.Guards;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Spec.Parsing.Values;

/// <summary>Amounts with their unit: <c>20 MB</c>, <c>2 ms</c>, <c>200 per second</c>.</summary>
internal static class AmountText
{
    /// <summary>The amount in the unit that numbers are kept in; null where the text is none.</summary>
    /// <param name="text">As written.</param>
    /// <param name="unit">What it counts.</param>
    /// <param name="bare">Whether a number without a unit is one.</param>
    public static double? Parse(string text, MeasureUnit unit, bool bare)
    {
        var trimmed = text.Trim();
        var length = NumberText.Length(trimmed, 0, signed: false);
        if (length == 0 || !NumberText.TryParse(trimmed.Substring(0, length), out var number))
        {
            return null;
        }

        var start = length;
        while (start < trimmed.Length && trimmed[start] == ' ')
        {
            start++;
        }

        return start == trimmed.Length ? (bare ? number : null)
            : UnitAt(trimmed, start, unit) is { } spelling && start + spelling.Key.Length == trimmed.Length ? number * spelling.Value
            : null;
    }

    /// <summary>The unit that begins at a position; null where none does.</summary>
    public static KeyValuePair<string, double>? UnitAt(string text, int start, MeasureUnit unit)
    {
        KeyValuePair<string, double>? longest = null;
        foreach (var spelling in MeasureUnits.Of(unit))
        {
            var end = start + spelling.Key.Length;
            if (end <= text.Length && string.CompareOrdinal(text, start, spelling.Key, 0, spelling.Key.Length) == 0
                && (end == text.Length || !char.IsLetterOrDigit(text[end])) && spelling.Key.Length > (longest?.Key.Length ?? 0))
            {
                longest = spelling;
            }
        }

        return longest;
    }
}
