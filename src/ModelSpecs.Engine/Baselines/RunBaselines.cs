using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Baselines;

/// <summary>What a run is held against besides numbers.</summary>
/// <param name="Snapshot">The approved results; null: the spec keeps none.</param>
/// <param name="Champion">The champion's; null: the spec has none.</param>
internal sealed record RunBaselines(SnapshotBaseline? Snapshot, Baseline? Champion)
{
    /// <summary>Neither.</summary>
    public static RunBaselines None { get; } = new(null, null);

    /// <summary>The baseline that a check of rows, or a bound's reference, is about.</summary>
    /// <exception cref="InvalidOperationException">The check is about none; the parser refuses a reference that the spec does not have.</exception>
    public Baseline Of(MetricCheckSpec check) =>
        (check.NeedsSnapshot ? Snapshot?.Baseline : check.NeedsChampion ? Champion : null) ?? throw new InvalidOperationException($"'{check.Display}' is held against no baseline.");
}
