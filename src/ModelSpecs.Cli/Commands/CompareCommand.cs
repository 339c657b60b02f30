using System.Text;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Engine.Compare;
using ModelSpecs.Engine.Running;
using ModelSpecs.Reporting.Compare;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results.Compare;
using ModelSpecs.Results.Json;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Cli.Commands;

/// <summary><c>modelspecs compare</c>: several candidates under one spec, each held against the first.</summary>
internal sealed class CompareCommand(CliConsole console, CliEngine engine)
{
    private const string StandardOutput = "-";

    /// <summary>Judges the candidates one after the other, shows them side by side, and says which to take.</summary>
    /// <exception cref="SpecException">The command line or the spec is wrong: every problem found.</exception>
    public int Execute(CompareArguments arguments, CancellationToken cancellationToken)
    {
        var problems = new List<SpecDiagnostic>();
        var given = CandidateArguments.Read(console, arguments.Models, arguments.Candidates, problems);
        var json = Collect(problems, () => arguments.Json is null or StandardOutput ? null : OutputFile.Prepare(console, "--json", arguments.Json));
        var markdown = Collect(problems, () => arguments.Markdown is null ? null : OutputFile.Prepare(console, "--markdown", arguments.Markdown));
        var customs = Collect(problems, () => CustomAssemblies.Load(console, arguments.Assemblies));
        var spec = Collect(problems, () => Spec(arguments));
        IReadOnlyList<Candidate> candidates = [];
        if (spec?.Result.Spec is { } parsed)
        {
            var before = problems.Count;
            candidates = CandidateArguments.Of(console, parsed, given, problems);
            // One that was not understood is missing among them, which is no second mistake.
            problems.AddRange(CandidateComparison.Problems(parsed, candidates, arguments.Metrics).Where(problem => before == 0 && problems.Count == before || problem.Id != SpecDiagnostics.TooFewCandidates.Id));
        }

        if (problems.Count > 0)
        {
            throw new SpecException(problems);
        }

        var suite = spec!.Result.Spec!;
        var progress = ProgressLine.On(console);
        CompareResult result;
        try
        {
            result = engine.Compare(suite, candidates, new CompareOptions
            {
                Tool = CliApp.Tool,
                Metrics = arguments.Metrics,
                Latency = arguments.Latency != "off",
                Run = new RunOptions
                {
                    CacheDirectory = arguments.NoCache ? null : DefaultCache.DirectoryFor(spec.Root, console.Variable(DefaultCache.Variable)),
                    Threads = arguments.Threads,
                    CustomMetrics = customs!,
                    Today = DateOnly.FromDateTime(console.Time.GetUtcNow().UtcDateTime),
                    Progress = progress,
                },
            }, cancellationToken).GetAwaiter().GetResult();
        }
        finally
        {
            progress?.Clear();
        }

        result = result with { Diagnostics = [.. spec.Result.Diagnostics.Select(diagnostic => SpecSet.ToResult(diagnostic, spec.Root)), .. result.Diagnostics] };
        Write(result, arguments, json, markdown);
        return ExitCode(result, arguments.FailOnWorse);
    }

    /// <summary>2 where a candidate could not be judged; 1 where none can be recommended; with <c>--fail-on-worse</c> 1 where one is worse somewhere, or where nothing could be told of one.</summary>
    private static int ExitCode(CompareResult result, bool failOnWorse)
    {
        if (result.Candidates.Any(candidate => !candidate.Judged))
        {
            return ExitCodes.Wrong;
        }

        var cells = result.Slices.SelectMany(slice => slice.Metrics).SelectMany(metric => metric.Cells).ToLookup(cell => cell.Candidate, StringComparer.Ordinal);
        var fails = result.Candidates.Skip(1).Any(candidate => candidate.Worse > 0 || !cells[candidate.Name].Any(cell => cell.P is not null));
        return (failOnWorse && fails) || result.Recommendation.Decision == Decision.None ? ExitCodes.Failed : ExitCodes.Passed;
    }

    private ParsedSpec Spec(CompareArguments arguments)
    {
        var files = SpecSet.Files(console, arguments.Root);
        var isPath = arguments.Spec is { } path && File.Exists(console.FullPath(path));
        var all = SpecSet.Parse(engine, SpecFinder.Find(console, isPath ? [arguments.Spec!] : []), files);
        var found = isPath || arguments.Spec is null ? all : SpecSet.Matching(console, all, [arguments.Spec]);
        if (found.Count != 1)
        {
            var names = string.Join(", ", found.Take(10).Select(spec => OneLine.Quote(console.Display(spec.Path))));
            throw new SpecException(SpecDiagnostics.OneSpecExpected.At(SourceSpan.CommandLine,
                $"Candidates are compared under one spec. Found {found.Count}: {names}{(found.Count > 10 ? ", …" : "")}; expected one. Name it with --spec."));
        }

        return found[0].Result.Spec is null ? throw new SpecException(found[0].Result.Diagnostics) : found[0];
    }

    private static T? Collect<T>(List<SpecDiagnostic> problems, Func<T?> step)
        where T : class
    {
        try
        {
            return step();
        }
        catch (SpecException problem)
        {
            problems.AddRange(problem.Diagnostics);
            return null;
        }
    }

    private void Write(CompareResult result, CompareArguments arguments, string? json, string? markdown)
    {
        var output = arguments.Json == StandardOutput ? console.Error : console.Out;
        CompareReport.Write(result, output, console.Show with { Detail = arguments.Verbose ? Detail.Verbose : Detail.Normal });
        output.Flush();

        // What is kept in a file is the same on every machine unless timings are asked for.
        var kept = arguments.Latency == "write" || result.Slices.Count == 0 ? result : ParetoSet.WithoutLatency(result);
        if (markdown is not null)
        {
            OutputFile.Write("--markdown", arguments.Markdown!, markdown, stream =>
            {
                using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
                CompareMarkdown.Write(kept, writer);
            });
        }

        if (json is not null)
        {
            OutputFile.Write("--json", arguments.Json!, json, stream => CompareJson.Write(kept, stream));
        }
        else if (arguments.Json is not null)
        {
            using var buffer = new MemoryStream();
            CompareJson.Write(kept, buffer);
            console.Out.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        }
    }
}
