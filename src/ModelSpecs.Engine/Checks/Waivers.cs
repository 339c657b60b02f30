using System.Globalization;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Results;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks;

/// <summary>Lets waived checks fail until their day, and fails those whose waiver has expired or is no longer needed.</summary>
/// <remarks>A waiver covers what failed and what is inconclusive, never an error: a check that could not be judged says nothing about what was agreed on.
/// One of all values of a group is needed while one of them does not pass.</remarks>
internal sealed class Waivers
{
    private readonly IReadOnlyList<PlannedWaiver> waivers;
    private readonly DateOnly today;

    /// <summary>The waivers of a spec on a day.</summary>
    public Waivers(SuiteSpec suite, DateOnly today)
    {
        // What is wrong with them was reported when the spec was read.
        waivers = WaiverPlan.Of(suite, []);
        this.today = today;
    }

    /// <summary>Reports waivers of values that a group does not have.</summary>
    /// <param name="slices">The slices that are built; of others nothing is known here.</param>
    /// <param name="diagnostics">Where they are reported.</param>
    public void CheckValues(IReadOnlyList<SliceGroups> slices, ICollection<SpecDiagnostic> diagnostics)
    {
        foreach (var waiver in waivers.Where(waiver => waiver.Group is not null))
        {
            if (slices.FirstOrDefault(slice => slice.Spec == waiver.Check.Slice) is not { } built)
            {
                continue;
            }

            var groups = built.Groups.Select(group => group.Name!).ToList();
            if (!groups.Exists(group => waiver.Covers(waiver.Check, group)))
            {
                var shown = groups.Take(8).Select(OneLine.Quote);
                diagnostics.Add(SpecDiagnostics.WaiverOfNoValue.At(waiver.Waiver.Check.Span,
                    $"{OneLine.Quote(waiver.Waiver.Check.Value)}: {OneLine.Quote(waiver.Check.SliceName)} has no such value. Found {OneLine.Quote(waiver.Group!)}; expected one of {string.Join(", ", shown)}{(groups.Count > 8 ? ", …" : "")}.{Suggestion.DidYouMean(waiver.Group!, groups)}"));
            }
        }
    }

    /// <summary>The results in the same order, those with a waiver after what it does.</summary>
    public IReadOnlyList<CheckResult> Apply(IReadOnlyList<JudgedCheck> judged, IReadOnlyList<CheckResult> results)
    {
        if (waivers.Count == 0)
        {
            return results;
        }

        var applied = results.ToArray();
        var byCheck = Enumerable.Range(0, applied.Length).ToLookup(i => judged[i].Planned.IdOf(null), StringComparer.Ordinal);
        foreach (var waiver in waivers)
        {
            var covered = byCheck[waiver.Check.IdOf(null)].Where(i => waiver.Covers(judged[i].Planned, judged[i].Group)).ToList();
            var unneeded = covered.TrueForAll(i => results[i].Outcome == Outcome.Passed);
            foreach (var i in covered.Where(i => unneeded || results[i].Outcome != Outcome.Passed))
            {
                applied[i] = Apply(waiver.Waiver, unneeded, waiver.Check.Suite.Root, results[i]);
            }
        }

        return applied;
    }

    private CheckResult Apply(WaiverSpec waiver, bool unneeded, string root, CheckResult check)
    {
        var daysLeft = DateOnly.FromDateTime(waiver.Until.Value).DayNumber - today.DayNumber;
        var result = new WaiverResult
        {
            State = daysLeft < 0 ? WaiverState.Expired : unneeded ? WaiverState.Unneeded : WaiverState.Active,
            Until = waiver.Until.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Owner = waiver.Owner.Value,
            Because = waiver.Because.Value,
            DaysLeft = daysLeft,
            File = SpecPath.Relative(root, waiver.Check.Span.File),
            Line = waiver.Check.Span.Line,
        };
        var place = string.Create(CultureInfo.InvariantCulture, $"{waiver.Check.Span.File}:{waiver.Check.Span.Line}");
        check = check with { Waiver = result };
        return (result.State, check.Outcome) switch
        {
            (WaiverState.Unneeded, _) => Refuse(check, $"passes again: take the waiver out ({place})"),
            (WaiverState.Expired, Outcome.Passed) => Refuse(check, $"passes, and its waiver expired on {result.Until}: take the waiver out ({place})"),
            (WaiverState.Expired, _) => check with
            {
                Fails = true,
                Skips = false,
                Message = CheckMessage.WithLine(check.Message, "waiver", $"expired on {Ago(result)}: mend what fails, or agree on another day ({place})", Reason(result)),
            },
            (_, Outcome.Failed or Outcome.Inconclusive) => check with
            {
                Fails = false,
                Message = CheckMessage.WithLine(check.Message, "waived", result.UntilText(), Reason(result)),
            },
            (_, Outcome.Error) => check with
            {
                Message = CheckMessage.WithLine(check.Message, "waiver", "a waiver does not cover a check that could not be judged", Reason(result)),
            },
            _ => check,
        };
    }

    // The value meets its bound, and the gate is not as it is written: no pass.
    private static CheckResult Refuse(CheckResult check, string why) => check with
    {
        Outcome = Outcome.Failed,
        Fails = true,
        Message = CheckMessage.WithLine($"{check.Name} {why}.", "value", check.Message, Reason(check.Waiver!)),
    };

    private static string Ago(WaiverResult waiver) => waiver.UntilText()["until ".Length..];

    private static string Reason(WaiverResult waiver) => $"agreed by {waiver.Owner}: {waiver.Because}";
}
