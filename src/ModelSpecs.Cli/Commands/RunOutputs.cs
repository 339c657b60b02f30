using ModelSpecs.Cli.Hosting;
using ModelSpecs.Reporting;
using ModelSpecs.Reporting.Annotations;
using ModelSpecs.Reporting.CodeQuality;
using ModelSpecs.Reporting.JUnit;
using ModelSpecs.Reporting.Sarif;
using ModelSpecs.Reporting.Summary;
using ModelSpecs.Results;

namespace ModelSpecs.Cli.Commands;

/// <summary>What other programs read of a run: files, and commands of a build service in its log.</summary>
internal sealed class RunOutputs
{
    private readonly CliConsole console;
    private readonly BuildService service;
    private readonly List<Target> targets = [];

    private RunOutputs(CliConsole console, BuildService service)
    {
        this.console = console;
        this.service = service;
    }

    /// <summary>Looks before the work whether the files can be written.</summary>
    /// <exception cref="Spec.Diagnostics.SpecException">One cannot.</exception>
    public static RunOutputs Prepare(CliConsole console, OutputArguments arguments)
    {
        var outputs = new RunOutputs(console, arguments.Ci switch
        {
            "github" => BuildService.GitHub,
            "azure" => BuildService.Azure,
            "gitlab" => BuildService.GitLab,
            "auto" => BuildServices.Detect(console.Variable),
            _ => BuildService.None,
        });
        outputs.Add("--junit", arguments.JUnit, JUnitXml.Write);
        outputs.Add("--sarif", arguments.Sarif, SarifJson.Write);
        outputs.Add("--code-quality", arguments.CodeQuality, CodeQualityJson.Write);
        return outputs;
    }

    /// <summary>Writes the files, then the commands, then the summary that the build service shows.</summary>
    /// <param name="run">The run.</param>
    /// <param name="log">Where results go that people read.</param>
    /// <param name="report">The files of the report that was written; null: none.</param>
    /// <param name="summary">How the summary is written; null: as usual.</param>
    /// <exception cref="Spec.Diagnostics.SpecException">A file cannot be written.</exception>
    public void Write(RunResult run, TextWriter log, RunReportFiles? report, SummaryOptions? summary = null)
    {
        foreach (var target in targets)
        {
            OutputFile.Write(target.Option, target.Argument, target.Path, stream => target.Write(run, stream));
        }

        RunAnnotations.Write(run, service, log, console.Time.GetUtcNow());
        switch (service)
        {
            case BuildService.GitHub when console.Variable(StepSummary.Variable) is { Length: > 0 } file:
                OutputFile.Guard(StepSummary.Variable, file, () => StepSummary.Append(console.FullPath(file), SummaryMarkdown.Of(run, summary), log));
                break;
            case BuildService.Azure when report is not null:
                StepSummary.Upload(report.Summary, log);
                break;
        }
    }

    private void Add(string option, string? argument, Action<RunResult, Stream> write)
    {
        if (argument is not null)
        {
            targets.Add(new Target(option, argument, OutputFile.Prepare(console, option, argument), write));
        }
    }

    private sealed record Target(string Option, string Argument, string Path, Action<RunResult, Stream> Write);
}
