using System.CommandLine;
using ModelSpecs.Cli.Hosting;

namespace ModelSpecs.Cli.Commands.Syntax;

/// <summary>How <c>diff</c> is written.</summary>
internal static class DiffSyntax
{
    /// <summary>Its arguments, options and what it calls.</summary>
    public static Command Create(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var command = new Command("diff", "Show what runs received against the verified snapshots; end with 1 where they differ.");
        var specs = SharedOptions.Specs();
        var only = SharedOptions.Only();
        var root = SharedOptions.Root();
        command.Add(specs);
        command.Add(only);
        command.Add(root);
        command.SetAction(parsed => new DiffCommand(console, engine).Execute(
            parsed.GetValue(specs) ?? [], parsed.GetValue(only) ?? [], parsed.GetValue(root), cancellationToken));
        return command;
    }
}
