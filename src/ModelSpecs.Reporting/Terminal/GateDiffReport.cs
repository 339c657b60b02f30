using System.Globalization;
using ModelSpecs.Results.Gate;
using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Terminal;

/// <summary>What a change did to a gate, for a terminal or a build log: what was loosened comes first. Text from specs and data is escaped.</summary>
public static class GateDiffReport
{
    private const int ShortHash = 12;

    /// <summary>One line a change, under its spec's name and place; then how many there are of each kind.</summary>
    /// <param name="result">The changes.</param>
    /// <param name="output">Where to.</param>
    /// <param name="options">What the place of output can show.</param>
    public static void Write(GateDiffResult result, TextWriter output, TerminalOptions options)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(options);
        var palette = new Palette(options);
        output.WriteLine(palette.Paint(TerminalText.Line($"{Counted.Of(result.Specs, "spec")} since {result.BaseRef} ({ShortCommit(result)})", options.Unicode), Ink.Strong));
        foreach (var group in result.Changes.GroupBy(change => change.Effect))
        {
            output.WriteLine();
            output.WriteLine(palette.Paint($"{Title(group.Key)}:", InkOf(group.Key)));
            foreach (var change in group)
            {
                WriteChange(change, output, options);
            }
        }

        output.WriteLine();
        if (result.Changes.Count == 0)
        {
            output.WriteLine($"{palette.Paint("Unchanged", Ink.Good)}: the gate is the same.");
            return;
        }

        var loosened = Number(GateEffect.Loosened);
        output.WriteLine($"{palette.Paint($"{loosened} loosened", loosened == "0" ? Ink.Plain : Ink.Bad)}, {Number(GateEffect.Changed)} changed, {Number(GateEffect.Tightened)} tightened.");

        string Number(GateEffect effect) => result.Changes.Count(change => change.Effect == effect).ToString("#,0", CultureInfo.InvariantCulture);
    }

    /// <summary>A change and its place, two lines.</summary>
    internal static void WriteChange(GateChange change, TextWriter output, TerminalOptions options)
    {
        var palette = new Palette(options);
        var place = $"{change.File}:{change.Line.ToString(CultureInfo.InvariantCulture)}{(change.InBase ? " at the base" : "")}";
        output.WriteLine($"  {palette.Paint(Symbol(change.Effect, options), InkOf(change.Effect))} {TerminalText.Line($"{change.Spec}: {change.Text}", options.Unicode)}");
        output.WriteLine($"    {palette.Paint(TerminalText.Line(place, options.Unicode), Ink.Faint)}");
    }

    /// <summary>The beginning of the commit's hash.</summary>
    internal static string ShortCommit(GateDiffResult result) => result.BaseCommit.Length > ShortHash ? result.BaseCommit[..ShortHash] : result.BaseCommit;

    private static string Title(GateEffect effect) => effect switch
    {
        GateEffect.Loosened => "Loosened",
        GateEffect.Changed => "Changed",
        _ => "Tightened",
    };

    private static string Symbol(GateEffect effect, TerminalOptions options) => effect switch
    {
        GateEffect.Loosened => options.Unicode ? "▼" : "-",
        GateEffect.Changed => options.Unicode ? "≈" : "~",
        _ => options.Unicode ? "▲" : "+",
    };

    private static Ink InkOf(GateEffect effect) => effect switch
    {
        GateEffect.Loosened => Ink.Bad,
        GateEffect.Changed => Ink.Doubtful,
        _ => Ink.Good,
    };
}
