namespace ModelSpecs.Cli.Tests;

/// <summary>What <c>docs/waivers.md</c> and <c>docs/quarantine.md</c> show is what comes.</summary>
public sealed class WaiverPageTests : IDisposable
{
    private static readonly string Page = Repository.Read("docs", "waivers.md").ReplaceLineEndings("\n");

    private readonly CliHarness cli = new() { Time = new Day(2026, 11, 21) };

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task The_page_shows_the_report_of_its_own_spec()
    {
        cli.WithTinySpec(spec: Block("yaml"));

        (await cli.RunAsync("run")).Should().Be(ExitCodes.Passed);

        Normal(cli.Out).Should().Be(Block("text"));
    }

    [Fact]
    public async Task The_page_shows_the_message_of_a_waiver_that_is_no_longer_needed()
    {
        cli.WithTinySpec(spec: Block("yaml").Replace(">= 0.95", ">= 0.5"));

        (await cli.RunAsync("run")).Should().Be(ExitCodes.Failed);

        // A report sets a message behind an indent of two.
        Normal(cli.Out).Replace("\n  ", "\n").Should().Contain(Block("text", 1).TrimEnd());
    }

    [Fact]
    public async Task The_page_of_quarantined_rows_shows_the_report_of_its_own_spec()
    {
        var page = Repository.Read("docs", "quarantine.md").ReplaceLineEndings("\n");
        cli.WithTinySpec(spec: Block("yaml", page: page));

        (await cli.RunAsync("run")).Should().Be(ExitCodes.Passed);

        Normal(cli.Out).Should().Be(Block("text", page: page));
    }

    [Fact]
    public async Task The_clock_of_the_command_line_decides_when_a_waiver_has_expired()
    {
        using var later = new CliHarness { Time = new Day(2027, 1, 1) };
        later.WithTinySpec(spec: Block("yaml"));

        (await later.RunAsync("run")).Should().Be(ExitCodes.Failed);

        later.Out.Should().Contain("expired on 2026-12-31 (1 day ago)");
    }

    // How long it took is another every time.
    private string Normal(string text) => System.Text.RegularExpressions.Regex.Replace(text.Replace(cli.Folder, "/repo"), ", [0-9]+\\.[0-9] s\\.", ", 0.1 s.");

    private static string Block(string language, int index = 0, string? page = null)
    {
        page ??= Page;
        var at = -1;
        for (var i = 0; i <= index; i++)
        {
            at = page.IndexOf($"```{language}\n", at + 1, StringComparison.Ordinal);
            at.Should().BePositive();
        }

        var start = at + language.Length + 4;
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }

    private sealed class Day(int year, int month, int day) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(year, month, day, 23, 59, 59, TimeSpan.Zero);
    }
}
