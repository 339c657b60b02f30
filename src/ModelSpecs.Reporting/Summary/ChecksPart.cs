using ModelSpecs.Reporting.Findings;
using ModelSpecs.Reporting.Markdown;
using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Summary;

/// <summary>Checks that fail the run, and those that are inconclusive without failing it.</summary>
internal static class ChecksPart
{
    private const int Open = 3;
    private const int Most = 40;
    private const int MostLines = 24;
    private const int LongestLine = 400;
    private const int MostNames = 10;

    // As many that could not be judged for one reason are told as one: a model that does not load is one problem.
    private const int LeastTogether = 3;

    /// <summary>What fails: each with its whole message, the first of them open.</summary>
    public static SummarySection Failing(RunResult run)
    {
        var failures = run.Suites
            .SelectMany((suite, number) => suite.Checks.Where(check => !suite.IsUnusable && RunFindings.IsFailure(check)).Select((check, i) => (Suite: suite, Check: check, number, i)))
            .GroupBy(entry => entry.Check is { Outcome: Outcome.Error, Reason: { } reason } ? (entry.number, -1, reason) : (entry.number, entry.i, ""))
            .SelectMany(group => group.Count() >= LeastTogether ? [group.ToList()] : group.Select(entry => new[] { entry }.ToList()))
            .OrderBy(group => Rank(group[0].Check))
            .ToList();
        return new SummarySection
        {
            Title = "What failed",
            Noun = "failure",
            Total = failures.Count,
            Items = [.. failures.Take(Most).Select((group, i) => Failure([.. group.Select(entry => entry.Check)], group[0].Suite, run.Suites.Count > 1 ? SummaryWords.Name(group[0].Suite.Name) + ": " : "", open: i < Open))],
        };
    }

    /// <summary>What is inconclusive and fails nothing.</summary>
    public static SummarySection Inconclusive(RunResult run)
    {
        var checks = run.Suites.Where(suite => !suite.IsUnusable)
            .SelectMany(suite => suite.Checks.Where(check => check is { Outcome: Outcome.Inconclusive, Fails: false, IsWaived: false }).Select(check => (Suite: suite, Check: check)))
            .ToList();
        return SummarySection.Of(
            $"{Counted.Of(checks.Count, "check")} inconclusive: never a pass, and by the spec no failure", "check", checks, Most,
            entry => $"- {(run.Suites.Count > 1 ? SummaryWords.Name(entry.Suite.Name) + ": " : "")}**{SummaryWords.Name(entry.Check.Name)}**{(entry.Check.Reason is { } reason ? ": " + SummaryWords.Text(reason) : "")} ({SummaryWords.At(entry.Suite, entry.Check.File, entry.Check.Line)})\n",
            folded: true);
    }

    private static string Failure(IReadOnlyList<CheckResult> checks, SuiteResult suite, string of, bool open)
    {
        var check = checks[0];
        var sign = check.Outcome switch { Outcome.Failed => "❌", Outcome.Inconclusive => "❔", Outcome.Error => "❗", _ => "⛔" };
        var together = checks.Count > 1 ? $" and {Counted.Of(checks.Count - 1, "more check")}" : "";
        var what = check.Outcome switch { Outcome.Failed => " failed", Outcome.Inconclusive => checks.Count > 1 ? " are inconclusive" : " is inconclusive", Outcome.Error => " could not be judged", _ => "" };
        return $"<details{(open ? " open" : "")}><summary>{sign} {of}<b>{SummaryWords.Name(check.Name)}</b>{together}{what}</summary>\n\n{MarkdownText.Block(Lines(checks, suite))}\n</details>\n";
    }

    // The heading says the first line already, and the place is below the root and not where the build server has it.
    private static IEnumerable<string> Lines(IReadOnlyList<CheckResult> checks, SuiteResult suite)
    {
        var check = checks[0];
        var lines = check.Message.Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        var told = lines.Skip(lines.Count > 1 ? 1 : 0).Where(line => !line.StartsWith("  at ", StringComparison.Ordinal)).Select(line => line.StartsWith("  ", StringComparison.Ordinal) ? line[2..] : line).ToList();
        foreach (var line in told.Take(MostLines))
        {
            yield return MarkdownText.Cut(line, LongestLine);
        }

        if (told.Count > MostLines)
        {
            yield return $"… {Counted.Of(told.Count - MostLines, "more line")}, see report.html";
        }

        if (checks.Count > 1)
        {
            yield return MarkdownText.Cut($"also      {string.Join(", ", checks.Skip(1).Take(MostNames).Select(other => other.Name))}{(checks.Count > MostNames + 1 ? $" and {checks.Count - 1 - MostNames} more" : "")}", LongestLine);
        }

        yield return MarkdownText.Cut($"at        {RunFindings.FileOf(suite, check.File)}:{check.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}", LongestLine);
    }

    private static int Rank(CheckResult check) => check.Outcome switch { Outcome.Failed => 0, Outcome.Passed => 1, Outcome.Error => 2, _ => 3 };
}
