using System.Globalization;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results.Plan;
using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Plan;

/// <summary>The sentences of an evaluation plan, which terminal and Markdown share.</summary>
internal static class PlanText
{
    private const int MostPercent = 100;

    /// <summary>How much is guarded, in one line.</summary>
    public static string Headline(PlanResult plan)
    {
        var usable = plan.Specs.Where(spec => spec.Usable).ToList();
        var checks = usable.Sum(spec => spec.Slices.Sum(slice => slice.Checks.Count));
        var models = usable.Select(spec => spec.Model).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        string?[] parts =
        [
            $"{Counted.Of(models, "model")} guarded by {Counted.Of(usable.Count, "spec")} with {Counted.Of(checks, "statement")}",
            plan.Specs.Count > usable.Count ? $"{Counted.Of(plan.Specs.Count - usable.Count, "spec")} cannot be used and {(plan.Specs.Count - usable.Count == 1 ? "guards" : "guard")} nothing" : null,
            usable.Count(spec => spec.Owner is null) is var ownerless and > 0 ? $"{Counted.Of(ownerless, "spec")} without an owner" : null,
            plan.ModelsWithoutSpec.Count > 0 ? $"{Counted.Of(plan.ModelsWithoutSpec.Count, "model")} without a spec" : null,
        ];
        return string.Join("; ", parts.OfType<string>()) + ".";
    }

    /// <summary>What a spec is about.</summary>
    public static string Facts(GuardedSpec spec)
    {
        string?[] facts =
        [
            spec.Task,
            $"{Numbers.Rows(spec.Rows)} rows",
            spec.Quarantined > 0 ? $"{Numbers.Rows(spec.Quarantined)} more quarantined" : null,
            spec.Model is null ? "predictions in the golden set" : $"model {spec.Model}{(spec.ModelPinned ? "" : " (not pinned)")}",
            $"golden set {spec.Golden}{(spec.GoldenPinned ? "" : " (not pinned)")}",
            .. spec.Baselines.Select(baseline => $"held against {baseline}"),
            spec.Owner is null ? "no owner" : $"owner {spec.Owner}",
            spec.Runbook is null ? "no runbook" : $"runbook {spec.Runbook}",
        ];
        return string.Join(", ", facts.OfType<string>());
    }

    /// <summary>Rows of a slice, of its smallest group too.</summary>
    public static string Rows(GuardedSlice slice) => slice switch
    {
        { Rows: null } => "by predictions",
        { Groups: { } groups, SmallestGroup: { } group } => $"{Counted.Of(groups, "group")}, smallest {group}: {Counted.Of(slice.SmallestRows ?? 0, "row")}",
        _ => Counted.Of(slice.Rows.Value, "row"),
    };

    /// <summary>What the smallest part of a slice can show; empty where nothing is to be said.</summary>
    public static string Sees(GuardedSlice slice) => slice switch
    {
        { ShareMetric: null } or { ShareRows: null } => "",
        { Sees: { } change } => $"{slice.ShareMetric} on {Counted.Of(slice.ShareRows.Value, "row")} sees a change of {change.ToString("0.###", CultureInfo.InvariantCulture)}",
        _ => $"{slice.ShareMetric} on {Counted.Of(slice.ShareRows.Value, "row")} sees no change",
    };

    /// <summary>What no check of a spec looks at, a line each.</summary>
    public static IEnumerable<string> Gaps(GuardedSpec spec)
    {
        if (spec.Slices.Where(slice => slice.Checks.Count == 0).Select(slice => slice.Slice).ToList() is { Count: > 0 } bare)
        {
            yield return $"without a check: {string.Join(", ", bare)}";
        }

        if (spec.Slices.Any(slice => slice is { Checks.Count: > 0, Slice: not "overall", NeedsPredictions: false }))
        {
            var derived = spec.Slices.Where(slice => slice is { NeedsPredictions: true, Checks.Count: > 0 }).Select(slice => slice.Slice).ToList();
            var share = spec.Rows == 0 ? 0 : (double)MostPercent * spec.RowsInNoCheckedSlice / spec.Rows;
            yield return (spec.RowsInNoCheckedSlice == 0
                ? "every row is in a slice with a check"
                : $"{Numbers.Rows(spec.RowsInNoCheckedSlice)} of {Counted.Of(spec.Rows, "row")} ({share.ToString("0.#", CultureInfo.InvariantCulture)} %) are in no slice with a check")
                + (derived.Count > 0 ? $"; not counted, since they need predictions: {string.Join(", ", derived)}" : "");
        }
        else
        {
            yield return "no slice with a check that can be counted: only the whole set is guarded";
        }

        if (spec.UnboundedMetrics.Count > 0)
        {
            yield return $"never bounded: {string.Join(", ", spec.UnboundedMetrics)}";
        }

        foreach (var waiver in spec.Waivers)
        {
            yield return $"waived {(waiver.Expired ? "until (expired) " : "until ")}{waiver.Until} by {waiver.Owner}: {waiver.Check}, because {waiver.Because}";
        }
    }
}
