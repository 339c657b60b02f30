using System.CommandLine;
using ModelSpecs.Cli.Hosting;

namespace ModelSpecs.Cli.Commands.Syntax;

/// <summary>How <c>explain</c> is written.</summary>
internal static class ExplainSyntax
{
    /// <summary>Its arguments, options and what it calls.</summary>
    public static Command Create(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var command = new Command("explain", "Show where a number comes from: rows, slice, counts, formula, interval, bound, rule, verdict.");
        var check = new Argument<string>("CHECK") { Description = "The check: its name or the beginning of it, its id, or SLICE: METRIC of one that no check is about." };
        check.Validators.Add(SharedOptions.RefuseOptions);
        var specs = SharedOptions.Specs();
        var only = SharedOptions.Only();
        var json = new Option<string?>("--json") { HelpName = "FILE", Description = "Also write the steps with all their numbers as JSON (docs/explain.md)." };
        var assemblies = SharedOptions.Assemblies();
        var noCache = new Option<bool>("--no-cache") { Description = "Read and predict anew, and keep nothing." };
        var root = SharedOptions.Root();
        command.Add(check);
        command.Add(specs);
        command.Add(only);
        command.Add(json);
        command.Add(assemblies);
        command.Add(noCache);
        command.Add(root);
        command.SetAction(parsed => new ExplainCommand(console, engine).Execute(
            new ExplainArguments
            {
                Check = parsed.GetValue(check) ?? "",
                Specs = parsed.GetValue(specs) ?? [],
                Only = parsed.GetValue(only) ?? [],
                Json = parsed.GetValue(json),
                Assemblies = parsed.GetValue(assemblies) ?? [],
                NoCache = parsed.GetValue(noCache),
                Root = parsed.GetValue(root),
            },
            cancellationToken));
        return command;
    }
}
