using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Spec.Parsing.Guards;

/// <summary>What guards need of the rest of the spec, and of each other.</summary>
internal static class GuardRules
{
    /// <summary>Reports slices that are not there, bounds whose reference is not, and two guards of one name.</summary>
    public static void Check(SuiteSpec suite, ParseContext context)
    {
        var slices = suite.Slices.Select(slice => slice.Name.Value).ToList();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var guard in suite.Guards)
        {
            foreach (var name in guard.On.Named.Where(name => !slices.Contains(name.Value, StringComparer.Ordinal)))
            {
                context.Bag.Report(SpecDiagnostics.UnknownSlice, name.Span, $"{guard.Kind} names a slice that the spec does not have", OneLine.Quote(name.Value),
                    slices.Count == 0 ? "a slice of `slices:`, which has none" : $"one of {string.Join(", ", slices.Select(slice => OneLine.Quote(slice)))}", Suggestion.DidYouMean(name.Value, slices));
            }

            foreach (var measure in guard.Measures)
            {
                Need(measure, measure.Bound.Reference == BoundReference.Snapshot && suite.Snapshot is null, "snapshot", "snapshot: true");
                Need(measure, measure.Bound.Reference == BoundReference.Champion && suite.Compare is null, "champion", "compare: { champion: … }");
            }

            foreach (var check in guard.Checks().Where(check => !known.Add(check.Identity)))
            {
                context.Bag.Report(SpecDiagnostics.DuplicateCheck, check.Span, $"The check {OneLine.Quote(check.Subject)} stands twice", null, null, guard.Name is null
                    ? "Give one of the two a name: two guards of a kind are told apart by it." : "Give one of the two another name.");
            }

            void Need(GuardMeasure measure, bool isMissing, string reference, string remedy)
            {
                if (isMissing)
                {
                    context.Bag.Report(SpecDiagnostics.ReferenceMissing, measure.Span, $"The check '{OneLine.Escape($"{guard.Kind} {measure.Name}")}' is held against a {reference} that the spec does not have", null, null, $"Add `{remedy}`.");
                }
            }
        }
    }
}
