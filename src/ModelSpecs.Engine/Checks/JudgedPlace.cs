using ModelSpecs.Engine.Slicing;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks;

/// <summary>The whole set, a slice or a value of a group, on which a check is judged.</summary>
/// <param name="Slice">Name of the slice; <c>overall</c> for the whole.</param>
/// <param name="Group">Value of a group; null otherwise.</param>
/// <param name="Place">Where measured values stand; null: the whole.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Definition">How they are chosen; null: the whole.</param>
internal sealed record JudgedPlace(string Slice, string? Group, SlicePlace? Place, int Rows, string? Definition)
{
    /// <summary>One judgement for the whole set or a predicate, one a value for a group.</summary>
    public static IEnumerable<JudgedCheck> Judge(CheckContext context, PlannedCheck planned, Func<JudgedPlace, Judgement> judge, CancellationToken cancellationToken)
    {
        if (planned.Slice is null)
        {
            yield return new JudgedCheck(planned, null, judge(new JudgedPlace(planned.SliceName, null, null, context.Measurements.Rows, null)));
            yield break;
        }

        var slice = context.Measurements.SliceOf(planned.SliceName);
        for (var g = 0; g < slice.Groups.Count; g++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (group, name) = (slice.Groups[g], slice.Spec.IsGroup ? slice.Groups[g].Name : null);
            yield return new JudgedCheck(planned, planned.IsPerGroup ? name : null, judge(new JudgedPlace(planned.SliceName, name, new SlicePlace(planned.SliceName, g), group.Rows, group.Definition)));
        }
    }

    /// <summary>The judgement where the place has too few rows for any; null: it has enough.</summary>
    /// <param name="planned">The check.</param>
    /// <param name="judgement">What is known so far.</param>
    public Judgement? TooFew(PlannedCheck planned, Judgement judgement) =>
        Rows == 0 ? judgement with { Reason = "the slice is empty: no row of the golden set belongs to it" }
        // A stated minimum asks not to be bothered with small denominators, undefined ones among them; without one, undefined is an error.
        : judgement.Rows < planned.MinRows && planned.MinRows > 1 ? judgement with
        {
            Outcome = Outcome.Inconclusive,
            ReportedOnly = planned.Slice is CrossSlice,
            Reason = FormattableString.Invariant($"it rests on {judgement.Rows} rows and min_rows is {planned.MinRows}"),
        }
        : null;
}
