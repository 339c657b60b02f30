using System.Globalization;
using System.Text;

namespace ModelSpecs.Reporting.Terminal;

/// <summary>Makes text from specs and data safe for terminals and build logs, and measures it.</summary>
public static class TerminalText
{
    /// <summary>One line: no control, format, line-separating or private character stays (nor, where asked, any beyond ASCII), and no command of a build service.</summary>
    /// <param name="text">Text from anywhere.</param>
    /// <param name="unicode">Whether characters beyond ASCII may stay.</param>
    public static string Line(string text, bool unicode = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        var safe = NeedsEscape(text, unicode) ? Escape(text, unicode) : text;
        return DefuseCommands(safe);
    }

    /// <summary>One line for a file that programs read: as <see cref="Line"/>, but what a build service would take for a command stays, since no log shows it.</summary>
    internal static string Visible(string text) => NeedsEscape(text, unicode: true) ? Escape(text, unicode: true) : text;

    /// <summary>The lines of a text, each as <see cref="Visible"/> makes it, with line feeds between them.</summary>
    internal static string VisibleLines(string text) => string.Join('\n', text.Split('\n').Select(line => Visible(line.TrimEnd('\r'))));

    /// <summary>The lines of a text, each as <see cref="Line"/> makes it.</summary>
    public static IEnumerable<string> Lines(string text, bool unicode = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('\n').Select(line => Line(line.TrimEnd('\r'), unicode));
    }

    /// <summary>Terminal columns that a text takes: 0 for combining marks, 2 for East Asian wide characters and emoji, else 1.</summary>
    public static int Width(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Width(rune);
        }

        return width;
    }

    /// <summary>The text cut to a width, its last place an ellipsis where something is missing.</summary>
    internal static string Cut(string text, int width, string ellipsis)
    {
        if (Width(text) <= width)
        {
            return text;
        }

        var builder = new StringBuilder();
        var used = ellipsis.Length;
        foreach (var rune in text.EnumerateRunes())
        {
            used += Width(rune);
            if (used > width)
            {
                break;
            }

            builder.Append(rune.ToString());
        }

        return builder.Append(ellipsis).ToString();
    }

    internal static int Width(Rune rune)
    {
        if (rune.Value < 0x300)
        {
            return 1;
        }

        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0 : IsWide(rune.Value) ? 2 : 1;
    }

    // Blocks whose characters are East Asian Wide or Fullwidth (Unicode Standard Annex 11); rare narrow ones among them cost a space.
    private static bool IsWide(int value) => value
        is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0xA4CF) or (>= 0xA960 and <= 0xA97F)
        or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60)
        or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F680 and <= 0x1F6FF) or (>= 0x1F900 and <= 0x1FAFF)
        or (>= 0x20000 and <= 0x3FFFD);

    private static bool NeedsEscape(string text, bool unicode)
    {
        foreach (var character in text)
        {
            if (character is < ' ' or > '~' && (!unicode || IsUnsafe(character)))
            {
                return true;
            }
        }

        return false;
    }

    private static string Escape(string text, bool unicode)
    {
        var builder = new StringBuilder(text.Length + 16);
        var remaining = text.AsSpan();
        while (!remaining.IsEmpty)
        {
            var isText = Rune.DecodeFromUtf16(remaining, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            if (isText && rune.Value is >= ' ' and <= '~' || (isText && unicode && !IsUnsafe(rune)))
            {
                builder.Append(remaining[..length]);
            }
            else
            {
                foreach (var unit in remaining[..length])
                {
                    builder.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
                }
            }

            remaining = remaining[length..];
        }

        return builder.ToString();
    }

    // Characters that show as another one, as none, or move the cursor; halves of surrogate pairs are looked at as runes.
    private static bool IsUnsafe(char character) => char.IsSurrogate(character) || IsUnsafe(CharUnicodeInfo.GetUnicodeCategory(character));

    private static bool IsUnsafe(Rune rune) => IsUnsafe(Rune.GetUnicodeCategory(rune));

    private static bool IsUnsafe(UnicodeCategory category) => category is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    // `::set-env …` at the start of a line, `##[command]`, `##vso[…]` and `##teamcity[…]` anywhere in it are orders to build services.
    private static string DefuseCommands(string line)
    {
        while (line.Contains("##", StringComparison.Ordinal))
        {
            line = line.Replace("##", "#\\#", StringComparison.Ordinal);
        }

        var start = line.AsSpan().TrimStart();
        return start.StartsWith("::", StringComparison.Ordinal) ? line.Insert(line.Length - start.Length, "\\") : line;
    }
}
