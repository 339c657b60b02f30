using System.CommandLine;
using ModelSpecs.Cli.Hosting;

namespace ModelSpecs.Cli.Commands.Syntax;

/// <summary>How <c>schema</c> is written.</summary>
internal static class SchemaSyntax
{
    /// <summary>Its arguments, options and what it calls.</summary>
    public static Command Create(CliConsole console)
    {
        var command = new Command("schema", "Write the JSON Schema that editors complete and check specs with.");
        var file = new Option<string?>("--out") { HelpName = "FILE", Description = "Write to a file instead of the standard output." };
        var defaults = new Option<bool>("--defaults") { Description = "The schema of modelspecs.yaml and of shared parts instead of a spec's." };
        command.Add(file);
        command.Add(defaults);
        command.SetAction(parsed => new SchemaCommand(console).Execute(parsed.GetValue(file), parsed.GetValue(defaults)));
        return command;
    }
}
