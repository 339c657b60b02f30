using ModelSpecs.Spec.Model;

namespace ModelSpecs.Spec.Planning;

/// <summary>A check of a spec and the slice it is judged on: what generator, run and report agree on.</summary>
/// <param name="Suite">The spec.</param>
/// <param name="Slice">The slice; null: the whole golden set.</param>
/// <param name="Check">The check.</param>
public sealed record PlannedCheck(SuiteSpec Suite, SliceSpec? Slice, CheckSpec Check)
{
    /// <summary>Name of the whole golden set where a slice's name stands; no slice may have it.</summary>
    public const string Overall = "overall";

    /// <summary>The check of a metric; null: it is of another kind.</summary>
    public MetricCheckSpec? MetricCheck => Check as MetricCheckSpec;

    /// <summary>The metric that is measured for it, as a check of it; null: none is.</summary>
    public MetricCheckSpec? Measured => Check switch
    {
        MetricCheckSpec metric => metric,
        TrendCheckSpec trend => trend.OfWindows,
        _ => null,
    };

    /// <summary>Name of the slice, or <see cref="Overall"/>.</summary>
    public string SliceName => Slice is null ? Overall : Slice.Name.Value;

    /// <summary>Whether the check is judged once for each value of a group.</summary>
    public bool IsPerGroup => Slice is { IsGroup: true } && Check.IsPerValue;

    /// <summary>slice/group/subject/side, such as <c>young//recall/min</c>; the bound is no part of it, so a changed threshold is the same check.
    /// A slash or backslash of a name has a backslash before it, so that no two checks share an id.</summary>
    /// <param name="group">Value of the group; null where the check is not per group.</param>
    public string IdOf(string? group) => $"{Part(SliceName)}/{Part(group)}/{Check.Identity}";

    /// <summary>As read by people: <c>young: recall &gt;= 0.70</c>, <c>country = DE: recall &gt;= overall - 0.10</c>.</summary>
    /// <param name="group">Value of the group; null where the check is not per group.</param>
    public string DisplayNameOf(string? group) => DisplayText.Escape(group is null
        ? $"{SliceName}: {Check.Display}"
        : $"{SliceName} = {group}: {Check.Display}");

    /// <summary>Owner in force: the slice's, else the spec's.</summary>
    public string? Owner => Slice?.Owner ?? Suite.Owner;

    /// <summary>Runbook in force.</summary>
    public string? Runbook => Slice?.Runbook ?? Suite.Runbook;

    /// <summary>Action in force.</summary>
    public string? Action => Slice?.Action ?? Suite.Action;

    /// <summary>Tags in force: the spec's, then the slice's.</summary>
    public IReadOnlyList<string> Tags => Slice is null ? Suite.Tags : [.. Suite.Tags.Concat(Slice.Tags).Distinct(StringComparer.Ordinal)];

    /// <summary>Smallest denominator the check is judged at.</summary>
    public int MinRows => Slice?.MinRows?.Value ?? Suite.Verdict.MinRows;

    private static string? Part(string? name) =>
        name is null || (name.IndexOf('/') < 0 && name.IndexOf('\\') < 0) ? name : name.Replace("\\", "\\\\").Replace("/", "\\/");
}

/// <summary>The checks of a spec in the order of its text.</summary>
public static class CheckPlan
{
    /// <summary>Checks of the whole set, then of each slice: its own, its gaps, those of <c>every_slice</c> that it does not state itself; of both then the tolerances of
    /// <c>snapshot</c> and <c>compare</c>, and what has to agree row by row and what is watched besides. The model's contract comes before the slices.</summary>
    public static IReadOnlyList<PlannedCheck> Of(SuiteSpec suite)
    {
        var checks = new List<PlannedCheck>();
        IReadOnlyList<MetricCheckSpec> tolerances = [.. suite.Snapshot?.Checks ?? [], .. suite.Compare?.Checks ?? []];
        checks.AddRange(suite.Expect.Concat(tolerances).Select(check => new PlannedCheck(suite, null, check)));
        if (suite.Snapshot is { } snapshot)
        {
            checks.Add(new PlannedCheck(suite, null, snapshot.Changes));
        }

        var parity = suite.Parity.Select(entry => new ParityCheckSpec { Parity = entry, Span = entry.Name.Span }).ToList();
        checks.AddRange((suite.Contract?.Checks() ?? []).Concat<CheckSpec>(parity).Concat(suite.Guards.SelectMany(guard => guard.Checks(ofSlice: false))).Select(check => new PlannedCheck(suite, null, check)));
        foreach (var slice in suite.Slices)
        {
            var own = slice.Expect.Concat(slice.Gap).ToList();
            var stated = new HashSet<string>(own.Select(check => check.Identity), StringComparer.Ordinal);
            checks.AddRange(own.Select(check => new PlannedCheck(suite, slice, check)));
            // The nearer statement wins: a slice that says its own bound is not also held to the general one.
            checks.AddRange(suite.EverySlice.Where(check => !stated.Contains(check.Identity)).Concat(tolerances).Select(check => new PlannedCheck(suite, slice, check)));
            checks.AddRange(slice.OverTime.Select(check => new PlannedCheck(suite, slice, check)));
            checks.AddRange(parity.Where(check => check.Parity.IsByRow).Select(check => new PlannedCheck(suite, slice, check)));
            checks.AddRange(suite.Guards.Where(guard => guard.On.Has(slice)).SelectMany(guard => guard.Checks(ofSlice: true)).Select(check => new PlannedCheck(suite, slice, check)));
        }

        return checks;
    }

    /// <summary>Tells whether two plans hold the same checks, whatever their bounds: by it a run sees that its tests are older than the spec.</summary>
    public static string FingerprintOf(IEnumerable<PlannedCheck> plan) =>
        StableHash.Of(plan.Select(planned => planned.IsPerGroup ? planned.IdOf("*") : planned.IdOf(null)).OrderBy(id => id, StringComparer.Ordinal));
}
