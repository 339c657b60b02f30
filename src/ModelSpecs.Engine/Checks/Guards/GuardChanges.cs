using ModelSpecs.Engine.Baselines;
using ModelSpecs.Engine.Guards;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Results;
using ModelSpecs.Results.Snapshots;

namespace ModelSpecs.Engine.Checks.Guards;

/// <summary>Finds what guards measured that differs from what was approved.</summary>
internal static class GuardChanges
{
    /// <summary>The changes, worsenings first, then in the order measured. What two runs of one machine do not share is none.</summary>
    /// <param name="guards">What was measured.</param>
    /// <param name="snapshot">What was approved.</param>
    /// <param name="slices">The slices.</param>
    /// <param name="worseFails">Whether a worsening fails the check of changes.</param>
    /// <param name="betterFails">Whether an improvement does.</param>
    public static IReadOnlyList<ValueChange> Of(IReadOnlyList<GuardOutcome> guards, SnapshotBaseline snapshot, IReadOnlyList<SliceGroups> slices, bool worseFails, bool betterFails)
    {
        var changes = new List<(int Rank, ValueChange Change)>();
        foreach (var (outcome, name, measure) in GuardBaseline.Measures(guards))
        {
            // A band has a better side on neither.
            var isBand = outcome.Guard.Measures.Any(other => other.Name == measure.Name && other.HigherIsBetter != measure.HigherIsBetter);
            Add(null, SliceResult.Overall, null);
            foreach (var slice in slices)
            {
                for (var g = 0; g < slice.Groups.Count; g++)
                {
                    Add(new SlicePlace(slice.Spec.Name.Value, g), slice.Spec.Name.Value, slice.Spec.IsGroup ? slice.Groups[g].Name : null);
                }
            }

            void Add(SlicePlace? place, string slice, string? group)
            {
                if (outcome.Find(measure.Name, place) is not { IsNoisy: false } now || GuardBaseline.Find(snapshot, name, slice, group) is not { } was)
                {
                    return;
                }

                double? current = double.IsNaN(now.Value) ? null : now.Value / now.KeptScale;
                if (double.IsNaN(now.KeptScale) || SnapshotNumber.Same(was.Value, current))
                {
                    return;
                }

                var better = current is not { } found ? -1 : was.Value is not { } before ? 1 : isBand ? 0 : (found > before) == measure.HigherIsBetter ? 1 : -1;
                var (verdict, rank, fails) = better switch
                {
                    < 0 => ("worse", 0, worseFails),
                    > 0 => ("better", 2, betterFails),
                    _ => ("changed", 1, worseFails),
                };
                changes.Add((rank, new ValueChange(new ChangeResult(slice, group, name, was.Value, current, verdict), fails)));
            }
        }

        return [.. changes.OrderBy(change => change.Rank).Select(change => change.Change)];
    }
}
