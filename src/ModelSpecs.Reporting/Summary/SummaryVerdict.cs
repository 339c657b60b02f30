using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Summary;

/// <summary>The verdict of a run in words.</summary>
internal static class SummaryVerdict
{
    /// <summary>The heading: what happened, in a few words.</summary>
    public static string Of(RunSummary summary) => summary switch
    {
        { Unusable: > 0 } => "not judged",
        { Checks: 0 } => "nothing was judged",
        { Failing: > 0 } => "failed",
        { Waived: > 0, Inconclusive: > 0 } => "passed, but with waivers and not conclusive",
        { Waived: > 0 } => "passed, but with waivers",
        { Inconclusive: > 0 } => "passed, but not conclusive",
        _ => "passed",
    };

    /// <summary>How many checks ended how.</summary>
    public static string Counts(RunSummary summary)
    {
        string?[] parts =
        [
            summary.Unusable > 0 ? $"{Numbers.Rows(summary.Unusable)} of {Count(summary.Suites, "spec")} could not be used" : null,
            $"{Numbers.Rows(summary.Passed)} of {Count(summary.Checks, "check")} passed",
            summary.Failed > 0 ? $"{Numbers.Rows(summary.Failed)} failed" : null,
            summary.Errors > 0 ? $"{Numbers.Rows(summary.Errors)} could not be judged" : null,
            summary.Inconclusive > 0 ? $"{Numbers.Rows(summary.Inconclusive)} inconclusive" : null,
            summary.Waived > 0 ? $"{Numbers.Rows(summary.Waived)} waived" : null,
            summary.Unusable == 0 ? Count(summary.Suites, "spec") : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    /// <summary><c>1 spec</c>, <c>2 specs</c>.</summary>
    public static string Count(long count, string noun) => $"{Numbers.Rows(count)} {noun}{(count == 1 ? "" : "s")}";
}
