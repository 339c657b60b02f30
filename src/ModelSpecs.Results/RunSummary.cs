namespace ModelSpecs.Results;

/// <summary>How many checks of a run ended how.</summary>
/// <param name="Suites">Specs.</param>
/// <param name="Unusable">Specs that are wrong, or whose data or model is: none of their checks was judged.</param>
/// <param name="Checks">Checks of all specs.</param>
/// <param name="Passed">Checks that passed.</param>
/// <param name="Failed">Checks that failed and that nothing waives.</param>
/// <param name="Inconclusive">Checks with too few rows that nothing waives.</param>
/// <param name="Errors">Checks without a defined value.</param>
/// <param name="Failing">Checks that fail the run: the failed, the errors, and the inconclusive where the spec says so.</param>
public sealed record RunSummary(int Suites, int Unusable, int Checks, int Passed, int Failed, int Inconclusive, int Errors, int Failing)
{
    /// <summary>Checks that did not pass and that a waiver lets: neither passed nor failing.</summary>
    public int Waived { get; init; }

    /// <summary>Whether something was judged, nothing fails and every spec could be used. A run without a check is no success.</summary>
    public bool Succeeded => Checks > 0 && Failing == 0 && Unusable == 0;

    /// <summary>Counts the checks of suites.</summary>
    public static RunSummary Of(IReadOnlyList<SuiteResult> suites)
    {
        ArgumentNullException.ThrowIfNull(suites);
        var checks = suites.SelectMany(s => s.Checks).ToList();
        return new RunSummary(
            suites.Count,
            suites.Count(s => s.IsUnusable),
            checks.Count,
            checks.Count(c => c.Outcome == Outcome.Passed),
            checks.Count(c => c.Outcome == Outcome.Failed && !c.IsWaived),
            checks.Count(c => c.Outcome == Outcome.Inconclusive && !c.IsWaived),
            checks.Count(c => c.Outcome == Outcome.Error),
            checks.Count(c => c.Fails)) { Waived = checks.Count(c => c.IsWaived) };
    }
}
