using ModelSpecs.Cli.Hosting;
using ModelSpecs.Reporting;
using ModelSpecs.Reporting.Html;
using ModelSpecs.Reporting.Summary;
using ModelSpecs.Results;

namespace ModelSpecs.Cli.Commands;

/// <summary>The folder of a report as an option names it: looked at before the work, written after it by <see cref="RunReport"/>.</summary>
internal sealed class ReportFolder
{
    private readonly string option;
    private readonly string argument;
    private readonly string folder;

    private ReportFolder(string option, string argument, string folder)
    {
        this.option = option;
        this.argument = argument;
        this.folder = folder;
    }

    /// <summary>Full paths of what it holds.</summary>
    public RunReportFiles Files => RunReportFiles.In(folder);

    /// <summary>Looks before the work whether it can be written.</summary>
    /// <exception cref="Spec.Diagnostics.SpecException">It cannot.</exception>
    public static ReportFolder Prepare(CliConsole console, string option, string argument)
    {
        OutputFile.Guard(option, argument, () =>
        {
            if (argument.Length == 0)
            {
                throw new IOException("The path is empty.");
            }

            RunReport.Probe(console.FullPath(argument));
        });
        return new ReportFolder(option, argument, console.FullPath(argument));
    }

    /// <summary>Writes a run: results, page and summary.</summary>
    /// <exception cref="Spec.Diagnostics.SpecException">It cannot be written.</exception>
    public void Write(RunResult run, SummaryOptions? summary = null) => OutputFile.Guard(option, argument, () => RunReport.Write(run, folder, summary));

    /// <summary>Writes stored runs, of which the last is another than is stored: its results, the page and the summary.</summary>
    /// <exception cref="Spec.Diagnostics.SpecException">They cannot be written.</exception>
    public void WriteWithResults(IReadOnlyList<ReportedRun> runs, SummaryOptions? summary = null) => OutputFile.Guard(option, argument, () => RunReport.WriteWithResults(runs, folder, summary));

    /// <summary>Writes stored runs: the page and the summary.</summary>
    /// <exception cref="Spec.Diagnostics.SpecException">They cannot be written.</exception>
    public void Write(IReadOnlyList<ReportedRun> runs, SummaryOptions? summary = null) => OutputFile.Guard(option, argument, () => RunReport.Write(runs, folder, summary));
}
