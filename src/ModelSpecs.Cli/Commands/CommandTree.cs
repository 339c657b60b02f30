using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using ModelSpecs.Cli.Commands.Syntax;
using ModelSpecs.Cli.Hosting;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Locations;

namespace ModelSpecs.Cli.Commands;

/// <summary>The commands and their options: what <c>--help</c> and <c>docs/cli.md</c> show.</summary>
internal static class CommandTree
{
    /// <summary>The command line of this program.</summary>
    public static RootCommand Create(CliConsole console, CliEngine engine, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Unit tests for machine-learning models: specs in *.spec.yaml, with the verdicts of dotnet test.");
        root.Add(InitSyntax.Create(console, engine, cancellationToken));
        root.Add(RunSyntax.Create(console, engine, cancellationToken));
        root.Add(WatchSyntax.Create(console, engine, cancellationToken));
        root.Add(ValidateSyntax.Create(console, engine, cancellationToken));
        root.Add(PlanSyntax.Create(console, engine, cancellationToken));
        root.Add(SchemaSyntax.Create(console, engine, cancellationToken));
        root.Add(PinSyntax.Create(console, engine, cancellationToken));
        root.Add(AcceptSyntax.Create(console, engine, cancellationToken));
        root.Add(DiffSyntax.Create(console, engine, cancellationToken));
        root.Add(CompareSyntax.Create(console, engine, cancellationToken));
        root.Add(GateDiffSyntax.Create(console, engine, cancellationToken));
        root.Add(ReportSyntax.Create(console, engine, cancellationToken));
        root.Add(ExplainSyntax.Create(console, engine, cancellationToken));
        root.Add(ProfileSyntax.Create(console, engine, cancellationToken));
        root.Add(DoctorSyntax.Create(console, engine));
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Description = "Show help and examples.";
                help.Action = new HelpWithExamples((HelpAction)help.Action!, console);
            }
            else if (option is VersionOption version)
            {
                version.Description = "Show the version.";
                version.Action = new PrintVersion(console);
            }
        }

        return root;
    }

    /// <summary>What is wrong with the command line, each once.</summary>
    public static IReadOnlyList<SpecDiagnostic> Problems(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var names = command.Options.Concat(parsed.RootCommandResult.Command.Options)
            .SelectMany(o => (IEnumerable<string>)[o.Name, .. o.Aliases])
            .Concat(command.Subcommands.Select(c => c.Name))
            .ToList();
        var help = command is RootCommand ? "modelspecs --help" : $"modelspecs {command.Name} --help";
        return
        [
            .. parsed.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal).Select(message =>
            {
                var slip = parsed.Tokens.Select(t => t.Value).Concat(parsed.UnmatchedTokens).FirstOrDefault(token => message.Contains($"'{token}'", StringComparison.Ordinal));
                return SpecDiagnostics.CommandLineWrong.At(SourceSpan.CommandLine,
                    $"{OneLine.Escape(message.TrimEnd())}{(slip is null ? "" : Suggestion.DidYouMean(slip, names))} `{help}` shows what is expected.");
            }),
        ];
    }
}
