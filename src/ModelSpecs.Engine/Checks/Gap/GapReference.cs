using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks.Gap;

/// <summary>The bound of a gap: a number, or the gap of the same groups in the snapshot or of the champion.</summary>
internal static class GapReference
{
    /// <summary>The bound's value and how it came about, or why there is none.</summary>
    public static (double Threshold, string? Reason, string? Problem) Resolve(CheckContext context, PlannedCheck planned, List<GroupSpread> spreads)
    {
        var check = planned.MetricCheck!;
        if (check.Bound.Reference == BoundReference.Number)
        {
            return (check.Bound.Resolve(0), null, null);
        }

        var baseline = context.Baselines.Of(check);
        if (baseline.Missing is { } missing)
        {
            return (double.NaN, null, missing);
        }

        var references = spreads.ConvertAll(spread => GroupSpread.Of(baseline, planned.SliceName, spread));
        if (references.Find(reference => reference.Undefined is not null) is { } undefined)
        {
            return (double.NaN, null, undefined.Undefined);
        }

        var values = references.ConvertAll(reference => GapCheck.ValueOf(reference, check.Scope));
        var value = check.Scope == CheckScope.GapRatio ? values.Min() : values.Max();
        return double.IsFinite(value)
            ? (check.Bound.Resolve(value), $"{baseline.Name} is {Numbers.Format(value)}", null)
            : (double.NaN, null, $"the gap of the {baseline.Name} is undefined");
    }
}
