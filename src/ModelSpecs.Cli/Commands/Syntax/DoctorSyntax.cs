using System.CommandLine;
using ModelSpecs.Cli.Hosting;

namespace ModelSpecs.Cli.Commands.Syntax;

/// <summary>How <c>doctor</c> is written.</summary>
internal static class DoctorSyntax
{
    /// <summary>Its arguments, options and what it calls.</summary>
    public static Command Create(CliConsole console, CliEngine engine)
    {
        var command = new Command("doctor", "Look at this machine, the specs and their test projects, and say what to do. Nothing leaves the machine.");
        var specs = SharedOptions.Specs();
        var json = new Option<string?>("--json") { HelpName = "FILE", Description = "Also write what was found as JSON." };
        var root = SharedOptions.Root();
        command.Add(specs);
        command.Add(json);
        command.Add(root);
        command.SetAction(parsed => new DoctorCommand(console, engine).Execute(parsed.GetValue(specs) ?? [], parsed.GetValue(json), parsed.GetValue(root)));
        return command;
    }
}
