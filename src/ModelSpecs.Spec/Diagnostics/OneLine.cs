using System.Globalization;
using System.Text;

namespace ModelSpecs.Spec.Diagnostics;

/// <summary>Makes text from specs and data safe to stand on one line of a log.</summary>
public static class OneLine
{
    private const int QuotedLength = 60;

    /// <summary>Control, format and line-separating characters (bidirectional overrides among them) become <c>\uXXXX</c>.</summary>
    public static string Escape(string text)
    {
        var first = FirstUnsafe(text);
        if (first < 0)
        {
            return text;
        }

        var builder = new StringBuilder(text.Length + 16);
        builder.Append(text, 0, first);
        for (var i = first; i < text.Length; i++)
        {
            if (IsUnsafe(text[i]))
            {
                builder.Append("\\u").Append(((int)text[i]).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                builder.Append(text[i]);
            }
        }

        return builder.ToString();
    }

    /// <summary>The text between single quotes, escaped, and cut where it is long.</summary>
    public static string Quote(string text)
    {
        if (text.Length <= QuotedLength)
        {
            return $"'{Escape(text)}'";
        }

        // A surrogate pair is not cut in half.
        var length = char.IsHighSurrogate(text[QuotedLength - 1]) ? QuotedLength - 1 : QuotedLength;
        return $"'{Escape(text.Substring(0, length))}…'";
    }

    /// <summary>Whether the character is escaped.</summary>
    internal static bool IsUnsafe(char character) => character switch
    {
        >= ' ' and <= '~' => false,
        _ => CharUnicodeInfo.GetUnicodeCategory(character)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
    };

    private static int FirstUnsafe(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsUnsafe(text[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
