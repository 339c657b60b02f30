namespace ModelSpecs.Cli.Tests;

/// <summary>What <c>docs/init.md</c> shows is what comes; with MODELSPECS_UPDATE=1 it is written.</summary>
public sealed class InitPageTests : IDisposable
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "init.md");

    private readonly CliHarness cli = new() { Show = new() { Width = 160 } };

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task The_page_shows_a_real_proposal_and_its_run()
    {
        foreach (var file in (string[])["loan/champion.onnx", "loan/golden.csv"])
        {
            cli.CopyTestdata(file);
        }

        (await cli.RunAsync("init", "loan/champion.onnx", "loan/golden.csv", "-o", "loan.spec.yaml", "--input", "X=income,debt_ratio,age,history_months,amount,utilisation")).Should().Be(ExitCodes.Passed, cli.Error);

        var page = (await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        var shown = With(With(page, "output", $"```\n{Calls(page)}{cli.Out}```\n"), "spec", $"```yaml\n{cli.Read("loan.spec.yaml")}```\n");
        if (Environment.GetEnvironmentVariable("MODELSPECS_UPDATE") == "1")
        {
            await File.WriteAllTextAsync(Page, shown, TestContext.Current.CancellationToken);
            return;
        }

        page.Should().Be(shown);
    }

    // The call itself, and its continuation.
    private static string Calls(string page) => string.Concat(Part(page, "output").Split('\n').SkipWhile(line => !line.StartsWith("$ ", StringComparison.Ordinal)).Take(2).Select(line => line + "\n"));

    private static string Part(string page, string name)
    {
        var (start, end) = Ends(page, name);
        return page[start..end];
    }

    private static string With(string page, string name, string text)
    {
        var (start, end) = Ends(page, name);
        return page[..start] + text + page[end..];
    }

    private static (int Start, int End) Ends(string page, string name)
    {
        var mark = $"<!-- {name} -->\n";
        var start = page.IndexOf(mark, StringComparison.Ordinal);
        start.Should().BePositive($"the page has a part '{name}'");
        return (start + mark.Length, page.IndexOf("<!-- end -->", start, StringComparison.Ordinal));
    }
}
