using System.CommandLine;
using ModelSpecs.Cli.Hosting;

namespace ModelSpecs.Cli.Commands.Syntax;

/// <summary>How <c>validate</c> is written.</summary>
internal static class ValidateSyntax
{
    /// <summary>Its arguments, options and what it calls.</summary>
    public static Command Create(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var command = new Command("validate", "Check specs against their data and their models without running them: every mistake at once.");
        var specs = SharedOptions.Specs();
        var only = SharedOptions.Only();
        var inputs = new Option<string?>("--inputs")
        {
            HelpName = "FILE",
            Description = "Write the paths of all files that the answer rests on, one a line: for a build that asks again when one has changed.",
        };
        var copyTo = new Option<string?>("--copy-to")
        {
            HelpName = "FOLDER",
            Description = "Copy valid specs there with everything they rest on, for a published test program.",
            Hidden = true,
        };
        var assemblies = SharedOptions.Assemblies();
        var noCache = new Option<bool>("--no-cache") { Description = "Read anew, and keep nothing." };
        var root = SharedOptions.Root();
        command.Add(specs);
        command.Add(only);
        command.Add(inputs);
        command.Add(copyTo);
        command.Add(assemblies);
        command.Add(noCache);
        command.Add(root);
        command.SetAction(parsed => new ValidateCommand(console, engine).Execute(
            parsed.GetValue(specs) ?? [], parsed.GetValue(only) ?? [], parsed.GetValue(inputs), parsed.GetValue(copyTo), parsed.GetValue(assemblies) ?? [], parsed.GetValue(noCache), parsed.GetValue(root), cancellationToken));
        return command;
    }
}
