using System.Globalization;
using ModelSpecs.Results.Gate;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.GateDiff;

/// <summary>Waivers that came, went, or have another day.</summary>
internal static class WaiverChanges
{
    /// <summary>Finds them, by the check and the value that they are for.</summary>
    public static void Find(ChangeList changes)
    {
        var before = ByCheck(changes.Before);
        var after = ByCheck(changes.After);
        foreach (var (key, now) in after)
        {
            if (!before.TryGetValue(key, out var was))
            {
                changes.Add(GateEffect.Loosened, GateChangeKinds.Waiver, $"waiver added: {now.Check.Value} until {Day(now)}, {now.Owner.Value}: {now.Because.Value}", now.Check.Span, null, Day(now));
            }
            else if (was.Until.Value != now.Until.Value)
            {
                var longer = now.Until.Value > was.Until.Value;
                changes.Add(longer ? GateEffect.Loosened : GateEffect.Tightened, GateChangeKinds.Waiver, $"waiver {(longer ? "extended" : "shortened")}: {now.Check.Value} until {Day(now)}, was {Day(was)}", now.Until.Span, Day(was), Day(now));
            }
            else if (was.Owner.Value != now.Owner.Value || was.Because.Value != now.Because.Value)
            {
                changes.Add(GateEffect.Changed, GateChangeKinds.Waiver, $"waiver of {now.Check.Value}: {now.Owner.Value}: {now.Because.Value}, was {was.Owner.Value}: {was.Because.Value}", now.Check.Span,
                    $"{was.Owner.Value}: {was.Because.Value}", $"{now.Owner.Value}: {now.Because.Value}");
            }
        }

        foreach (var (key, was) in before)
        {
            if (!after.ContainsKey(key))
            {
                changes.AddGone(GateEffect.Tightened, GateChangeKinds.Waiver, $"waiver removed: {was.Check.Value} until {Day(was)}", was.Check.Span, Day(was));
            }
        }
    }

    private static Dictionary<(string Check, string? Group), WaiverSpec> ByCheck(SuiteSpec suite) =>
        WaiverPlan.Of(suite, []).ToDictionary(planned => (planned.Check.IdOf(null), planned.Group), planned => planned.Waiver);

    private static string Day(WaiverSpec waiver) => waiver.Until.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
