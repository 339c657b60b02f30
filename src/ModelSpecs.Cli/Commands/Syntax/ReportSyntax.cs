using System.CommandLine;
using ModelSpecs.Cli.Hosting;

namespace ModelSpecs.Cli.Commands.Syntax;

/// <summary>How <c>report</c> is written.</summary>
internal static class ReportSyntax
{
    /// <summary>Its arguments, options and what it calls.</summary>
    public static Command Create(CliConsole console)
    {
        var command = new Command("report", "Build the page and the summary of a run again from its results, or the page of several runs side by side.");
        var results = new Argument<string[]>("RESULTS") { Arity = ArgumentArity.OneOrMore, Description = "Files that `run --json` or `run --report` wrote; differences are to the first." };
        results.Validators.Add(SharedOptions.RefuseOptions);
        var output = new Option<string>("--output", "-o") { HelpName = "DIR", Description = "Folder to write report.html and summary.md into.", DefaultValueFactory = _ => "." };
        command.Add(results);
        command.Add(output);
        command.SetAction(parsed => new ReportCommand(console).Execute(parsed.GetValue(results) ?? [], parsed.GetValue(output)!));
        return command;
    }
}
