using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Spec.Parsing.Checks;

/// <summary>What checks against the snapshot and the champion need of the rest of the spec.</summary>
internal static class BaselineRules
{
    /// <summary>Reports bounds whose reference the spec does not have.</summary>
    public static void Check(SuiteSpec suite, ParseContext context)
    {
        foreach (var check in CheckPlan.Of(suite).Select(planned => planned.MetricCheck).OfType<MetricCheckSpec>().Distinct())
        {
            Need(check.Bound.Reference == BoundReference.Snapshot && suite.Snapshot is null, "snapshot", "snapshot: true");
            Need(check.Bound.Reference == BoundReference.Champion && suite.Compare is null, "champion", "compare: { champion: … }");

            void Need(bool isMissing, string reference, string remedy)
            {
                if (isMissing)
                {
                    context.Bag.Report(SpecDiagnostics.ReferenceMissing, check.Span, $"The check '{OneLine.Escape(check.Display)}' is held against a {reference} that the spec does not have", null, null, $"Add `{remedy}`.");
                }
            }
        }

        if (suite.Compare is { RowsFromChampion: false } && suite.Slices.FirstOrDefault(UsesPrediction) is { } slice)
        {
            context.Bag.Report(SpecDiagnostics.SliceOfPrediction, slice.Name.Span, $"Slice {OneLine.Quote(slice.Name.Value)} is cut by a prediction, and two models have two", null, "slices of columns of the golden set", "Say `rows_from: champion` in compare to cut it by the champion's, or take the slice out.");
        }
    }

    private static bool UsesPrediction(SliceSpec slice) => slice switch
    {
        PredicateSlice predicate => predicate.Where.Columns.Any(column => column.IsDerived),
        ColumnSlice column => DerivedNames.Contains(column.By.Value),
        _ => false,
    };
}
