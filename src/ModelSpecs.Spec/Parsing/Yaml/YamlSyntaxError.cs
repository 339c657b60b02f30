using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using YamlDotNet.Core;

namespace ModelSpecs.Spec.Parsing.Yaml;

/// <summary>Says what is wrong with text that is no YAML, and what to do about it.</summary>
internal static class YamlSyntaxError
{
    /// <summary>Reports the error at its place.</summary>
    public static void Report(string file, YamlText source, YamlException error, DiagnosticBag bag)
    {
        var span = new SourceSpan(file, (int)error.Start.Line, (int)error.Start.Column, (int)error.Start.Line, (int)error.Start.Column + 1);
        var at = source.At((int)error.Start.Index);
        var message = error.Message;
        if (Has(message, "tab") && source.Text.IndexOf('\t') is >= 0 and var tab)
        {
            bag.Report(SpecDiagnostics.YamlSyntax, source.SpanOf(file, FirstIndentingTab(source.Text) ?? tab), "A tab cannot indent", "a tab", "spaces");
            return;
        }

        var (what, found, expected, remedy) = Explain(message, at);
        bag.Report(SpecDiagnostics.YamlSyntax, span, what, found, expected, remedy);
    }

    /// <summary>The character at a place, for "found".</summary>
    public static string Found(YamlText source, in Mark mark) => Found(source.At((int)mark.Index));

    private static (string What, string? Found, string? Expected, string? Remedy) Explain(string message, char at)
    {
        if (Has(message, "cannot start any token") || Has(message, "block scalar"))
        {
            return at switch
            {
                '`' => ("A value cannot begin with a backquote", "'`'", "the whole value in double quotes, such as \"`column name` > 3\"", null),
                '%' or '@' => ($"A value cannot begin with {at}", $"'{at}'", "the whole value in double quotes", null),
                '>' or '|' => ($"A value cannot begin with {at} unless a block of text follows in the next lines", $"'{at}'", "the whole value in double quotes", null),
                '\t' => ("A tab cannot indent", "a tab", "spaces", null),
                _ => ("The file is not YAML here", $"'{at}'", "a key or a value", "Put the value in double quotes if it is meant as text."),
            };
        }

        if (Has(message, "quoted scalar"))
        {
            return Has(message, "escape")
                ? ("A text in double quotes holds an unknown escape", null, "\\\\ for a backslash, or single quotes around the text", null)
                : ("A quote that opens here is not closed", null, "the same quote at the end of the text", null);
        }

        if (Has(message, "invalid mapping") || Has(message, "Mapping values are not allowed"))
        {
            return ("A second ': ' stands where one key has its value already", Found(at), "one key a line, keys of one mapping in the same column", "Put the value in double quotes if ': ' belongs to it.");
        }

        if (Has(message, "Block sequence entries"))
        {
            return ("A list cannot begin in the line of its key", "'-'", "the '-' in the next line, or [a, b]", null);
        }

        return ("The file is not YAML", Found(at), null, $"The YAML reader says: {message}");
    }

    private static string Found(char at) => at switch
    {
        '\0' => "the end of the file",
        '\n' or '\r' => "the end of the line",
        _ => $"'{at}'",
    };

    private static bool Has(string message, string part) => message.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;

    private static int? FirstIndentingTab(string text)
    {
        var indenting = true;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\n' or '\r':
                    indenting = true;
                    break;
                case '\t' when indenting:
                    return i;
                case not ' ':
                    indenting = false;
                    break;
            }
        }

        return null;
    }
}
