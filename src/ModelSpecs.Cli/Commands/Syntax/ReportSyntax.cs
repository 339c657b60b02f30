using System.CommandLine;
using ModelSpecs.Cli.Hosting;

namespace ModelSpecs.Cli.Commands.Syntax;

/// <summary>How <c>report</c> is written.</summary>
internal static class ReportSyntax
{
    /// <summary>Its arguments, options and what it calls.</summary>
    public static Command Create(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var command = new Command("report", "Build the page and the summary of a run again from its results, or the page of several runs side by side.");
        var results = new Argument<string[]>("RESULTS") { Arity = ArgumentArity.OneOrMore, Description = "Files that `run --json` or `run --report` wrote; differences are to the first." };
        results.Validators.Add(SharedOptions.RefuseOptions);
        var output = new Option<string>("--output", "-o") { HelpName = "DIR", Description = "Folder to write report.html and summary.md into.", DefaultValueFactory = _ => "." };
        var (reference, summaryKey) = (SharedOptions.Base(), SharedOptions.SummaryKey());
        var outputs = new OutputOptions();
        command.Add(results);
        foreach (var option in (Option[])[output, reference, summaryKey, .. outputs.All])
        {
            command.Add(option);
        }

        command.SetAction(parsed => new ReportCommand(console, engine).Execute(
            new ReportArguments
            {
                Results = parsed.GetValue(results) ?? [],
                Output = parsed.GetValue(output)!,
                Base = parsed.GetValue(reference),
                SummaryKey = parsed.GetValue(summaryKey),
                Outputs = outputs.Read(parsed),
            },
            cancellationToken));
        return command;
    }
}
