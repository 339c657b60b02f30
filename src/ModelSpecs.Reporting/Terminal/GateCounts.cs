using ModelSpecs.Results.Gate;

namespace ModelSpecs.Reporting.Terminal;

/// <summary>How much of a gate changed which way.</summary>
internal static class GateCounts
{
    /// <summary><c>2 loosened, 1 tightened</c>; empty where nothing changed.</summary>
    public static string Of(GateDiffResult gate) => string.Join(", ", gate.Changes
        .GroupBy(change => change.Effect)
        .OrderBy(group => group.Key)
        .Select(group => $"{Numbers.Rows(group.Count())} {group.Key switch { GateEffect.Loosened => "loosened", GateEffect.Changed => "changed", _ => "tightened" }}"));
}
