using ModelSpecs.Results.Gate;
using ModelSpecs.Results;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.GateDiff;

/// <summary>Checks that came or went, and bounds that moved. What one line of <c>every_slice</c> does to many slices is one change.</summary>
internal static class CheckChanges
{
    /// <summary>Finds them. Checks of a slice that came or went belong to the slice's change.</summary>
    public static void Find(ChangeList changes)
    {
        var before = ById(CheckPlan.Of(changes.Before));
        var after = ById(CheckPlan.Of(changes.After));
        var slicesBefore = changes.Before.Slices.Select(slice => slice.Name.Value).ToHashSet(StringComparer.Ordinal);
        var slicesAfter = changes.After.Slices.Select(slice => slice.Name.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var pairs in after.Values.Where(check => before.ContainsKey(check.IdOf(null)))
            .Select(check => (Before: before[check.IdOf(null)], After: check))
            .GroupBy(pair => (pair.Before.Check.Span, pair.After.Check.Span)))
        {
            var (was, now) = pairs.First();
            if (BoundStrictness.Of(was.Check, now.Check) is not { } effect)
            {
                continue;
            }

            var (old, @new) = (Demand(was.Check), Demand(now.Check));
            changes.Add(effect, GateChangeKinds.Bound, $"{Name(pairs.Select(pair => pair.After).ToList(), now.Check.Subject)} {@new}, was {old}", now.Check.Span, old, @new);
        }

        foreach (var gone in Grouped(before.Values.Where(check => !after.ContainsKey(check.IdOf(null)) && (check.Slice is null || slicesAfter.Contains(check.SliceName)))))
        {
            changes.AddGone(BaselineChanges.EffectOf(gone[0].Check, changes.After, GateEffect.Loosened), GateChangeKinds.Check, $"check removed: {Name(gone, gone[0].Check.Display)}", gone[0].Check.Span, gone[0].Check.Display);
        }

        foreach (var added in Grouped(after.Values.Where(check => !before.ContainsKey(check.IdOf(null)) && (check.Slice is null || slicesBefore.Contains(check.SliceName)))))
        {
            changes.Add(BaselineChanges.EffectOf(added[0].Check, changes.Before, GateEffect.Tightened), GateChangeKinds.Check, $"check added: {Name(added, added[0].Check.Display)}", added[0].Check.Span, null, added[0].Check.Display);
        }
    }

    private static string Demand(CheckSpec check) => string.Join(", ", new[] { check.Limit is null ? "" : $"{check.Symbol} {check.BoundText}", check.Terms }.Where(part => part.Length > 0));

    private static Dictionary<string, PlannedCheck> ById(IReadOnlyList<PlannedCheck> plan)
    {
        var byId = new Dictionary<string, PlannedCheck>(StringComparer.Ordinal);
        foreach (var check in plan)
        {
            byId.TryAdd(check.IdOf(null), check);
        }

        return byId;
    }

    private static IEnumerable<List<PlannedCheck>> Grouped(IEnumerable<PlannedCheck> checks) => checks.GroupBy(check => check.Check.Span).Select(group => group.ToList());

    private static string Name(List<PlannedCheck> checks, string what) =>
        checks.Count == 1 ? $"{checks[0].SliceName}: {what}" : $"{Counted.Of(checks.Count, "slice")} ({GateComparison.Some([.. checks.Select(check => check.SliceName)])}): {what}";
}
