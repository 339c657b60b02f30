using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Terminal;

/// <summary>The whole message of a check, its first line (which names the check) in the outcome's colour.</summary>
internal static class CheckMessageText
{
    private const string Indent = "  ";

    // Keys of a message stand this far in at most; what stands further in is a list below one.
    private const int DeepestKey = 4;

    /// <summary>Writes it.</summary>
    public static void Write(CheckResult check, TextWriter output, TerminalOptions options)
    {
        var palette = new Palette(options);
        var first = true;
        foreach (var line in TerminalText.Lines(check.Message, options.Unicode))
        {
            WriteWrapped(first ? $"{palette.Symbol(check)} {line}" : line, output, options, first ? Palette.InkOf(check) : Ink.Plain);
            first = false;
        }
    }

    /// <summary>A line behind an indent; what is too long goes on below, cut at spaces.</summary>
    public static void WriteWrapped(string line, TextWriter output, TerminalOptions options, Ink ink = Ink.Plain)
    {
        var palette = new Palette(options);
        foreach (var part in WrappedText.Lines(line, options, Indent.Length, HangOf(line)))
        {
            output.WriteLine(part.Length == 0 ? "" : Indent + palette.Paint(part, ink));
        }
    }

    /// <summary>Where a line goes on below: under the text of <c>  value     recall = …</c>, a little further in than any other line.</summary>
    private static int HangOf(string line)
    {
        var start = line.Length - line.TrimStart(' ').Length;
        var end = start == 0 ? -1 : line.IndexOf(' ', start);
        if (end < 0)
        {
            return start;
        }

        var text = end;
        while (text < line.Length && line[text] == ' ')
        {
            text++;
        }

        return text - end > 1 && start <= DeepestKey ? text : start + Indent.Length;
    }
}
