using ModelSpecs.Reporting.Html;
using ModelSpecs.Reporting.Summary;
using ModelSpecs.Results;
using ModelSpecs.Results.Json;

namespace ModelSpecs.Reporting;

/// <summary>The files of a report.</summary>
/// <param name="Results">Full path of <c>results.json</c>: what other programs read, and what the other two are made of.</param>
/// <param name="Page">Full path of <c>report.html</c>: the page where a reviewer decides.</param>
/// <param name="Summary">Full path of <c>summary.md</c>: the comment of a pull request.</param>
public sealed record RunReportFiles(string Results, string Page, string Summary)
{
    /// <summary>The files that a report in a folder has.</summary>
    /// <param name="folder">The folder; it need not be there.</param>
    public static RunReportFiles In(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string Full(string name) => Path.GetFullPath(Path.Combine(folder, name));
        return new RunReportFiles(Full("results.json"), Full("report.html"), Full("summary.md"));
    }
}

/// <summary>What a run leaves: its results, the page and the summary, in one folder. Nothing else knows the names of the files.</summary>
/// <remarks>Each file is written whole or not at all, the results first: neither the page nor the summary tells of other results than stand beside it for
/// longer than it takes to write them.</remarks>
public static class RunReport
{
    /// <summary>Most rows of a suite that its page shows: enough to find what is wrong, few enough for a page that opens at once.</summary>
    public const int SampleRows = 400;

    /// <summary>Writes <c>results.json</c>, <c>report.html</c> and <c>summary.md</c>, in this order; makes the folder.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="summary">How the summary is written; null: as usual.</param>
    /// <returns>The files.</returns>
    /// <exception cref="IOException">One cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The right to do so is missing.</exception>
    public static RunReportFiles Write(RunResult run, string folder, SummaryOptions? summary = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Write([new ReportedRun(HtmlReport.OnlyRun, run)], folder, summary, withResults: true);
    }

    /// <summary>Writes <c>report.html</c> and <c>summary.md</c> of stored runs: the page has them side by side, the summary is of the last. Their results stay where they are.</summary>
    /// <param name="runs">At least one.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="summary">How the summary is written; null: as usual.</param>
    /// <returns>The files; <see cref="RunReportFiles.Results"/> is not written.</returns>
    /// <exception cref="ArgumentException">There is no run.</exception>
    /// <exception cref="IOException">One cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The right to do so is missing.</exception>
    public static RunReportFiles Write(IReadOnlyList<ReportedRun> runs, string folder, SummaryOptions? summary = null) => Write(runs, folder, summary, withResults: false);

    /// <summary>As <see cref="Write(IReadOnlyList{ReportedRun}, string, SummaryOptions?)"/>, and first the <c>results.json</c> of the last run: for one that is not what is stored.</summary>
    /// <param name="runs">At least one.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="summary">How the summary is written; null: as usual.</param>
    /// <returns>The files.</returns>
    /// <exception cref="ArgumentException">There is no run.</exception>
    /// <exception cref="IOException">One cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The right to do so is missing.</exception>
    public static RunReportFiles WriteWithResults(IReadOnlyList<ReportedRun> runs, string folder, SummaryOptions? summary = null) => Write(runs, folder, summary, withResults: true);

    /// <summary>Throws now what <see cref="Write(RunResult, string, SummaryOptions?)"/> would throw after minutes of work; no file is touched.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">A file cannot be written there.</exception>
    /// <exception cref="UnauthorizedAccessException">The right to do so is missing.</exception>
    public static void Probe(string folder)
    {
        var files = RunReportFiles.In(folder);
        AtomicFile.Probe(files.Results);
        AtomicFile.Probe(files.Page);
        AtomicFile.Probe(files.Summary);
    }

    private static RunReportFiles Write(IReadOnlyList<ReportedRun> runs, string folder, SummaryOptions? summary, bool withResults)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count == 0)
        {
            throw new ArgumentException("Found no run; expected at least one.", nameof(runs));
        }

        var files = RunReportFiles.In(folder);
        var options = (summary ?? new SummaryOptions()) with { Beside = [.. runs.SkipLast(1).Select(run => run.Label)] };
        if (withResults)
        {
            AtomicFile.Write(files.Results, stream => ResultsJson.Write(runs[^1].Run, stream));
        }

        AtomicFile.Write(files.Page, stream => HtmlReport.Write(runs, stream));
        AtomicFile.Write(files.Summary, stream => SummaryMarkdown.Write(runs[^1].Run, stream, options));
        return files;
    }
}
