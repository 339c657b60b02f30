using System.Text;
using ModelSpecs.Cli.Gate;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Engine.CustomMetrics;
using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Engine.Running;
using ModelSpecs.Reporting;
using ModelSpecs.Reporting.Summary;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;
using ModelSpecs.Results.Json;
using ModelSpecs.Results.Snapshots;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Cli.Commands;

/// <summary><c>modelspecs run</c>.</summary>
internal sealed class RunCommand(CliConsole console, CliEngine engine)
{
    private const string StandardOutput = "-";

    /// <summary>Runs specs one after the other (each uses every core), shows each when it is done, then the verdict of all.</summary>
    public int Execute(RunArguments arguments, CancellationToken cancellationToken)
    {
        var started = console.Time.GetTimestamp();
        var show = console.Show with
        {
            Detail = arguments.Quiet ? Detail.Quiet : arguments.Verbose ? Detail.Verbose : Detail.Normal,
            Metrics = arguments.AllMetrics,
        };

        var accept = IsAcceptAsked(arguments);

        // JSON on the standard output stands there alone.
        var output = arguments.Json == StandardOutput ? console.Error : console.Out;
        var customs = CustomAssemblies.Load(console, arguments.Assemblies);
        var specs = Select(arguments);
        var jsonPath = arguments.Json is null or StandardOutput ? null : OutputFile.Prepare(console, "--json", arguments.Json);
        var outputs = RunOutputs.Prepare(console, arguments.Outputs);
        var report = arguments.Report is null ? null : ReportFolder.Prepare(console, "--report", arguments.Report);
        var gate = arguments.Base is null ? null : new GateDiffRun(console, engine).Execute(
            new GateDiffRequest(arguments.Base) { Specs = arguments.Specs, MergeBase = true, Root = arguments.Root, LeaveOutBroken = true }, cancellationToken);
        var progress = ProgressLine.On(console);
        var judge = new SpecJudge(console, engine, arguments, customs) { Accept = accept };
        var results = new List<SuiteResult>(specs.Count);
        var exitCode = ExitCodes.Passed;
        foreach (var spec in specs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (result, isFault) = judge.Judge(spec, null, progress, cancellationToken);
            exitCode = isFault ? ExitCodes.Fault : exitCode;
            results.Add(result);
            Show(result, spec, output, show);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var run = new RunResult
        {
            Tool = CliApp.Tool,
            OnnxRuntime = results.Any(r => r.Model is not null) ? RuntimeIdentity.Version : null,
            Suites = results,
            Gate = gate,
        };
        WriteJson(arguments.Json, jsonPath, run);
        report?.Write(run, new SummaryOptions { Key = arguments.SummaryKey });
        if (gate is not null)
        {
            GateNote.Write(gate, output, show);
        }

        TerminalReport.WriteFailing(results, output, show);
        var summary = RunSummary.Of(results);
        TerminalReport.WriteVerdict(summary, console.Time.GetElapsedTime(started), output, show);
        if (report is not null && !arguments.Quiet)
        {
            output.WriteLine($"Report: {TerminalText.Line(console.Display(report.Files.Page), show.Unicode)}");
        }

        outputs.Write(run, output, report?.Files, new SummaryOptions { Key = arguments.SummaryKey });
        if (summary is { Checks: 0, Unusable: 0 })
        {
            throw new SpecException(SpecDiagnostics.NothingJudged.At(SourceSpan.CommandLine,
                $"No check was judged. Found no expectation {(arguments.Slices.Count > 0 ? "on the slices asked for" : $"in {summary.Suites} spec{(summary.Suites == 1 ? "" : "s")}")}; expected at least one. Add `expect:` to a spec{(arguments.Slices.Count > 0 ? ", or ask for other slices" : "")}."));
        }

        return Math.Max(exitCode, summary.Unusable > 0 ? ExitCodes.Wrong : summary.Failing > 0 ? ExitCodes.Failed : ExitCodes.Passed);
    }

    /// <summary>Whether the environment asks to accept what the run finds.</summary>
    /// <exception cref="SpecException">It asks for what is refused.</exception>
    private bool IsAcceptAsked(RunArguments arguments)
    {
        if (!SnapshotAcceptance.IsAsked(console.Variable))
        {
            return false;
        }

        return SnapshotAcceptance.RefusedBecause(console.Variable) is { } reason
            ? throw new SpecException(SpecDiagnostics.AcceptRefusedInCi.At(SourceSpan.CommandLine, $"{SnapshotAcceptance.Variable} is set, and nothing is accepted here. {reason}"))
            : arguments.Slices.Count > 0
            ? throw new SpecException(SpecDiagnostics.ReceivedPartial.At(SourceSpan.CommandLine,
                $"{SnapshotAcceptance.Variable} is set, and nothing is accepted of a filtered run. Found --slice; expected none, since accepting a part would drop the rest."))
            : true;
    }

    private IReadOnlyList<ParsedSpec> Select(RunArguments arguments)
    {
        var files = SpecSet.Files(console, arguments.Root);
        var parsed = SpecSet.Parse(engine, SpecFinder.Find(console, arguments.Specs), files);
        return SpecSet.WithSlices(SpecSet.Matching(console, parsed, arguments.Only), arguments.Slices);
    }

    private void Show(SuiteResult result, ParsedSpec spec, TextWriter output, TerminalOptions show)
    {
        // Problems with their full path, as the build prints them.
        var diagnostics = result.Diagnostics.Select(d => d with { File = Path.GetFullPath(d.File, spec.Root) });
        TerminalReport.WriteSuite(result with { Diagnostics = [.. diagnostics] }, output, show, _ => console.Display(spec.Path));
        output.Flush();
    }

    private void WriteJson(string? argument, string? path, RunResult run)
    {
        if (argument is null)
        {
            return;
        }

        if (path is null)
        {
            using var buffer = new MemoryStream();
            ResultsJson.Write(run, buffer);
            console.Out.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        }
        else
        {
            OutputFile.Write("--json", argument, path, stream => ResultsJson.Write(run, stream));
        }
    }
}
