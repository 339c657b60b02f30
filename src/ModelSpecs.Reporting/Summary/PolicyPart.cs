using ModelSpecs.Reporting.Markdown;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Summary;

/// <summary>What may fail and what is not judged: waivers, quarantined rows; specs that could not be used, and warnings.</summary>
internal static class PolicyPart
{
    private const int Most = 30;
    private const int MostIds = 12;

    /// <summary>Waivers: those that let a check fail now, then those that fail it.</summary>
    public static SummarySection Waivers(RunResult run)
    {
        var waived = run.Suites.Where(suite => !suite.IsUnusable)
            .SelectMany(suite => suite.Checks.Where(check => check.Waiver is not null).Select(check => (Suite: suite, Check: check, Waiver: check.Waiver!)))
            .OrderBy(entry => entry.Waiver.State)
            .ThenBy(entry => entry.Waiver.DaysLeft)
            .ToList();
        return SummarySection.Of(
            "Waivers", "waiver", waived, Most,
            entry => MarkdownText.Row(
                SummaryWords.Name(entry.Check.Name),
                entry.Waiver.State switch { WaiverState.Active => SummaryWords.Name(entry.Waiver.UntilText()), WaiverState.Expired => $"⛔ expired, {SummaryWords.Name(entry.Waiver.UntilText())}", _ => "⛔ not needed any more, take it out" },
                SummaryWords.Name(entry.Waiver.Owner), SummaryWords.Text(entry.Waiver.Because), SummaryWords.At(entry.Suite, entry.Waiver.File, entry.Waiver.Line)),
            MarkdownText.Row("check", "state", "owner", "because", "written at") + MarkdownText.Row(":--", ":--", ":--", ":--", ":--"));
    }

    /// <summary>Rows that are left out of everything above, by reason.</summary>
    public static SummarySection Quarantined(RunResult run)
    {
        var reasons = run.Suites.SelectMany(suite => suite.Quarantine.Select(reason => (Suite: suite, Reason: reason))).ToList();
        var rows = reasons.Sum(entry => (long)entry.Reason.Ids.Count);
        return SummarySection.Of(
            $"{Counted.Of(rows, "row")} quarantined, and not judged", "reason", reasons, Most,
            entry => $"- {Of(run, entry.Suite)}{SummaryWords.Text(entry.Reason.Because)}: {SummaryWords.Rows(entry.Reason.Ids, entry.Reason.Ids.Count, MostIds)}\n",
            folded: true);
    }

    /// <summary>What keeps specs from being judged.</summary>
    public static SummarySection Unusable(RunResult run)
    {
        var errors = run.Suites.SelectMany(suite => suite.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticResult.Error).Select(diagnostic => (Suite: suite, Diagnostic: diagnostic))).ToList();
        return SummarySection.Of("What could not be used", "error", errors, Most, entry => Diagnostic(entry.Suite, entry.Diagnostic));
    }

    /// <summary>What a person should look at, and what was not held against its baseline.</summary>
    public static SummarySection Notes(RunResult run)
    {
        // Written only as far as they are shown: warnings can be many.
        List<Func<string>> notes =
        [
            .. Each(run, suite => suite.Baselines.Where(baseline => baseline.Missing is not null), baseline => $"{SummaryWords.Name(baseline.Name)}: {SummaryWords.Text(baseline.Missing!)}"),
            .. Each(run, suite => suite.Baselines.SelectMany(baseline => baseline.Structure.Where(difference => !difference.Fails)), difference => SummaryWords.Text(difference.Text)),
            .. Each(run, suite => suite.Baselines.Where(baseline => baseline.Received is not null),
                baseline => $"this run differs from what is approved; `modelspecs accept` makes {SummaryWords.Code(baseline.Received!)} the bar, on the machine of a person who looked at it"),
            .. run.Suites.SelectMany(suite => suite.Diagnostics.Where(diagnostic => diagnostic.Severity != DiagnosticResult.Error).Select(diagnostic => (Func<string>)(() => Diagnostic(suite, diagnostic)))),
            .. Each(run, suite => suite.Reversals, reversal => SummaryWords.Text(reversal.ToString())),
        ];
        return SummarySection.Of(Counted.Of(notes.Count, "note"), "note", notes, Most, write => write(), folded: true);
    }

    private static IEnumerable<Func<string>> Each<T>(RunResult run, Func<SuiteResult, IEnumerable<T>> things, Func<T, string> write) =>
        run.Suites.SelectMany(suite => things(suite).Select(thing => (Func<string>)(() => $"- {Of(run, suite)}{write(thing)}\n")));

    private static string Of(RunResult run, SuiteResult suite) => run.Suites.Count > 1 ? $"**{SummaryWords.Name(suite.Name)}**: " : "";

    private static string Diagnostic(SuiteResult suite, DiagnosticResult diagnostic) =>
        $"- {SummaryWords.At(suite, diagnostic.File, diagnostic.Line)}: **{SummaryWords.Name(diagnostic.Id)}** {SummaryWords.Text(diagnostic.Message)}\n";
}
