using System.Globalization;
using ModelSpecs.Engine.Parity;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks.Parity;

/// <summary><c>parity:</c>, every value of the model within its tolerance of the reference.</summary>
internal static class ParityCheck
{
    private const int MostProblems = 10;

    /// <summary>One result for the whole set or a predicate, one a value for a group.</summary>
    public static IEnumerable<JudgedCheck> Judge(CheckContext context, PlannedCheck planned, CancellationToken cancellationToken)
    {
        var parity = ((ParityCheckSpec)planned.Check).Parity;
        var outcome = context.Parity.First(found => ReferenceEquals(found.Parity, parity));
        var differences = planned.Slice is null ? null : outcome.On(planned.SliceName, context.Measurements.SliceOf(planned.SliceName).Axis);
        return JudgedPlace.Judge(context, planned, at => at.Place is { } place
            ? JudgeOne(context, outcome, differences![place.Group], place, at.Definition) with { N = at.Rows }
            : JudgeOne(context, outcome, outcome.Whole, null, null), cancellationToken);
    }

    private static Judgement JudgeOne(CheckContext context, ParityOutcome outcome, PlaceDifferences place, SlicePlace? slice, string? definition)
    {
        var isByRow = outcome.PlaceOf is null;
        var judgement = new Judgement
        {
            Outcome = Outcome.Error, N = isByRow ? place.Rows : 0, Rows = isByRow ? place.Rows : 0, Value = place.Largest, Definition = definition, Place = slice, Expected = Expected(outcome),
        };
        if (outcome.Problems.Count > 0)
        {
            var more = outcome.Problems.Count - MostProblems;
            return judgement with
            {
                Reason = "the values cannot be compared",
                Details = [.. outcome.Problems.Take(MostProblems).Select(problem => ("differs", problem)), .. more > 0 ? [("", FormattableString.Invariant($"and {more} more"))] : Array.Empty<(string, string)>()],
            };
        }

        if (place.Rows == 0)
        {
            return judgement with { Reason = "the slice is empty: no row of the golden set belongs to it" };
        }

        var noun = isByRow ? "rows" : "values";
        var largest = double.IsNaN(place.Largest) ? "" : string.Create(CultureInfo.InvariantCulture, $"largest difference {place.Largest:G4}");
        if (place.Differing == 0)
        {
            return judgement with
            {
                Outcome = Outcome.Passed, MeetsBound = true, Found = $"{(isByRow ? "all values close" : $"all {Numbers.Count(place.Rows)} values close")}{(largest.Length > 0 ? $", {largest}," : "")}".TrimEnd(isByRow ? ' ' : ','),
            };
        }

        return judgement with
        {
            Outcome = Outcome.Failed,
            Found = $"{Numbers.Count(place.Differing)} of {Numbers.Count(place.Rows)} {noun} differ{(largest.Length > 0 ? $"; {largest}" : "")}",
            Details = [.. place.Worst.Select((found, i) => (i == 0 ? "worst" : "", $"{NameOf(context, outcome, found.Row, found.Output)}: {outcome.Outputs[found.Output].Describe(found.Row)}"))],
        };
    }

    private static string NameOf(CheckContext context, ParityOutcome outcome, int row, int output)
    {
        if (outcome.PlaceOf is { } placeOf)
        {
            return placeOf(output, row);
        }

        var compared = outcome.Outputs[output];
        var column = compared.Width == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"[{compared.WorstOf(row)}]");
        return $"{context.WorstRows.NameOf(row)} {compared.Name}{column}";
    }

    private static string Expected(ParityOutcome outcome)
    {
        var parity = outcome.Parity;
        var reference = parity.Source switch
        {
            ModelSource source => source.Model.Written.Value,
            TestDataSource source => source.Folder.Written.Value,
            ArraysSource => "the recorded arrays",
            _ => "the recorded columns",
        };
        var own = parity.Outputs.Where(output => output.Tolerance is not null).Select(output => $"{output.Name.Value}: {output.Tolerance}");
        return $"every value as in {reference}, {string.Join("; ", own.Prepend(parity.Tolerance.ToString()))}";
    }
}
