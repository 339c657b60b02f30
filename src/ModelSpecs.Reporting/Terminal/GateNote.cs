using ModelSpecs.Results.Gate;

namespace ModelSpecs.Reporting.Terminal;

/// <summary>What a change did to the gate, in a few lines below a run: how much, and what was loosened. Text from specs and data is escaped.</summary>
public static class GateNote
{
    private const int Most = 10;

    /// <summary>One line, and two for each of the first that were loosened; verbose: each change; quiet: nothing where nothing was loosened.</summary>
    /// <param name="gate">The changes.</param>
    /// <param name="output">Where to.</param>
    /// <param name="options">What the place of output can show.</param>
    public static void Write(GateDiffResult gate, TextWriter output, TerminalOptions options)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(options);
        var loosened = gate.Changes.Count(change => change.Effect == GateEffect.Loosened);
        if (options.Detail == Detail.Quiet && loosened == 0)
        {
            return;
        }

        var since = TerminalText.Line($"since {gate.BaseRef} ({GateDiffReport.ShortCommit(gate)})", options.Unicode);
        output.WriteLine(gate.Changes.Count == 0
            ? $"Gate: the same {since}."
            : $"Gate: {new Palette(options).Paint(GateCounts.Of(gate), loosened > 0 ? Ink.Bad : Ink.Plain)} {since}{(loosened > 0 || options.Detail == Detail.Verbose ? ":" : ".")}");
        var shown = options.Detail == Detail.Verbose ? gate.Changes.Count : Math.Min(loosened, Most);
        foreach (var change in GateDiffResult.Sorted(gate.Changes).Take(shown))
        {
            GateDiffReport.WriteChange(change, output, options);
        }

        if (shown < loosened)
        {
            output.WriteLine($"  and {Numbers.Rows(loosened - shown)} more loosened: --verbose lists them.");
        }
    }
}
