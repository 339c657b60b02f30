using System.CommandLine;
using ModelSpecs.Cli.Hosting;

namespace ModelSpecs.Cli.Commands.Syntax;

/// <summary>How <c>watch</c> is written.</summary>
internal static class WatchSyntax
{
    /// <summary>Its arguments, options and what it calls.</summary>
    public static Command Create(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var command = new Command("watch", "Judge specs, and again on save: only those that rest on the file, and what changed first.");
        var specs = SharedOptions.Specs();
        var only = SharedOptions.Only();
        var report = new Option<string?>("--report") { HelpName = "DIR", Description = "Write report.html, results.json and summary.md into this folder after each round." };
        var poll = new Option<bool>("--poll") { Description = "Look twice a second instead of being told of changes: for network shares and containers, where nobody tells." };
        var assemblies = SharedOptions.Assemblies();
        var threads = SharedOptions.Threads();
        var root = SharedOptions.Root();
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Show the whole message of every check that did not pass, also where nothing changed." };
        command.Add(specs);
        foreach (var option in (Option[])[only, report, poll, assemblies, threads, root, verbose])
        {
            command.Add(option);
        }

        command.SetAction(parsed => new WatchCommand(console, engine).Execute(
            new WatchArguments
            {
                Run = new RunArguments
                {
                    Specs = parsed.GetValue(specs) ?? [],
                    Only = parsed.GetValue(only) ?? [],
                    Report = parsed.GetValue(report),
                    Assemblies = parsed.GetValue(assemblies) ?? [],
                    Threads = parsed.GetValue(threads),
                    Root = parsed.GetValue(root),
                    Verbose = parsed.GetValue(verbose),
                },
                Poll = parsed.GetValue(poll),
            },
            cancellationToken));
        return command;
    }
}
