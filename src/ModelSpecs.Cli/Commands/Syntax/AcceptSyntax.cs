using System.CommandLine;
using ModelSpecs.Cli.Hosting;

namespace ModelSpecs.Cli.Commands.Syntax;

/// <summary>How <c>accept</c> is written.</summary>
internal static class AcceptSyntax
{
    /// <summary>Its arguments, options and what it calls.</summary>
    public static Command Create(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var command = new Command("accept", "Make what runs received the verified snapshots, and show what changes. Refused on build servers.");
        var specs = SharedOptions.Specs();
        var only = SharedOptions.Only();
        var interactive = new Option<bool>("--interactive", "-i") { Description = "Ask for each spec: y(es), n(o), d(iff), q(uit)." };
        var root = SharedOptions.Root();
        command.Add(specs);
        command.Add(only);
        command.Add(interactive);
        command.Add(root);
        command.SetAction(parsed => new AcceptCommand(console, engine).Execute(
            parsed.GetValue(specs) ?? [], parsed.GetValue(only) ?? [], parsed.GetValue(interactive), parsed.GetValue(root), cancellationToken));
        return command;
    }
}
