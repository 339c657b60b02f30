using System.Globalization;

namespace ModelSpecs.Spec.Parsing.Values;

/// <summary>Numbers as specs write them: <c>0.7</c>, <c>.7</c>, <c>-1e-3</c>, <c>20_000</c>; the same in every culture.</summary>
internal static class NumberText
{
    /// <summary>The same grammar as a regular expression of JSON Schema, without anchors.</summary>
    public const string Pattern = "[-+]?" + UnsignedPattern;

    /// <summary>The grammar without a sign.</summary>
    public const string UnsignedPattern = "([0-9](_?[0-9])*(\\.[0-9]+)?|\\.[0-9]+)([eE][-+]?[0-9]+)?";

    private const int LongestNumber = 64;

    /// <summary>Parses a whole text; false also for what is not finite.</summary>
    public static bool TryParse(string text, out double value)
    {
        value = 0;
        return text.Length is > 0 and <= LongestNumber
            && Length(text, 0, signed: true) == text.Length
            && double.TryParse(text.Replace("_", ""), NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && !double.IsInfinity(value);
    }

    /// <summary>Characters of the number that begins at a position; 0 where none does.</summary>
    public static int Length(string text, int start, bool signed)
    {
        var i = start;
        if (signed && i < text.Length && text[i] is '+' or '-')
        {
            i++;
        }

        var digits = Digits(text, i, underscores: true);
        i += digits;
        if (i < text.Length && text[i] == '.')
        {
            var fraction = Digits(text, i + 1, underscores: false);
            if (fraction > 0)
            {
                i += 1 + fraction;
                digits += fraction;
            }
        }

        if (digits == 0)
        {
            return 0;
        }

        if (i < text.Length && text[i] is 'e' or 'E')
        {
            var j = i + 1;
            if (j < text.Length && text[j] is '+' or '-')
            {
                j++;
            }

            var exponent = Digits(text, j, underscores: false);
            if (exponent > 0)
            {
                i = j + exponent;
            }
        }

        return i - start;
    }

    private static int Digits(string text, int start, bool underscores)
    {
        var i = start;
        while (i < text.Length && (text[i] is >= '0' and <= '9'
            || (underscores && text[i] == '_' && i > start && text[i - 1] != '_' && i + 1 < text.Length && text[i + 1] is >= '0' and <= '9')))
        {
            i++;
        }

        return i - start;
    }
}
