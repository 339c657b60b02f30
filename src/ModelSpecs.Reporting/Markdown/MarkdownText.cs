using System.Text;
using ModelSpecs.Reporting.Terminal;

namespace ModelSpecs.Reporting.Markdown;

/// <summary>Makes text from specs and data safe in Markdown, as GitHub, GitLab and Azure DevOps show it, and in the HTML that may stand in it.</summary>
/// <remarks>Markdown is read twice. The parser gives a meaning to punctuation; a numeric entity takes it away everywhere, in tables and in HTML too, where a
/// backslash does not. What comes out is then searched for mentions, references, emoji and formulas, which an entity does not hide: there a space
/// of no width stands between the sign and the word, as dependency robots do it. Nothing of that is looked for in code.</remarks>
internal static class MarkdownText
{
    /// <summary>The entity of a space of no width: the text shows as it is, and is not what it looks like to a program.</summary>
    private const string Break = "&#8203;";

    /// <summary>Text within a line: of a paragraph, a list, a cell, or an HTML element.</summary>
    /// <param name="text">Text from anywhere; what is no plain character is written out, as in a terminal.</param>
    public static string Inline(string text)
    {
        var line = TerminalText.Line(text).Trim();
        var safe = new StringBuilder(line.Length + 16);
        var number = LeadingDigits(line);
        for (var i = 0; i < line.Length; i++)
        {
            var (before, after) = (i > 0 ? line[i - 1] : '\0', i + 1 < line.Length ? line[i + 1] : '\0');
            switch (line[i])
            {
                case '$':
                    // Formulas are looked for in the text between elements, by others in the source.
                    safe.Append("<span>&#36;</span>");
                    break;
                case '@' or '#' or '~' or '^' or '&' or '!' or '%' when IsName(after) || after is '"' or '[' or '*':
                case '[' or '{' when after is '[' or '{' or '+' or '-':
                    Entity(safe, line[i]).Append(Break);
                    break;
                case '<' or '>' or '&' or '|' or '`' or '*' or '[' or ']' or '\\' or '~' or '#' or '@':
                    Entity(safe, line[i]);
                    break;
                case '_' when !char.IsAsciiLetterOrDigit(before) || !char.IsAsciiLetterOrDigit(after):
                    Entity(safe, '_');
                    break;
                case ':' when IsName(after) || after is '/' or '+' or '-':
                    safe.Append(':').Append(Break);
                    break;
                case '.' when i >= 3 && line.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase):
                    safe.Append(Break).Append('.');
                    break;
                case '-' when char.IsAsciiDigit(after) && i >= 2 && line.AsSpan(i - 2, 2).Equals("GH", StringComparison.OrdinalIgnoreCase):
                    safe.Append('-').Append(Break);
                    break;
                case '-' or '+' or '=' or '/' when i == 0:
                case '.' or ')' when i == number && i > 0 && after is ' ' or '\0':
                    Entity(safe, line[i]);
                    break;
                default:
                    safe.Append(line[i]);
                    break;
            }
        }

        return safe.ToString();
    }

    /// <summary>Text within a line as code: names of files, ids, metrics.</summary>
    /// <param name="text">Text from anywhere.</param>
    public static string Code(string text)
    {
        var line = TerminalText.Line(text).Trim();
        if (line.Length > 0 && line.AsSpan().IndexOfAny("`|$") < 0)
        {
            return $"`{line}`";
        }

        var safe = new StringBuilder("<code>");
        foreach (var character in line)
        {
            _ = char.IsAscii(character) && !char.IsAsciiLetterOrDigit(character) && character != ' ' ? Entity(safe, character) : safe.Append(character);
        }

        return safe.Append("</code>").ToString();
    }

    /// <summary>Lines as a block of code, ending with a line feed; it begins in the first column and wants an empty line around it.</summary>
    /// <param name="lines">Text from anywhere.</param>
    public static string Block(IEnumerable<string> lines)
    {
        // A line that begins with a slash is an order to GitLab and to some robots.
        var safe = lines.Select(line => TerminalText.Line(line).TrimEnd()).Select(line => line.StartsWith('/') ? " " + line : line).ToList();
        var fence = new string('`', Math.Max(3, safe.Select(LongestRun).DefaultIfEmpty().Max() + 1));
        return $"{fence}text\n{string.Concat(safe.Select(line => line + "\n"))}{fence}\n";
    }

    /// <summary>A row of a table, ending with a line feed.</summary>
    /// <param name="cells">Cells, each already safe.</param>
    public static string Row(params IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";

    /// <summary>The text cut to a number of characters, its last place an ellipsis where something is missing.</summary>
    /// <param name="text">Text from anywhere.</param>
    /// <param name="most">Most characters.</param>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end] + "…";
    }

    private static StringBuilder Entity(StringBuilder safe, char character) => character switch
    {
        '<' => safe.Append("&lt;"),
        '>' => safe.Append("&gt;"),
        '&' => safe.Append("&amp;"),
        _ => safe.Append("&#").Append((int)character).Append(';'),
    };

    private static bool IsName(char character) => char.IsLetterOrDigit(character) || char.IsSurrogate(character) || character == '_';

    private static int LeadingDigits(string line)
    {
        var count = 0;
        while (count < line.Length && char.IsAsciiDigit(line[count]))
        {
            count++;
        }

        return count;
    }

    private static int LongestRun(string line)
    {
        var (longest, run) = (0, 0);
        foreach (var character in line)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
