using System.Text;
using ModelSpecs.Reporting.Findings;
using ModelSpecs.Reporting.Markdown;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;
using ModelSpecs.Results.Gate;

namespace ModelSpecs.Reporting.Summary;

/// <summary>The verdict in one line, how many checks ended how, and what was judged.</summary>
internal static class SummaryHead
{
    /// <summary>The lines before the sections.</summary>
    public static string Of(RunResult run, SummaryOptions options)
    {
        var summary = Count(run.Suites);
        var text = new StringBuilder($"{options.Marker}\n## {Verdict(summary, run)}\n\n{Counts(summary)}\n");
        if (run.Suites is [var suite])
        {
            text.Append($"\n{Subject(suite)}\n");
        }

        if (run.Suites.Where(suite => suite.Partial).Select(suite => suite.Name).ToList() is { Count: > 0 } partial)
        {
            text.Append($"\n**Partial:** only some slices were asked for{(run.Suites.Count == 1 ? "" : $" of {Counted.Of(partial.Count, "spec")}")}. What was left out is not judged here.\n");
        }

        return text.ToString();
    }

    /// <summary>The specs of a run that has several, worst first.</summary>
    public static SummarySection Specs(RunResult run)
    {
        var suites = run.Suites.Count < 2 ? [] : run.Suites.Select(suite => (Suite: suite, Summary: Count([suite]))).OrderBy(entry => Rank(entry.Summary)).ToList();
        return SummarySection.Of(
            "Specs", "spec", suites, most: 40,
            entry => MarkdownText.Row(
                $"{Sign(entry.Summary)} {SummaryWords.Name(entry.Suite.Name)}", SummaryWords.Code(RunFindings.FileOf(entry.Suite, entry.Suite.File)), Short(entry.Summary), Numbers.Rows(entry.Suite.Rows), SummaryWords.Name(entry.Suite.Owner ?? "")),
            intro: MarkdownText.Row("spec", "file", "checks", "rows", "owner") + MarkdownText.Row(":--", ":--", ":--", "--:", ":--"));
    }

    private static RunSummary Count(IReadOnlyList<SuiteResult> suites) =>
        RunSummary.Of(suites) with { Failing = suites.Where(suite => !suite.IsUnusable).Sum(suite => suite.Checks.Count(RunFindings.IsFailure)) };

    private static string Verdict(RunSummary summary, RunResult run)
    {
        var loosened = run.Gate?.Changes.Any(change => change.Effect == GateEffect.Loosened) == true;
        string[] but =
        [
            .. summary.Waived > 0 ? [$"{Counted.Of(summary.Waived, "check")} waived"] : Array.Empty<string>(),
            .. summary.Inconclusive > 0 ? [$"{Numbers.Rows(summary.Inconclusive)} inconclusive"] : Array.Empty<string>(),
            .. loosened ? ["the gate loosened"] : Array.Empty<string>(),
        ];
        return summary switch
        {
            { Unusable: > 0 } => $"❌ ModelSpecs: {Numbers.Rows(summary.Unusable)} of {Counted.Of(summary.Suites, "spec")} could not be used{(summary.Failing > 0 ? $", {Counted.Of(summary.Failing, "check")} failed" : "")}",
            { Failing: > 0 } => $"❌ ModelSpecs: {Numbers.Rows(summary.Failing)} of {Counted.Of(summary.Checks, "check")} failed",
            { Succeeded: false } => "❌ ModelSpecs: nothing was judged",
            _ when but.Length > 0 => $"⚠️ ModelSpecs: passed, with {string.Join(" and ", but)}",
            _ => $"✅ ModelSpecs: {(summary.Checks == 1 ? "the check passed" : $"all {Counted.Of(summary.Checks, "check")} passed")}",
        };
    }

    private static string Counts(RunSummary summary)
    {
        string?[] parts =
        [
            Number(summary.Failed, "failed"),
            Number(summary.Errors, "could not be judged"),
            Number(summary.Inconclusive, "inconclusive"),
            Number(summary.Waived, "waived"),
            $"{Numbers.Rows(summary.Passed)} passed",
            $"{Counted.Of(summary.Checks, "check")} of {Counted.Of(summary.Suites, "spec")}",
        ];
        return string.Join(" · ", parts.OfType<string>());
    }

    private static string? Number(int count, string what) => count > 0 ? $"**{Numbers.Rows(count)} {what}**" : null;

    private static string Subject(SuiteResult suite)
    {
        string?[] facts =
        [
            $"**{SummaryWords.Name(suite.Name)}**",
            SummaryWords.Code(RunFindings.FileOf(suite, suite.File)),
            suite.Rows > 0 ? Counted.Of(suite.Rows, "row") : null,
            suite.Model is { } model ? $"model {SummaryWords.Code(model.Path)}" : null,
            suite.Golden is { } golden ? $"golden set {SummaryWords.Code(golden.Path)}" : null,
            suite.Owner is { } owner ? $"owner {SummaryWords.Name(owner)}" : null,
        ];
        return string.Join(" · ", facts.OfType<string>());
    }

    private static int Rank(RunSummary summary) => summary switch
    {
        { Unusable: > 0 } => 0,
        { Failing: > 0 } => 1,
        { Checks: 0 } => 2,
        { Waived: > 0 } or { Inconclusive: > 0 } => 3,
        _ => 4,
    };

    private static string Sign(RunSummary summary) => Rank(summary) switch { < 3 => "❌", 3 => "⚠️", _ => "✅" };

    private static string Short(RunSummary summary) => summary switch
    {
        { Unusable: > 0 } => "could not be used",
        { Checks: 0 } => "has no check",
        { Failing: > 0 } => $"{Numbers.Rows(summary.Failing)} of {Numbers.Rows(summary.Checks)} failed",
        _ => $"{Numbers.Rows(summary.Passed)} of {Numbers.Rows(summary.Checks)} passed",
    };
}
