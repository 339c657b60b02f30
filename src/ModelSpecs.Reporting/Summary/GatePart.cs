using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;
using ModelSpecs.Results.Gate;

namespace ModelSpecs.Reporting.Summary;

/// <summary>What the change under review did to the gate: what was loosened stands open and before everything else.</summary>
internal static class GatePart
{
    private const int Most = 40;

    /// <summary>What was loosened.</summary>
    public static SummarySection Loosened(RunResult run)
    {
        var loosened = Changes(run, loosened: true);
        return SummarySection.Of("⚠️ The gate was loosened", "change", loosened, Most, change => Item(run, change), run.Gate is { } gate ? $"{Since(gate)}:\n\n" : "");
    }

    /// <summary>What else was done to it.</summary>
    public static SummarySection Others(RunResult run)
    {
        var others = Changes(run, loosened: false);
        return SummarySection.Of(
            $"Gate: {(run.Gate is { } gate && others.Count > 0 ? GateCounts.Of(gate with { Changes = others }) : "")}", "change", others, Most,
            change => $"- {(change.Effect == GateEffect.Tightened ? "tightened" : "changed")}: {Item(run, change)[2..]}", run.Gate is { } since ? $"{Since(since)}:\n\n" : "", folded: true);
    }

    /// <summary>A line that says that nothing was done to it; empty where something was, or nobody asked.</summary>
    public static string Same(RunResult run) => run.Gate is { Changes.Count: 0 } gate ? $"\nThe gate is the same s{Since(gate)[1..]}.\n" : "";

    private static List<GateChange> Changes(RunResult run, bool loosened) =>
        [.. GateDiffResult.Sorted(run.Gate?.Changes ?? []).Where(change => change.Effect == GateEffect.Loosened == loosened)];

    // Of one spec alone its name says nothing.
    private static string Item(RunResult run, GateChange change) =>
        $"- {(run.Suites.Count > 1 || run.Gate!.Specs > 1 ? $"**{SummaryWords.Name(change.Spec)}**: " : "")}{SummaryWords.Text(change.Text)} ({SummaryWords.At(change.File, change.Line)}{(change.InBase ? " at the base" : "")})\n";

    private static string Since(GateDiffResult gate) => $"Since {SummaryWords.Code(gate.BaseRef)} ({SummaryWords.Code(GateDiffReport.ShortCommit(gate))})";
}
