using ModelSpecs.Reporting.Terminal;

namespace ModelSpecs.Cli.Tests;

/// <summary>What stands at the end of a run of several specs, where it is read first.</summary>
public sealed class RunRecapTests : IDisposable
{
    private readonly CliHarness cli = new() { Show = new TerminalOptions { Width = 80 } };

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task Of_several_specs_the_failing_checks_are_listed_once_more_before_the_verdict()
    {
        cli.WithTinySpec("a/a.spec.yaml", CliHarness.Spec.Replace("Tiny", "First"));
        cli.WithTinySpec("b/b.spec.yaml", CliHarness.Spec.Replace("Tiny", "Second").Replace("label: y", "label: z"));
        cli.WithTinySpec("c/c.spec.yaml", CliHarness.Spec.Replace("Tiny", "Third").Replace(">= 0.5", ">= trivial + 0.6"));

        (await cli.RunAsync("run")).Should().Be(ExitCodes.Wrong);

        var end = cli.Out[cli.Out.LastIndexOf("  failing", StringComparison.Ordinal)..];
        end.Should().MatchRegex("^  failing +spec +check +value +bound\n  ✗ failed +Third +overall: accuracy >= trivial \\+ 0.6 +1 +1.1000\n|^  failing");
        end.Should().Contain("Third").And.Contain("not judged: Second: MSPEC308 in line 3").And.NotContain("First").And.Contain("\n\nNot judged: 1 of 3 specs could not be used");
    }

    [Fact]
    public async Task One_spec_or_none_that_fails_has_no_list()
    {
        cli.WithTinySpec("a/a.spec.yaml").WithTinySpec("b/b.spec.yaml");
        await cli.RunAsync("run");
        cli.Out.Should().NotContain("  failing");

        cli.WithTinySpec("a/a.spec.yaml", CliHarness.Spec.Replace(">= 0.5", ">= trivial + 0.6"));
        await cli.RunAsync("run", "a");
        cli.Out.Should().Contain("✗").And.NotContain("  failing");
        await cli.RunAsync("run", "--quiet");
        cli.Out.Should().Contain("✗").And.NotContain("  failing");
    }

    [Fact]
    public async Task A_line_of_a_message_goes_on_under_its_text()
    {
        cli.WithTinySpec(spec: CliHarness.Spec.Replace(">= 0.5", ">= trivial + 0.6"));

        await cli.RunAsync("run");

        cli.Out.Split('\n').Should().Contain(line => line.StartsWith("    power     ", StringComparison.Ordinal) || line.StartsWith("    noise     ", StringComparison.Ordinal));
        cli.Out.Should().MatchRegex("\n    (power|noise)     [^\n]+\n {14}[^ \n]");
        cli.Out.Split('\n').Should().OnlyContain(line => TerminalText.Width(line) <= 80 || line.Contains("spec.yaml"));
    }

    [Fact]
    public async Task A_spec_that_is_called_after_its_file_is_named_once()
    {
        cli.Write("broken.spec.yaml", "spec: [");

        await cli.RunAsync("run");

        cli.Out.Should().StartWith("broken.spec.yaml\n");
    }
}
