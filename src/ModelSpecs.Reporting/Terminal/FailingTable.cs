using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Terminal;

/// <summary>Checks that fail, a line each: what is left of a long output when it is read from below.</summary>
internal static class FailingTable
{
    private const int MostLines = 20;

    /// <summary>Writes it; nothing where nothing fails.</summary>
    /// <param name="title">Heading of the outcomes.</param>
    /// <param name="failing">The checks with their suites.</param>
    /// <param name="withSpecs">Whether the suite is named.</param>
    /// <param name="output">Where to.</param>
    /// <param name="options">What the place of output can show.</param>
    public static void Write(string title, IReadOnlyList<(SuiteResult Suite, CheckResult Check)> failing, bool withSpecs, TextWriter output, TerminalOptions options)
    {
        if (failing.Count == 0)
        {
            return;
        }

        var palette = new Palette(options);
        var table = new TextTable([new(title), .. withSpecs ? [new TableColumn("spec", Least: 10)] : Array.Empty<TableColumn>(), new("check", Least: 12), new("value", Right: true), new("bound", Right: true)]);
        foreach (var (suite, check) in failing.Take(MostLines))
        {
            table.Add(
            [
                new(palette.Word(check), Palette.InkOf(check)),
                .. withSpecs ? [new Cell(TerminalText.Line(suite.Name, options.Unicode))] : Array.Empty<Cell>(),
                new(TerminalText.Line(check.Name, options.Unicode)),
                .. Numbers(check),
            ]);
        }

        table.Write(output, options);
        if (failing.Count > MostLines)
        {
            output.WriteLine($"  {palette.Ellipsis} and {Terminal.Numbers.Rows(failing.Count - MostLines)} more");
        }
    }

    /// <summary>Value and bound of a check.</summary>
    public static Cell[] Numbers(CheckResult check) =>
    [
        new(check.Shown?.Value is { } text ? text : check.Value is { } value ? Terminal.Numbers.Value(value, check.Threshold) : check.Bound is null ? "" : "undefined"),
        new(check.Shown?.Threshold is { } limit ? limit : check.Threshold is { } bound ? Terminal.Numbers.Value(bound, check.Value) : ""),
    ];
}
