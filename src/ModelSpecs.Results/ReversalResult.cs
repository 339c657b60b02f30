namespace ModelSpecs.Results;

/// <summary>A Simpson reversal: one group's metric is higher than another's over all rows, and lower in every group of a second slice that has both.</summary>
/// <param name="Metric">Display name.</param>
/// <param name="Slice">Slice of the two groups.</param>
/// <param name="Higher">The group that is higher over all rows.</param>
/// <param name="HigherValue">Its value.</param>
/// <param name="Lower">The group that is lower over all rows.</param>
/// <param name="LowerValue">Its value.</param>
/// <param name="Within">The slice within whose groups it is the other way round.</param>
/// <param name="Strata">Its groups that have both.</param>
/// <param name="DifferenceWithin">Mean difference within them, weighted by rows; negative.</param>
public sealed record ReversalResult(
    string Metric, string Slice, string Higher, double HigherValue, string Lower, double LowerValue, string Within, int Strata, double DifferenceWithin)
{
    /// <summary>For people.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"Simpson's reversal: {Metric} of {Slice} = {Higher} ({HigherValue:G4}) is above that of {Lower} ({LowerValue:G4}), and below it in each of the {Strata} groups of {Within} that have both (by {-DifferenceWithin:G2}).");
}
