using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Terminal;

/// <summary>A colour by its meaning.</summary>
internal enum Ink
{
    Plain,
    Good,
    Bad,
    Doubtful,
    Strong,
    Faint,
}

/// <summary>Colours, symbols and words of outcomes.</summary>
internal sealed class Palette(TerminalOptions options)
{
    public string Ellipsis => options.Unicode ? "…" : "...";

    /// <summary>The text in its colour; without colours the text itself.</summary>
    public string Paint(string text, Ink ink) => options.Color && text.Length > 0 && Code(ink) is { } code ? $"\u001b[{code}m{text}\u001b[0m" : text;

    /// <summary>One character for an outcome.</summary>
    public string Symbol(CheckResult check) => check.Outcome switch
    {
        _ when check.IsWaived => "~",
        Outcome.Passed => options.Unicode ? "✓" : "+",
        Outcome.Failed => options.Unicode ? "✗" : "x",
        Outcome.Inconclusive => "?",
        _ => "!",
    };

    /// <summary>Symbol and word: the symbol is seen, the word is searched for and read aloud.</summary>
    public string Word(CheckResult check) => $"{Symbol(check)} " + check.Outcome switch
    {
        _ when check.IsWaived => "waived",
        Outcome.Passed => "passed",
        Outcome.Failed => "failed",
        Outcome.Inconclusive => check switch
        {
            { Fails: true } => "inconclusive",
            { Skips: true } => "inconclusive, skipped",
            _ => "inconclusive, warning",
        },
        _ => "error",
    };

    public static Ink InkOf(CheckResult check) => check.Fails ? Ink.Bad : check.Outcome == Outcome.Passed ? Ink.Good : Ink.Doubtful;

    private static string? Code(Ink ink) => ink switch
    {
        Ink.Good => "32",
        Ink.Bad => "31",
        Ink.Doubtful => "33",
        Ink.Strong => "1",
        Ink.Faint => "2",
        _ => null,
    };
}
