using System.CommandLine;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Engine.Planning;

namespace ModelSpecs.Cli.Commands.Syntax;

/// <summary>How <c>run</c> is written.</summary>
internal static class RunSyntax
{
    /// <summary>Its arguments, options and what it calls.</summary>
    public static Command Create(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var command = new Command("run", "Run specs: the plan, the verdicts and the cache are those of dotnet test.");
        var specs = SharedOptions.Specs();
        var only = SharedOptions.Only();
        var slices = SharedOptions.Repeated("--slice", "NAME", "Only the checks of this slice; 'overall' is the whole golden set.");
        var json = new Option<string?>("--json")
        {
            HelpName = "FILE",
            Description = "Write the whole result as JSON (docs/results.md); '-' is the standard output, the table then goes to the error output.",
        };
        var report = new Option<string?>("--report") { HelpName = "DIR", Description = "Write report.html, the page of the run, summary.md, the comment of a pull request, and results.json into this folder." };
        var (reference, summaryKey) = (SharedOptions.Base(), SharedOptions.SummaryKey());
        var outputs = new OutputOptions();
        var assemblies = SharedOptions.Assemblies();
        var noCache = new Option<bool>("--no-cache") { Description = "Read and infer anew, and keep nothing." };
        var allMetrics = new Option<bool>("--all-metrics") { Description = "Measure every metric of the task on every slice, and show them." };
        var intervals = new Option<string>("--intervals") { HelpName = "WHICH", Description = "'all': those too that no check needs and that take long; 'needed': only those that 'judge: sure' and 'lenient' need." };
        intervals.AcceptOnlyFromAmong("all", "needed");
        var threads = SharedOptions.Threads();
        var root = SharedOptions.Root();
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Show only what fails, and the verdict." };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Show every value of every group, and how long each stage took." };
        command.Add(specs);
        foreach (var option in (Option[])[only, slices, json, report, reference, summaryKey, .. outputs.All, assemblies, noCache, allMetrics, intervals, threads, root, quiet, verbose])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(quiet) is { Implicit: false } && result.GetResult(verbose) is { Implicit: false })
            {
                result.AddError("--quiet and --verbose exclude each other. Found both; expected one of them.");
            }
        });
        command.SetAction(parsed => new RunCommand(console, engine).Execute(
            new RunArguments
            {
                Specs = parsed.GetValue(specs) ?? [],
                Only = parsed.GetValue(only) ?? [],
                Slices = parsed.GetValue(slices) ?? [],
                Json = parsed.GetValue(json),
                Report = parsed.GetValue(report),
                Base = parsed.GetValue(reference),
                SummaryKey = parsed.GetValue(summaryKey),
                Outputs = outputs.Read(parsed),
                Assemblies = parsed.GetValue(assemblies) ?? [],
                NoCache = parsed.GetValue(noCache),
                AllMetrics = parsed.GetValue(allMetrics),
                Intervals = parsed.GetValue(intervals) switch { "all" => IntervalScope.All, "needed" => IntervalScope.Needed, _ => IntervalScope.Usual },
                Threads = parsed.GetValue(threads),
                Root = parsed.GetValue(root),
                Quiet = parsed.GetValue(quiet),
                Verbose = parsed.GetValue(verbose),
            },
            cancellationToken));
        return command;
    }
}
