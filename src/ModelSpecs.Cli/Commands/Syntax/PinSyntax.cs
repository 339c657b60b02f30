using System.CommandLine;
using ModelSpecs.Cli.Hosting;

namespace ModelSpecs.Cli.Commands.Syntax;

/// <summary>How <c>pin</c> is written.</summary>
internal static class PinSyntax
{
    /// <summary>Its arguments, options and what it calls.</summary>
    public static Command Create(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var command = new Command("pin", "Write the sha256 of the golden set and of the model into specs, so that a changed file is an error.");
        var specs = SharedOptions.Specs(ArgumentArity.OneOrMore, "Spec files, or folders of them.");
        var check = new Option<bool>("--check") { Description = "Change nothing; end with 1 where a pin is missing or stale." };
        var root = SharedOptions.Root();
        command.Add(specs);
        command.Add(check);
        command.Add(root);
        command.SetAction(parsed => new PinCommand(console, engine).Execute(
            parsed.GetValue(specs)!, parsed.GetValue(check), parsed.GetValue(root), cancellationToken));
        return command;
    }
}
