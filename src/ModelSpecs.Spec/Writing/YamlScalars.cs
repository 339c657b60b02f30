using System.Globalization;
using System.Text;

namespace ModelSpecs.Spec.Writing;

/// <summary>Texts and numbers as YAML scalars that read back as what they were.</summary>
public static class YamlScalars
{
    // What YAML 1.1 or 1.2 readers take for something else than text.
    private static readonly HashSet<string> NoText = new(StringComparer.OrdinalIgnoreCase) { "null", "true", "false", "yes", "no", "on", "off", "y", "n" };

    /// <summary>A text: as it is where nothing in it could be taken for anything else, between double quotes otherwise.</summary>
    public static string Of(string text) => IsPlain(text) ? text : Quoted(text);

    /// <summary>A number that reads back to the same digit.</summary>
    public static string Of(double number) =>
        double.IsNaN(number) ? ".nan" : double.IsPositiveInfinity(number) ? ".inf" : double.IsNegativeInfinity(number) ? "-.inf" : number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Texts between brackets.</summary>
    public static string Of(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Of))}]";

    /// <summary>Numbers between brackets.</summary>
    public static string Of(IEnumerable<double> numbers) => $"[{string.Join(", ", numbers.Select(Of))}]";

    private static bool IsPlain(string text) =>
        text.Length > 0 && (IsLetter(text[0]) || text[0] == '_' || text.StartsWith("../", StringComparison.Ordinal)) && text[text.Length - 1] != ' ' && !NoText.Contains(text)
        && text.All(c => IsLetter(c) || c is (>= '0' and <= '9') or '_' or ' ' or '-' or '.' or '/');

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '"' or '\\')
            {
                quoted.Append('\\').Append(c);
            }
            else if (c is >= ' ' and <= '~')
            {
                quoted.Append(c);
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                quoted.Append("\\U").Append(char.ConvertToUtf32(c, text[++i]).ToString("x8", CultureInfo.InvariantCulture));
            }
            else if (char.IsLetter(c))
            {
                quoted.Append(c);
            }
            else
            {
                quoted.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
        }

        return quoted.Append('"').ToString();
    }
}
