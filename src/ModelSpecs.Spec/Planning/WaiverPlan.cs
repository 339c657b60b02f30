using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Spec.Planning;

/// <summary>A waiver and the check it is for.</summary>
/// <param name="Waiver">As written.</param>
/// <param name="Check">The check.</param>
/// <param name="Group">The value of a group as it is shown; null: all of them, or no group.</param>
public sealed record PlannedWaiver(WaiverSpec Waiver, PlannedCheck Check, string? Group)
{
    /// <summary>Whether it is for the check on this value.</summary>
    /// <param name="planned">The check.</param>
    /// <param name="group">Value of the group; null where the check is not per group.</param>
    public bool Covers(PlannedCheck planned, string? group) =>
        string.Equals(Check.IdOf(null), planned.IdOf(null), StringComparison.Ordinal)
        && (Group is null || (group is not null && string.Equals(Group, DisplayText.Escape(group), StringComparison.Ordinal)));
}

/// <summary>Finds the checks that waivers are for.</summary>
public static class WaiverPlan
{
    /// <summary>Stands for every value of a group.</summary>
    public const string EveryValue = "*";

    // Of a hostile spec's thousands of checks the first are enough for "did you mean".
    private const int MostSuggested = 1_000;

    /// <summary>The waivers with their checks; those that have none, several or another one's are reported and left out.</summary>
    /// <param name="suite">The spec.</param>
    /// <param name="diagnostics">Where they are reported.</param>
    public static IReadOnlyList<PlannedWaiver> Of(SuiteSpec suite, ICollection<SpecDiagnostic> diagnostics)
    {
        if (suite.Waivers.Count == 0)
        {
            return [];
        }

        var plan = CheckPlan.Of(suite).Select(check => new Candidate(check)).ToList();
        var planned = new List<PlannedWaiver>(suite.Waivers.Count);
        foreach (var waiver in suite.Waivers)
        {
            if (Find(waiver, plan, diagnostics) is not { } found)
            {
                continue;
            }

            if (planned.Find(other => Overlap(other, found)) is { } first)
            {
                diagnostics.Add(SpecDiagnostics.WaivedTwice.At(waiver.Check.Span,
                    $"{OneLine.Quote(waiver.Check.Value)} is waived twice. Found another waiver, {OneLine.Quote(first.Waiver.Check.Value)} in line {first.Waiver.Check.Span.Line}; expected one. Keep the one that is meant."));
            }
            else
            {
                planned.Add(found);
            }
        }

        return planned;
    }

    private static bool Overlap(PlannedWaiver first, PlannedWaiver second) =>
        ReferenceEquals(first.Check, second.Check)
        && (first.Group is null || second.Group is null || string.Equals(first.Group, second.Group, StringComparison.Ordinal));

    private static PlannedWaiver? Find(WaiverSpec waiver, List<Candidate> plan, ICollection<SpecDiagnostic> diagnostics)
    {
        var text = waiver.Check.Value.Trim();
        var matches = plan.SelectMany(candidate => candidate.Match(waiver, text)).ToList();
        if (matches.Count == 1)
        {
            return matches[0];
        }

        if (matches.Count > 1)
        {
            var forms = matches.Select(match => OneLine.Quote(Name(match.Check, match.Check.IsPerGroup ? match.Group ?? EveryValue : null, withSide: true)));
            diagnostics.Add(SpecDiagnostics.WaiverNotClear.At(waiver.Check.Span,
                $"{OneLine.Quote(text)} is the name of {matches.Count} checks. Found {string.Join(" and ", forms)}; expected one of them."));
            return null;
        }

        if (plan.Find(candidate => candidate.IsMeantWithoutValue(text))?.Planned is { } grouped)
        {
            diagnostics.Add(SpecDiagnostics.WaiverNotClear.At(waiver.Check.Span,
                $"{OneLine.Quote(text)} is judged once for each value of {OneLine.Quote(grouped.SliceName)}. Found no value; expected one, such as '{OneLine.Escape(grouped.SliceName)} = …: {OneLine.Escape(grouped.Check.Subject)}', or {OneLine.Quote(Name(grouped, EveryValue, withSide: false))} for all of them."));
            return null;
        }

        var names = plan.Take(MostSuggested).Select(candidate => candidate.Planned).Select(planned => Name(planned, planned.IsPerGroup ? GroupIn(text, planned) ?? EveryValue : null, withSide: false)).Distinct(StringComparer.Ordinal).ToList();
        var suggestion = Suggestion.DidYouMean(text, names);
        diagnostics.Add(SpecDiagnostics.WaiverOfNothing.At(waiver.Check.Span,
            $"No check has this name. Found {OneLine.Quote(text)}; expected the name of a check without its bound{(suggestion.Length > 0 ? "." : names.Count == 0 ? "; the spec has none." : $", one of {string.Join(", ", names.Take(8).Select(OneLine.Quote))}{(names.Count > 8 ? ", …" : "")}.")}{suggestion}"));
        return null;
    }

    private static string Name(PlannedCheck planned, string? group, bool withSide) =>
        $"{planned.SliceName}{(group is null ? "" : $" = {group}")}: {planned.Check.Subject}{(withSide && planned.Check.Symbol is { } symbol ? $" {symbol}" : "")}";

    // For suggestions: what stands where the value would.
    private static string? GroupIn(string text, PlannedCheck planned)
    {
        var (equals, colon) = (text.IndexOf(" = ", StringComparison.Ordinal), text.LastIndexOf(": ", StringComparison.Ordinal));
        return planned.IsPerGroup && equals > 0 && colon > equals + 3 ? text.Substring(equals + 3, colon - equals - 3) : null;
    }

    /// <summary>A check with the texts that name it, made once and held against every waiver.</summary>
    private sealed class Candidate(PlannedCheck planned)
    {
        // The comparison may be said: of a band it tells its two sides apart.
        private readonly string[] _endings =
            planned.Check.Symbol is { } symbol
                ? [DisplayText.Escape($": {planned.Check.Subject}"), DisplayText.Escape($": {planned.Check.Subject} {symbol}")]
                : [DisplayText.Escape($": {planned.Check.Subject}")];

        private readonly string _slice = DisplayText.Escape(planned.SliceName);
        private readonly string _group = DisplayText.Escape($"{planned.SliceName} = ");

        public PlannedCheck Planned => planned;

        /// <summary>The waiver of this check, where its text names it; more than one where the text can be read in two ways.</summary>
        public IEnumerable<PlannedWaiver> Match(WaiverSpec waiver, string text)
        {
            foreach (var ending in _endings)
            {
                if (!planned.IsPerGroup)
                {
                    if (Is(text, _slice, ending))
                    {
                        yield return new PlannedWaiver(waiver, planned, null);
                    }
                }
                else if (GroupIn(text, ending) is { } group)
                {
                    yield return new PlannedWaiver(waiver, planned, group == EveryValue ? null : group);
                }
            }
        }

        /// <summary>Whether the text names the check of a group, and no value.</summary>
        public bool IsMeantWithoutValue(string text) => planned.IsPerGroup && _endings.Any(ending => Is(text, _slice, ending));

        private static bool Is(string text, string start, string ending) =>
            text.Length == start.Length + ending.Length && text.StartsWith(start, StringComparison.Ordinal) && text.EndsWith(ending, StringComparison.Ordinal);

        private string? GroupIn(string text, string ending)
        {
            var length = text.Length - _group.Length - ending.Length;
            return length > 0 && text.StartsWith(_group, StringComparison.Ordinal) && text.EndsWith(ending, StringComparison.Ordinal)
                ? text.Substring(_group.Length, length)
                : null;
        }
    }
}
