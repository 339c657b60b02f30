using System.Globalization;
using ModelSpecs.Results.Gate;
using ModelSpecs.Results;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.GateDiff;

/// <summary>Compares two versions of a spec by what they mean: defaults and <c>extends</c> merged in, <c>every_slice</c> spread out. Nothing here reads a file.</summary>
public static class GateComparison
{
    /// <summary>What changed between two versions of a spec.</summary>
    public static IReadOnlyList<GateChange> Of(SuiteSpec before, SuiteSpec after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var changes = new ChangeList(before, after);
        if (!string.Equals(before.File, after.File, StringComparison.Ordinal))
        {
            changes.Add(GateEffect.Changed, GateChangeKinds.Spec, $"the spec moved here from {Path.GetFileName(before.File)}", after.Name.Span);
        }

        SliceChanges.Find(changes);
        CheckChanges.Find(changes);
        PolicyChanges.Find(changes);
        WaiverChanges.Find(changes);
        SubjectChanges.Find(changes);
        BaselineChanges.Find(changes);
        QuarantineChanges.Find(changes);
        return changes.Changes;
    }

    /// <summary>A spec that is gone.</summary>
    public static GateChange Removed(SuiteSpec before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return ChangeList.Of(GateEffect.Loosened, GateChangeKinds.Spec, before, $"spec removed, with {Counted.Of(CheckPlan.Of(before).Count, "check")}", before.Name.Span, inBase: true);
    }

    /// <summary>A spec that is gone, and that could not be read at the base.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="root">Full path of its root.</param>
    public static GateChange Removed(string path, string root) => new()
    {
        Effect = GateEffect.Loosened,
        Kind = GateChangeKinds.Spec,
        Spec = Path.GetFileName(path),
        Text = "spec removed; it could not be read at the base",
        File = SpecPath.Relative(root, path),
        Line = 1,
        InBase = true,
    };

    /// <summary>A spec that is new.</summary>
    public static GateChange Added(SuiteSpec after)
    {
        ArgumentNullException.ThrowIfNull(after);
        return ChangeList.Of(GateEffect.Tightened, GateChangeKinds.Spec, after, $"spec added, with {Counted.Of(CheckPlan.Of(after).Count, "check")}", after.Name.Span, inBase: false);
    }

    /// <summary>A spec that could not be read at the base, so that nothing is known of what it was.</summary>
    public static GateChange Unreadable(SuiteSpec after, string problem)
    {
        ArgumentNullException.ThrowIfNull(after);
        return ChangeList.Of(GateEffect.Changed, GateChangeKinds.Spec, after, $"the spec could not be read at the base, so what changed is not known: {problem}", after.Name.Span, inBase: false);
    }

    internal static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The first few of a list, and that there are more.</summary>
    internal static string Some(IReadOnlyCollection<string> names, int most = 5) =>
        string.Join(", ", names.Take(most)) + (names.Count > most ? ", …" : "");
}
