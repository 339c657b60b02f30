using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace ModelSpecs.Generator.Emission;

/// <summary>Text of specs in C#. Every one goes through the compiler's own literal formatting; none stands in a comment or a name.</summary>
internal static class CSharpText
{
    /// <summary>A string literal, with what cannot be seen escaped.</summary>
    public static string Literal(string text)
    {
        var literal = SymbolDisplay.FormatLiteral(text, quote: true);
        return literal.All(IsVisible) ? literal : Escaped(text);
    }

    /// <summary>What <c>#line</c> is told of a file; its path has no quotes and no control characters, or the spec would have been refused.</summary>
    public static string LineDirective(int line, string file) =>
        FormattableString.Invariant($"#line {line} \"{file}\"");

    /// <summary>Whether <c>#line</c> can carry a path.</summary>
    public static bool IsCarried(string file) => file.All(c => c != '"' && IsVisible(c));

    private static bool IsVisible(char character) => char.GetUnicodeCategory(character)
        is not (System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator);

    // The compiler leaves format characters (bidirectional overrides among them) as they are.
    private static string Escaped(string text)
    {
        var builder = new StringBuilder(text.Length + 16).Append('"');
        foreach (var character in text)
        {
            var inner = SymbolDisplay.FormatLiteral(character.ToString(), quote: true);
            builder.Append(inner.All(IsVisible) ? inner.Substring(1, inner.Length - 2) : FormattableString.Invariant($"\\u{(int)character:x4}"));
        }

        return builder.Append('"').ToString();
    }
}
