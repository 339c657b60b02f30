using ModelSpecs.Cli.Hosting;
using ModelSpecs.Reporting.Html;
using ModelSpecs.Results;
using ModelSpecs.Results.Json;

namespace ModelSpecs.Cli.Commands;

/// <summary>The folder of a report: <c>report.html</c> and <c>results.json</c>, each written whole or not at all.</summary>
internal sealed class ReportFolder
{
    /// <summary>Most rows of a suite that its page shows: enough to find what is wrong, few enough for a page that opens at once.</summary>
    public const int SampleRows = 400;

    private readonly string option;
    private readonly string argument;
    private readonly string results;

    private ReportFolder(string option, string argument, string page, string results)
    {
        this.option = option;
        this.argument = argument;
        this.results = results;
        Page = page;
    }

    /// <summary>Full path of the page.</summary>
    public string Page { get; }

    /// <summary>Looks before the work whether it can be written.</summary>
    /// <exception cref="Spec.Diagnostics.SpecException">It cannot.</exception>
    public static ReportFolder Prepare(CliConsole console, string option, string argument)
    {
        string Path(string name) => OutputFile.Prepare(console, option, argument.Length == 0 ? "" : System.IO.Path.Combine(argument, name));
        return new ReportFolder(option, argument, Path("report.html"), Path("results.json"));
    }

    /// <summary>Writes the results first: a page never tells of others than stand beside it.</summary>
    public void Write(RunResult run)
    {
        OutputFile.Write(option, argument, results, stream => ResultsJson.Write(run, stream));
        OutputFile.Write(option, argument, Page, stream => HtmlReport.Write(run, stream));
    }
}
