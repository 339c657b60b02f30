using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks;

/// <summary>Points out relative checks that rest on too few rows to see the drop they name.</summary>
internal static class WeakChecks
{
    private const int MostNamed = 5;

    // What is not known before a run is put at a good model's usual value: a lower one needs more rows still.
    private const double PlanningValue = 0.9;
    private const double UsualPower = 0.8;
    private static readonly HashSet<string> Shares = new(["accuracy", "precision", "recall", "specificity", "fpr", "fnr", "npv"], StringComparer.Ordinal);

    /// <summary>A warning for each statement of the spec, with the slices that are too small for it.</summary>
    public static IEnumerable<SpecDiagnostic> Of(IReadOnlyList<JudgedCheck> checks) => checks
        .Where(judged => Tolerance(judged) is { } tolerance && judged.Judgement.Noise!.Detectable > tolerance)
        .GroupBy(judged => judged.Planned.Check.Span)
        .Select(statement =>
        {
            var worst = statement.OrderByDescending(judged => judged.Judgement.Noise!.Detectable).ThenBy(judged => judged.Planned.IdOf(judged.Group), StringComparer.Ordinal).ToList();
            var check = worst[0].Planned.MetricCheck!;
            // Two sides of one statement are one statement about a slice.
            worst = [.. worst.DistinctBy(judged => (judged.Planned.SliceName, judged.Group))];
            var named = worst.Take(MostNamed).Select(judged =>
                FormattableString.Invariant($"{judged.Group ?? judged.Planned.SliceName} ({judged.Judgement.Rows:N0} {Units(check)} see a change of {judged.Judgement.Noise!.Detectable:G2})"));
            return Warning(check, Tolerance(worst[0])!.Value, named, worst.Count);
        });

    /// <summary>The same before anything is predicted, where it is certain: even if every row of the slice counted and nine of ten were right.</summary>
    public static IEnumerable<SpecDiagnostic> Foreseen(SuiteSpec suite, IReadOnlyList<SliceGroups> slices)
    {
        var bySlice = slices.ToDictionary(slice => slice.Spec.Name.Value, StringComparer.Ordinal);
        foreach (var statement in CheckPlan.Of(suite).Where(IsRelativeShare).GroupBy(planned => planned.Check.Span))
        {
            var check = statement.First().MetricCheck!;
            var tolerance = Math.Abs(check.Bound.Offset);
            var small = statement
                .Where(planned => bySlice.ContainsKey(planned.SliceName))
                .SelectMany(planned => bySlice[planned.SliceName].Groups.Where(g => g.Rows >= planned.MinRows && g.Rows > 0).Select(g => (Name: g.Name ?? planned.SliceName, g.Rows)))
                .Select(group => (group.Name, group.Rows, Seen: Power.SmallestDetectableDropOfProportion(PlanningValue, group.Rows, suite.Verdict.Confidence, UsualPower)))
                .Where(group => group.Seen > tolerance)
                .OrderBy(group => group.Rows)
                .ToList();
            if (small.Count > 0)
            {
                var named = small.Take(MostNamed).Select(group => FormattableString.Invariant($"{group.Name} ({group.Rows:N0} rows see at best a change of {group.Seen:G2})"));
                yield return Warning(check, tolerance, named, small.Count);
            }
        }
    }

    private static bool IsRelativeShare(PlannedCheck planned) =>
        planned.Slice is not null && planned.MetricCheck is { Scope: CheckScope.Value, Bound: { Reference: BoundReference.Overall, OffsetIsRelative: false } bound, Metric: var metric }
        && bound.Offset != 0 && Shares.Contains(metric.Name) && metric.Parameters.Count == 0;

    private static SpecDiagnostic Warning(MetricCheckSpec check, double tolerance, IEnumerable<string> named, int count)
    {
        var more = count > MostNamed ? FormattableString.Invariant($" and {count - MostNamed} more") : "";
        return SpecDiagnostics.WeakCheck.At(check.Span, FormattableString.Invariant(
            $"{check.Display}: a change of {tolerance:G4} is too small to be seen with a probability of 80 %. Found {string.Join(", ", named)}{more}; expected enough {Units(check)}. Add {Units(check)}, allow more, or set min_rows."));
    }

    // What the metric rests on.
    private static string Units(MetricCheckSpec check) => MetricCatalogue.Find(check.Metric.Name) is { Tasks: [TaskKind.Ranking] } ? "queries" : "rows";

    // What a relative check allows; 0 allows nothing, and no number of rows sees that.
    private static double? Tolerance(JudgedCheck judged) =>
        judged.Judgement is { ReportedOnly: false, Noise: { IsDifference: true, Interval: not null } noise } && noise.Bound != 0
            && judged.Planned.MetricCheck is { Bound.Reference: BoundReference.Overall or BoundReference.Snapshot or BoundReference.Champion }
            ? Math.Abs(noise.Bound)
            : null;
}
