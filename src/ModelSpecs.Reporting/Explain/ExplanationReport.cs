using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results.Explain;

namespace ModelSpecs.Reporting.Explain;

/// <summary>An explanation for the terminal: its steps, one below the other.</summary>
public static class ExplanationReport
{
    private const int Column = 12;

    /// <summary>Writes it.</summary>
    /// <param name="explanation">What to write.</param>
    /// <param name="output">Where.</param>
    /// <param name="options">What the place can show.</param>
    public static void Write(Explanation explanation, TextWriter output, TerminalOptions options)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(options);
        var palette = new Palette(options);
        var title = palette.Paint(TerminalText.Line(explanation.Name, options.Unicode), Ink.Strong);
        output.WriteLine(explanation.Check is { } check ? $"{title}  {palette.Paint(palette.Word(check), Palette.InkOf(check))}" : title);
        output.WriteLine();
        foreach (var step in explanation.Steps)
        {
            var name = TerminalText.Line(step.Name, options.Unicode);
            foreach (var line in step.Lines)
            {
                foreach (var part in WrappedText.Lines(TerminalText.Line(line, options.Unicode), options, Column + 2))
                {
                    output.WriteLine($"  {palette.Paint(name.PadRight(Column), Ink.Faint)}{part}");
                    name = "";
                }
            }
        }
    }
}
