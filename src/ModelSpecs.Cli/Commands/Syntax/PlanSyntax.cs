using System.CommandLine;
using ModelSpecs.Cli.Hosting;

namespace ModelSpecs.Cli.Commands.Syntax;

/// <summary>How <c>plan</c> is written.</summary>
internal static class PlanSyntax
{
    /// <summary>Its arguments, options and what it calls.</summary>
    public static Command Create(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var command = new Command("plan", "Say what the specs guard, by which bounds and who owns it, and what nothing guards. No model is run.");
        var specs = SharedOptions.Specs();
        var only = SharedOptions.Only();
        var markdown = new Option<string?>("--markdown") { HelpName = "FILE", Description = "Write it as Markdown, for a page that is reviewed and kept." };
        var json = new Option<string?>("--json") { HelpName = "FILE", Description = "Write it as JSON (docs/plan.md); '-' is the standard output, the text then goes to the error output." };
        var assemblies = SharedOptions.Assemblies();
        var root = SharedOptions.Root();
        command.Add(specs);
        foreach (var option in (Option[])[only, markdown, json, assemblies, root])
        {
            command.Add(option);
        }

        command.SetAction(parsed => new PlanCommand(console, engine).Execute(
            new PlanArguments
            {
                Specs = parsed.GetValue(specs) ?? [],
                Only = parsed.GetValue(only) ?? [],
                Markdown = parsed.GetValue(markdown),
                Json = parsed.GetValue(json),
                Assemblies = parsed.GetValue(assemblies) ?? [],
                Root = parsed.GetValue(root),
            },
            cancellationToken));
        return command;
    }
}
