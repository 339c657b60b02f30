using System.CommandLine;
using ModelSpecs.Cli.Hosting;

namespace ModelSpecs.Cli.Commands.Syntax;

/// <summary>How <c>compare</c> is written.</summary>
internal static class CompareSyntax
{
    /// <summary>Its arguments, options and what it calls.</summary>
    public static Command Create(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var command = new Command("compare", "Judge candidates under one spec, hold each against the first on the same rows, and say which to take.");
        var models = new Argument<string[]>("MODEL") { Arity = ArgumentArity.ZeroOrMore, Description = "ONNX models, the champion first; without any, the champion of the spec's 'compare:' and its model." };
        models.Validators.Add(SharedOptions.RefuseOptions);
        var spec = new Option<string?>("--spec") { HelpName = "SPEC", Description = "The spec: a file, or its name; needed where there are several below the current folder." };
        var candidates = SharedOptions.Repeated("--candidate", "NAME=WHAT", "One more candidate: a model file, or what 'compare: { champion: ... }' takes, such as v2={ predictions: { score: score_v2 } }.");
        var metrics = SharedOptions.Repeated("--metric", "NAME", "Compare by this metric instead of those that the spec checks.");
        var json = new Option<string?>("--json") { HelpName = "FILE", Description = "Write the comparison as JSON (docs/comparing.md); '-' is the standard output, the tables then go to the error output." };
        var markdown = new Option<string?>("--markdown") { HelpName = "FILE", Description = "Write it as Markdown, for a pull request." };
        var latency = new Option<string>("--latency") { HelpName = "WHERE", Description = "'show' measures latency for the terminal alone (unless said), 'write' puts it into the files too, 'off' does not measure." };
        latency.AcceptOnlyFromAmong("show", "write", "off");
        var failOnWorse = new Option<bool>("--fail-on-worse") { Description = "End with 1 where a candidate is worse than the first beyond chance on any slice, or where nothing can be told of it." };
        var assemblies = SharedOptions.Assemblies();
        var noCache = new Option<bool>("--no-cache") { Description = "Read and infer anew, and keep nothing." };
        var threads = SharedOptions.Threads();
        var root = SharedOptions.Root();
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Show every slice of every metric." };
        command.Add(models);
        foreach (var option in (Option[])[spec, candidates, metrics, json, markdown, latency, failOnWorse, assemblies, noCache, threads, root, verbose])
        {
            command.Add(option);
        }

        command.SetAction(parsed => new CompareCommand(console, engine).Execute(
            new CompareArguments
            {
                Models = parsed.GetValue(models) ?? [],
                Candidates = parsed.GetValue(candidates) ?? [],
                Spec = parsed.GetValue(spec),
                Metrics = parsed.GetValue(metrics) ?? [],
                Json = parsed.GetValue(json),
                Markdown = parsed.GetValue(markdown),
                Latency = parsed.GetValue(latency) ?? "show",
                FailOnWorse = parsed.GetValue(failOnWorse),
                Assemblies = parsed.GetValue(assemblies) ?? [],
                NoCache = parsed.GetValue(noCache),
                Threads = parsed.GetValue(threads),
                Root = parsed.GetValue(root),
                Verbose = parsed.GetValue(verbose),
            },
            cancellationToken));
        return command;
    }
}
