using ModelSpecs.Cli.Hosting;
using ModelSpecs.Reporting.Html;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results.Json;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Cli.Commands;

/// <summary><c>modelspecs report</c>.</summary>
internal sealed class ReportCommand(CliConsole console)
{
    /// <summary>Reads results and writes their page; it judges nothing, so that it ends with 0 whatever they say.</summary>
    public int Execute(IReadOnlyList<string> results, string folder)
    {
        var report = ReportFolder.Prepare(console, "--output", folder);
        var (runs, problems) = (new List<ReportedRun>(), new List<SpecDiagnostic>());
        foreach (var file in results)
        {
            try
            {
                using var stream = File.OpenRead(console.FullPath(file));
                runs.Add(new ReportedRun(Label(file, results), ResultsJson.Read(stream)));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ResultsFormatException or ArgumentException)
            {
                problems.Add(SpecDiagnostics.ResultsNotReadable.At(SourceSpan.CommandLine,
                    $"{OneLine.Quote(file)} holds no results. {OneLine.Escape(exception.Message)} Expected a file that `modelspecs run --json` or `--report` wrote."));
            }
        }

        if (problems.Count > 0)
        {
            throw new SpecException(problems);
        }

        report.Write(runs);
        console.Out.WriteLine($"Report: {TerminalText.Line(console.Display(report.Files.Page), console.Show.Unicode)}");
        return ExitCodes.Passed;
    }

    // The file's name says it, unless several have the same: runs are often kept in folders of their own.
    private static string Label(string file, IReadOnlyList<string> all) =>
        all.Count(other => Path.GetFileName(other) == Path.GetFileName(file)) == 1 ? Path.GetFileName(file) : file;
}
