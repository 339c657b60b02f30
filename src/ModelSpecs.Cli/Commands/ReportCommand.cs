using ModelSpecs.Cli.Gate;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Reporting.Html;
using ModelSpecs.Reporting.Summary;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results.Gate;
using ModelSpecs.Results.Json;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Cli.Commands;

/// <summary><c>modelspecs report</c>.</summary>
internal sealed class ReportCommand(CliConsole console, CliEngine engine)
{
    /// <summary>Reads results and writes what is made of them; it judges nothing, so that it ends with 0 whatever they say.</summary>
    public int Execute(ReportArguments arguments, CancellationToken cancellationToken)
    {
        var report = ReportFolder.Prepare(console, "--output", arguments.Output);
        var outputs = RunOutputs.Prepare(console, arguments.Outputs);
        var runs = Read(arguments.Results);
        var summary = new SummaryOptions { Key = arguments.SummaryKey };
        if (arguments.Base is null)
        {
            report.Write(runs, summary);
        }
        else
        {
            WriteWithGate(arguments, runs, report, summary, cancellationToken);
        }

        console.Out.WriteLine($"Report: {TerminalText.Line(console.Display(report.Files.Page), console.Show.Unicode)}");

        // Of several runs the last is the one that is looked at.
        outputs.Write(runs[^1].Run, console.Out, report.Files, summary);
        return ExitCodes.Passed;
    }

    private List<ReportedRun> Read(IReadOnlyList<string> results)
    {
        var (runs, problems) = (new List<ReportedRun>(), new List<SpecDiagnostic>());
        foreach (var file in results)
        {
            try
            {
                using var stream = File.OpenRead(console.FullPath(file));
                runs.Add(new ReportedRun(Label(file, results), ResultsJson.Read(stream)));
            }
            catch (ResultsFormatException exception)
            {
                problems.AddRange(exception.Problems.Select(problem => NotReadable(file, problem)));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
            {
                problems.Add(NotReadable(file, exception.Message));
            }
        }

        return problems.Count > 0 ? throw new SpecException(problems) : runs;
    }

    private static SpecDiagnostic NotReadable(string file, string problem) => SpecDiagnostics.ResultsNotReadable.At(SourceSpan.CommandLine,
        $"{OneLine.Quote(file)} holds no results. {OneLine.Escape(problem)} Expected a file that `modelspecs run --json` or `--report` wrote.");

    /// <summary>The last run gets what was done to the gate, and its results are written with it: page, summary and results say the same.</summary>
    private void WriteWithGate(ReportArguments arguments, List<ReportedRun> runs, ReportFolder report, SummaryOptions summary, CancellationToken cancellationToken)
    {
        if (arguments.Results.SkipLast(1).FirstOrDefault(file => console.FullPath(file) == report.Files.Results) is { } other)
        {
            throw new SpecException(SpecDiagnostics.OutputNotWritable.At(SourceSpan.CommandLine,
                $"--base writes the last run's results with the gate in them, over another run's. Found {OneLine.Quote(other)} in the folder of --output; expected another folder."));
        }

        var gate = new GateDiffRun(console, engine).Execute(new GateDiffRequest(arguments.Base!) { MergeBase = true, LeaveOutBroken = true }, cancellationToken);
        runs[^1] = runs[^1] with { Run = runs[^1].Run with { Gate = gate } };
        report.WriteWithResults(runs, summary);
        GateNote.Write(gate, console.Out, console.Show);
    }

    // The file's name says it, unless several have the same: runs are often kept in folders of their own.
    private static string Label(string file, IReadOnlyList<string> all) =>
        all.Count(other => Path.GetFileName(other) == Path.GetFileName(file)) == 1 ? Path.GetFileName(file) : file;
}
