using System.Globalization;
using System.Text;

namespace ModelSpecs.Spec.Diagnostics;

/// <summary>Makes text from specs and data safe to stand on one line of a log.</summary>
public static class OneLine
{
    private const int QuotedLength = 60;

    /// <summary>Control, format and line-separating characters (bidirectional overrides among them) and halves of surrogate pairs become <c>\uXXXX</c>.</summary>
    public static string Escape(string text)
    {
        var first = NextUnsafe(text, 0, out var length);
        if (first < 0)
        {
            return text;
        }

        var builder = new StringBuilder(text.Length + 16);
        var copied = 0;
        for (var i = first; i >= 0; i = NextUnsafe(text, copied, out length))
        {
            builder.Append(text, copied, i - copied);
            for (var j = i; j < i + length; j++)
            {
                builder.Append("\\u").Append(((int)text[j]).ToString("x4", CultureInfo.InvariantCulture));
            }

            copied = i + length;
        }

        return builder.Append(text, copied, text.Length - copied).ToString();
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

    /// <summary>Whether the text holds something that is escaped.</summary>
    internal static bool IsUnsafe(string text) => NextUnsafe(text, 0, out _) >= 0;

    private static int NextUnsafe(string text, int start, out int length)
    {
        length = 1;
        for (var i = start; i < text.Length; i++)
        {
            var character = text[i];
            if (character is >= ' ' and <= '~')
            {
                continue;
            }

            var isPair = char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (CharUnicodeInfo.GetUnicodeCategory(text, i)
                is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate)
            {
                length = isPair ? 2 : 1;
                return i;
            }

            if (isPair)
            {
                i++;
            }
        }

        return -1;
    }
}
