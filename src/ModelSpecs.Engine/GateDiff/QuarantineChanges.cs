using ModelSpecs.Results.Gate;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.GateDiff;

/// <summary>Rows that came into quarantine or left it.</summary>
internal static class QuarantineChanges
{
    /// <summary>Finds them, by id.</summary>
    public static void Find(ChangeList changes)
    {
        var before = changes.Before.Golden.Quarantine.ToDictionary(row => row.Id.Value, StringComparer.Ordinal);
        var after = changes.After.Golden.Quarantine.ToDictionary(row => row.Id.Value, StringComparer.Ordinal);
        foreach (var reason in after.Values.Where(row => !before.ContainsKey(row.Id.Value)).GroupBy(row => row.Because, StringComparer.Ordinal))
        {
            var ids = reason.Select(row => row.Id.Value).ToList();
            changes.Add(GateEffect.Loosened, GateChangeKinds.Quarantine, $"{Counted.Of(ids.Count, "row")} quarantined ({reason.Key}): {GateComparison.Some(ids)}", reason.First().Id.Span, null, string.Join(", ", ids));
        }

        var gone = before.Values.Where(row => !after.ContainsKey(row.Id.Value)).ToList();
        if (gone.Count > 0)
        {
            var ids = gone.ConvertAll(row => row.Id.Value);
            changes.AddGone(GateEffect.Tightened, GateChangeKinds.Quarantine, $"{Counted.Of(ids.Count, "row")} out of quarantine: {GateComparison.Some(ids)}", gone[0].Id.Span, string.Join(", ", ids));
        }

        foreach (var now in after.Values)
        {
            if (before.TryGetValue(now.Id.Value, out var was) && was.Because != now.Because)
            {
                changes.Add(GateEffect.Changed, GateChangeKinds.Quarantine, $"row {now.Id.Value} is quarantined because: {now.Because}, was: {was.Because}", now.Id.Span, was.Because, now.Because);
            }
        }
    }
}
