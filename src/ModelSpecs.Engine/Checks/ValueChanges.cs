using ModelSpecs.Engine.Baselines;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Checks;

/// <summary>A value that differs from a baseline's.</summary>
/// <param name="Change">For the results.</param>
/// <param name="Fails">Whether it fails the check of changes.</param>
internal sealed record ValueChange(ChangeResult Change, bool Fails)
{
    /// <summary>The cells of its line.</summary>
    public string[] Cells() =>
    [
        Change.Group is null ? Change.Slice : $"{Change.Slice} = {Change.Group}",
        Change.Metric,
        Change.Was is { } was ? Numbers.Format(was) : "undefined",
        Change.Is is { } now ? Numbers.Format(now) : "undefined",
        Change.Is - Change.Was is { } change ? (change > 0 ? "+" : "") + Numbers.Format(change) : "",
        Change.Interval is { } interval ? Numbers.Range(new Interval(interval.Low, interval.High)) : "",
        Change.Verdict,
    ];
}

/// <summary>Finds the values that differ from a baseline's.</summary>
internal static class ValueChanges
{
    /// <summary>The changes, worsenings first and of these the most certain, then in the order measured.</summary>
    /// <param name="measured">This run.</param>
    /// <param name="baseline">What it is held against.</param>
    /// <param name="worseFails">Whether a worsening fails the check of changes.</param>
    /// <param name="betterFails">Whether an improvement does.</param>
    public static IReadOnlyList<ValueChange> Of(Measurements measured, Baseline baseline, bool worseFails, bool betterFails)
    {
        var changes = new List<(ValueChange Change, int Rank, double P)>();
        if (baseline.Values is null)
        {
            return [];
        }

        Add(SliceResult.Overall, null, null);
        foreach (var slice in measured.Slices)
        {
            for (var g = 0; g < slice.Groups.Count; g++)
            {
                Add(slice.Spec.Name.Value, slice.Spec.IsGroup ? slice.Groups[g].Name : null, new SlicePlace(slice.Spec.Name.Value, g));
            }
        }

        return [.. changes.OrderBy(change => change.Rank).ThenBy(change => change.P).Select(change => change.Change)];

        void Add(string slice, string? group, SlicePlace? place)
        {
            foreach (var metric in measured.Metrics.Where(baseline.Metrics.Contains))
            {
                var (was, now) = (baseline.On(place, metric), measured.On(place, metric));
                if (was.Undefined == SnapshotBaseline.NewSlice || Same(was, now, baseline.Tolerance))
                {
                    continue;
                }

                var difference = baseline.DifferenceOn(place, metric);
                var p = difference is { HasInterval: true } ? difference.PValue(0) : double.NaN;
                var (kind, rank, fails) = Kind(measured, metric, was, now) switch
                {
                    < 0 => ("worse", 0, worseFails),
                    > 0 => ("better", 2, betterFails),
                    _ => ("changed", 1, worseFails),
                };
                var interval = difference is { HasInterval: true } ? difference.At(measured.Confidence) : (Interval?)null;
                var chance = interval is { } ends && ends.Low <= 0 && ends.High >= 0;
                changes.Add((new ValueChange(
                    new ChangeResult(slice, group, metric.Display, Finite(was.Value), Finite(now.Value), chance ? $"{kind}, may be chance" : kind)
                    {
                        Interval = interval is { } shown ? new IntervalResult(shown.Low, shown.High, IntervalMethods.NameOf(difference!.Method)) : null,
                        P = Finite(p),
                    },
                    fails), rank, double.IsNaN(p) ? 2 : p));
            }
        }
    }

    private static bool Same(MetricValue was, MetricValue now, double tolerance) =>
        was.IsDefined == now.IsDefined && (!was.IsDefined || Math.Abs(now.Value - was.Value) <= tolerance * Math.Max(1, Math.Abs(was.Value)));

    // Negative: worse; positive: better; 0: nobody can say. A value that is lost is worse, one that is gained better.
    private static int Kind(Measurements measured, MetricReference metric, MetricValue was, MetricValue now) =>
        !now.IsDefined ? -1 : !was.IsDefined ? 1
        : MetricFacts.HasDirection(metric, measured) ? Math.Sign(now.Value - was.Value) * (measured.LowerIsBetter(metric) ? -1 : 1)
        : 0;

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
