using ModelSpecs.Cli.Hosting;
using ModelSpecs.Reporting.Terminal;

namespace ModelSpecs.Cli.Tests;

/// <summary>What <c>docs/explain.md</c> shows is what comes; with MODELSPECS_UPDATE=1 it is written.</summary>
public sealed class ExplainPageTests
{
    [Theory]
    [InlineData("young: recall", "specs/loan.spec.yaml")]
    [InlineData("country = ES: recall", "specs/loan.spec.yaml")]
    [InlineData("gender: gap ratio fpr", "specs/loan.spec.yaml")]
    [InlineData("overall: roc_auc", "specs/loan-noise.spec.yaml")]
    public async Task The_page_shows_the_explanation_of_a_real_check(string check, string spec)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var console = new CliConsole { Out = output, Error = error, CurrentDirectory = Repository.Root, Show = new TerminalOptions { Width = 120 } };
        (await Task.Run(() => CliApp.Run(["explain", check, spec, "--no-cache"], console, null, TestContext.Current.CancellationToken))).Should().Be(ExitCodes.Passed, error.ToString());

        var call = $"```\n$ modelspecs explain \"{check}\" {spec}\n";
        var path = Path.Combine(Repository.Root, "docs", "explain.md");
        var page = (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        var start = page.IndexOf(call, StringComparison.Ordinal);
        start.Should().BePositive("the page shows this call");
        var end = page.IndexOf("\n```\n", start + 3, StringComparison.Ordinal) + 1;
        var shown = call + output + "```\n";
        if (Environment.GetEnvironmentVariable("MODELSPECS_UPDATE") == "1")
        {
            await File.WriteAllTextAsync(path, page[..start] + shown + page[(end + 4)..], TestContext.Current.CancellationToken);
            return;
        }

        page[start..(end + 4)].Should().Be(shown);
    }
}
