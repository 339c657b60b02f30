using System.CommandLine;
using System.Text.RegularExpressions;

namespace ModelSpecs.Cli.Tests;

/// <summary><c>docs/cli.md</c> shows the help as it is.</summary>
public sealed class CliPageTests : IDisposable
{
    private readonly CliHarness cli = new();

    public void Dispose() => cli.Dispose();

    [Theory]
    [InlineData("modelspecs", "--help")]
    [InlineData("init", "init --help")]
    [InlineData("run", "run --help")]
    [InlineData("watch", "watch --help")]
    [InlineData("validate", "validate --help")]
    [InlineData("plan", "plan --help")]
    [InlineData("schema", "schema --help")]
    [InlineData("pin", "pin --help")]
    [InlineData("accept", "accept --help")]
    [InlineData("diff", "diff --help")]
    [InlineData("compare", "compare --help")]
    [InlineData("gate-diff", "gate-diff --help")]
    [InlineData("report", "report --help")]
    [InlineData("explain", "explain --help")]
    [InlineData("profile", "profile --help")]
    [InlineData("doctor", "doctor --help")]
    public async Task The_section_of_a_command_shows_its_help(string section, string arguments)
    {
        (await cli.RunAsync(arguments.Split(' '))).Should().Be(0);

        // The library names the program after the running one, which is the test's here.
        var help = Regex.Replace(cli.Out.Replace(RootCommand.ExecutableName, "modelspecs"), " +(?=\n)", "").Trim();
        Section(section).Should().Contain($"```\n{help}\n```");
    }

    [Theory]
    [InlineData(ExitCodes.Passed)]
    [InlineData(ExitCodes.Failed)]
    [InlineData(ExitCodes.Wrong)]
    [InlineData(ExitCodes.Fault)]
    [InlineData(ExitCodes.Interrupted)]
    public void Every_exit_code_is_on_the_page(int code)
    {
        Section("Exit codes").Should().Contain($"| {code} | ");
    }

    private static string Section(string title)
    {
        var page = Repository.Read("docs", "cli.md");
        var start = page.IndexOf($"\n## {title}\n", StringComparison.Ordinal);
        start.Should().BePositive();
        var end = page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? page[start..] : page[start..end];
    }
}
