using System.Text.Json.Nodes;
using System.Xml.Linq;
using ModelSpecs.Results;
using static ModelSpecs.Tests.Shared.SampleResults;

namespace ModelSpecs.Cli.Tests;

/// <summary>What other programs read of a run, from <c>run</c> and from <c>report</c>.</summary>
public sealed class RunOutputsTests : IDisposable
{
    private readonly CliHarness cli = new();

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task A_run_writes_every_file_that_was_asked_for()
    {
        cli.WithTinySpec().With(CliHarness.Returning(Check(outcome: Outcome.Failed)));

        (await cli.RunAsync("run", "--junit", "out/junit.xml", "--sarif", "out/run.sarif", "--code-quality", "out/quality.json")).Should().Be(1);

        XDocument.Parse(cli.Read("out/junit.xml")).Descendants("failure").Should().ContainSingle();
        JsonNode.Parse(cli.Read("out/run.sarif"))!["runs"]![0]!["results"]!.AsArray().Should().ContainSingle();
        JsonNode.Parse(cli.Read("out/quality.json"))!.AsArray().Should().ContainSingle();
    }

    [Theory]
    [InlineData("--junit")]
    [InlineData("--sarif")]
    [InlineData("--code-quality")]
    public async Task A_file_that_cannot_be_written_is_told_before_anything_runs(string option)
    {
        cli.WithTinySpec().Write("file", "");

        (await cli.With(CliHarness.Doing((_, _) => throw new InvalidOperationException("It ran."))).RunAsync("run", option, "file/out")).Should().Be(2);

        cli.Error.Should().Contain($"error MSPEC904: {option} cannot be written. Found 'file/out'");
    }

    [Fact]
    public async Task Stored_results_give_the_files_that_their_run_gave()
    {
        cli.WithTinySpec().With(CliHarness.Returning(Check(outcome: Outcome.Failed), Check(slice: "old")));
        string[] Asked(string folder) => ["--junit", $"{folder}/junit.xml", "--sarif", $"{folder}/run.sarif", "--code-quality", $"{folder}/quality.json", "--ci", "github"];
        await cli.RunAsync(["run", "--report", "first", .. Asked("first")]);
        var annotations = cli.Out.Split('\n').Where(line => line.StartsWith("::", StringComparison.Ordinal)).ToList();

        (await cli.RunAsync(["report", "first/results.json", "-o", "again", .. Asked("again")])).Should().Be(0);

        foreach (var file in (string[])["junit.xml", "run.sarif", "quality.json"])
        {
            cli.Read($"again/{file}").Should().Be(cli.Read($"first/{file}"));
        }

        annotations.Should().ContainSingle();
        cli.Out.Split('\n').Where(line => line.StartsWith("::", StringComparison.Ordinal)).Should().Equal(annotations);
    }

    [Theory]
    [InlineData("GITHUB_ACTIONS", "true", "auto", "::error file=specs/tiny.spec.yaml,")]
    [InlineData("TF_BUILD", "True", "auto", "##vso[task.logissue type=error;")]
    [InlineData("GITLAB_CI", "true", "auto", "section_start:")]
    [InlineData("GITHUB_ACTIONS", "true", "azure", "##vso[task.logissue type=error;")]
    [InlineData("GITHUB_ACTIONS", "true", "off", null)]
    [InlineData("CI", "true", "auto", null)]
    public async Task Annotations_are_those_of_the_service_that_runs_it_or_that_is_named(string name, string value, string ci, string? expected)
    {
        cli.Variables[name] = value;
        cli.WithTinySpec().With(CliHarness.Returning(Check(outcome: Outcome.Failed) with { File = "specs/tiny.spec.yaml" }));

        await cli.RunAsync("run", "--ci", ci);

        string[] starts = ["::error", "##vso[", "section_start:"];
        starts.Where(start => cli.Out.Contains(start, StringComparison.Ordinal)).Should().Equal(expected is null ? [] : starts.Where(expected.StartsWith));
        (expected is null || cli.Out.Contains(expected, StringComparison.Ordinal)).Should().BeTrue();
    }

    [Theory]
    [InlineData("::error::x")]
    [InlineData("x\n::stop-commands::t\n::error::y")]
    [InlineData("a%0A::set-env name=A::b")]
    [InlineData("##vso[task.complete result=Succeeded]x")]
    [InlineData("x]##[error]\r\n##vso[task.setvariable variable=a;isSecret=true]b")]
    [InlineData("\u001b[0Ksection_end:1:modelspecs_findings\r\u001b[0K")]
    public async Task Whatever_a_name_or_a_message_holds_the_whole_log_has_one_command_for_each_finding(string text)
    {
        cli.WithTinySpec().With(CliHarness.Returning(
            Check(outcome: Outcome.Failed, message: text) with { Name = text, Owner = text, Runbook = text, Slice = text, Group = text, Reason = text, File = text },
            Check(outcome: Outcome.Inconclusive, fails: false, message: text) with { Name = text }));
        async Task<string> Log(string ci)
        {
            await cli.RunAsync("run", "--verbose", "--ci", ci);
            return cli.Out + cli.Error;
        }

        Lines(await Log("github")).Where(line => line.TrimStart().StartsWith("::", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]).Should().Equal("::error", "::warning");
        (await Log("github")).Should().NotContain("##");
        Lines(await Log("azure")).Where(line => line.Contains("##", StringComparison.Ordinal)).Select(line => line.Split(';')[0])
            .Should().Equal("##vso[task.logissue type=error", "##vso[task.logissue type=warning");
        (await Log("gitlab")).Split("\u001b[0K").Count(part => part.StartsWith("section_", StringComparison.Ordinal)).Should().Be(2);

        static string[] Lines(string log) => log.Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
    }

    [Fact]
    public async Task Annotations_stay_out_of_JSON_on_the_standard_output()
    {
        cli.WithTinySpec().With(CliHarness.Returning(Check(outcome: Outcome.Failed)));

        await cli.RunAsync("run", "--json", "-", "--ci", "github");

        JsonNode.Parse(cli.Out).Should().NotBeNull();
        cli.Error.Should().Contain("\n::error file=");
    }

    [Fact]
    public async Task GitHub_gets_the_summary_of_the_run_for_its_step()
    {
        cli.WithTinySpec().With(CliHarness.Returning(Check(outcome: Outcome.Failed)));
        cli.Variables["GITHUB_STEP_SUMMARY"] = cli.Write("step.md", "");

        await cli.RunAsync("run", "--report", "out", "--ci", "github");
        await cli.RunAsync("run", "--ci", "off");

        cli.Read("step.md").Should().Be(cli.Read("out/summary.md"));
    }

    [Fact]
    public async Task A_step_summary_that_cannot_be_written_is_an_error()
    {
        cli.WithTinySpec().With(CliHarness.Returning(Check()));
        cli.Variables["GITHUB_STEP_SUMMARY"] = "missing/step.md";

        (await cli.RunAsync("run", "--ci", "github")).Should().Be(2);

        cli.Error.Should().Contain("error MSPEC904: GITHUB_STEP_SUMMARY cannot be written. Found 'missing/step.md'");
    }

    [Fact]
    public async Task Azure_is_told_of_the_summary_of_a_report()
    {
        cli.WithTinySpec().With(CliHarness.Returning(Check()));

        await cli.RunAsync("run", "--report", "out", "--ci", "azure");

        cli.Out.Should().EndWith($"##vso[task.uploadsummary]{Path.Combine(cli.Folder, "out", "summary.md")}\n");
    }

    [Fact]
    public async Task A_service_that_is_not_known_is_refused()
    {
        (await cli.RunAsync("run", "--ci", "jenkins")).Should().Be(2);

        cli.Error.Should().Contain("MSPEC905").And.Contain("'jenkins'");
    }

    [Fact]
    public async Task Places_are_those_of_the_repository_where_the_root_is_a_folder_of_it()
    {
        cli.Write("services/loan/modelspecs.yaml", "root: true\n");
        cli.WithTinySpec("services/loan/specs/tiny.spec.yaml", CliHarness.Spec.Replace(">= 0.5\"", "> 1\"")).Write("services/loan/specs/broken.spec.yaml", "spec: [\n");

        (await cli.RunAsync("run", "--ci", "github", "--json", "r.json")).Should().Be(2);

        cli.Out.Should().Contain("::error file=services/loan/specs/tiny.spec.yaml,line=5,").And.Contain("::error file=services/loan/specs/broken.spec.yaml,line=");
        JsonNode.Parse(cli.Read("r.json"))!["suites"]!.AsArray().Select(suite => (string?)suite!["rootInRepository"]).Should().Equal("services/loan", "services/loan");
    }
}
