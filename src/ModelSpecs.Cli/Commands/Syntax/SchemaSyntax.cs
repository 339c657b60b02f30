using System.CommandLine;
using ModelSpecs.Cli.Hosting;

namespace ModelSpecs.Cli.Commands.Syntax;

/// <summary>How <c>schema</c> is written.</summary>
internal static class SchemaSyntax
{
    /// <summary>Its arguments, options and what it calls.</summary>
    public static Command Create(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var command = new Command("schema", "Write the JSON Schema that editors complete and check specs with.");
        var file = new Option<string?>("--out") { HelpName = "FILE", Description = "Write to a file instead of the standard output." };
        var defaults = new Option<bool>("--defaults") { Description = "The schema of modelspecs.yaml and of shared parts instead of a spec's." };
        var specs = SharedOptions.Repeated("--for", "SPEC", "A schema of this spec alone (or of each below a folder), with the names of its data, model and slices; in .modelspecs/schema unless --out is said.");
        var root = SharedOptions.Root();
        command.Add(file);
        command.Add(defaults);
        command.Add(specs);
        command.Add(root);
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(defaults) && parsed.GetValue(specs) is { Length: > 0 })
            {
                parsed.AddError("--for is of specs, and --defaults is of modelspecs.yaml. Found both; expected one of them.");
            }
        });
        command.SetAction(parsed => parsed.GetValue(specs) is { Length: > 0 } named
            ? new SpecSchemaCommand(console, engine).Execute(named, parsed.GetValue(file), parsed.GetValue(root), cancellationToken)
            : new SchemaCommand(console).Execute(parsed.GetValue(file), parsed.GetValue(defaults)));
        return command;
    }
}
