using System.CommandLine;

namespace ModelSpecs.Cli.Commands.Syntax;

/// <summary>Options of every command that has a run's results: what other programs read of them.</summary>
internal sealed class OutputOptions
{
    private readonly Option<string?> junit = new("--junit") { HelpName = "FILE", Description = "Write the checks as JUnit XML: test cases for Jenkins, GitLab, Azure Pipelines." };
    private readonly Option<string?> sarif = new("--sarif") { HelpName = "FILE", Description = "Write what did not pass as SARIF 2.1.0, for code scanning and editors." };
    private readonly Option<string?> codeQuality = new("--code-quality") { HelpName = "FILE", Description = "Write what did not pass as a code quality report of GitLab." };
    private readonly Option<string> ci = new("--ci")
    {
        HelpName = "SERVICE",
        Description = "Print what did not pass as annotations for 'github', 'azure' or 'gitlab' (docs/ci); 'auto' looks where it runs, 'off' prints none.",
        DefaultValueFactory = _ => "auto",
    };

    public OutputOptions() => ci.AcceptOnlyFromAmong("auto", "github", "azure", "gitlab", "off");

    /// <summary>The options, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [junit, sarif, codeQuality, ci];

    /// <summary>What was asked for.</summary>
    public OutputArguments Read(ParseResult parsed) => new()
    {
        JUnit = parsed.GetValue(junit),
        Sarif = parsed.GetValue(sarif),
        CodeQuality = parsed.GetValue(codeQuality),
        Ci = parsed.GetValue(ci)!,
    };
}
