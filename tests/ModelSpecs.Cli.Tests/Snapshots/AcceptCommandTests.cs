using ModelSpecs.Results.Snapshots;
using static ModelSpecs.Cli.Tests.Snapshots.SnapshotHarness;

namespace ModelSpecs.Cli.Tests.Snapshots;

public sealed class AcceptCommandTests : IDisposable
{
    private readonly CliHarness cli = new CliHarness().WithTinySpec();

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task What_was_received_is_shown_and_becomes_the_verified_snapshot()
    {
        Verify(cli);
        Receive(cli);

        (await cli.RunAsync("accept")).Should().Be(0, cli.Error);

        cli.Out.Should().Be("""
            specs/tiny.spec.yaml
              slice  metric  was                 is                    change
              young  recall  1 [0.1, 0.9] of 2  0.5 [0.1, 0.9] of 2  -0.5
              1 row newly wrong: line 3
            1 snapshot accepted, 0 refused.

            """.Replace("was                 is                    change", "was                is                   change"));
        Files(cli).Should().HaveCount(2).And.OnlyContain(f => f.Contains(".verified."));
        SnapshotStore.ReadVerified(PathsOf(cli)).Document!.Slices[1].Metrics[0].Value.Should().Be(0.5);

        (await cli.RunAsync("accept")).Should().Be(0);
        cli.Out.Should().Be("Nothing to accept: 1 spec, none received anything.\n");
    }

    [Fact]
    public async Task A_first_snapshot_is_shown_whole()
    {
        Receive(cli);

        (await cli.RunAsync("accept", "specs/tiny.spec.yaml")).Should().Be(0, cli.Error);

        cli.Out.Should().Contain("  The first snapshot.\n  slice    metric    is\n  overall  accuracy  1 of 6\n  young    recall    0.5 [0.1, 0.9] of 2\n");
    }

    [Theory]
    [InlineData("CI")]
    [InlineData("GITHUB_ACTIONS")]
    [InlineData("TF_BUILD")]
    public async Task A_build_server_accepts_nothing(string variable)
    {
        Receive(cli);
        cli.Variables[variable] = "true";
        var before = Files(cli);

        (await cli.RunAsync("accept")).Should().Be(2);
        (await cli.RunAsync("accept", "-i")).Should().Be(2);

        cli.Error.Should().Contain($"error MSPEC446: Nothing is accepted here. This is a build server ({variable} is set)");
        Files(cli).Should().Equal(before);
    }

    [Fact]
    public async Task One_that_is_refused_keeps_no_other_from_being_accepted()
    {
        cli.WithTinySpec("other/tiny.spec.yaml");
        Receive(cli, partial: true);
        Receive(cli, spec: "other/tiny.spec.yaml");

        (await cli.RunAsync("accept")).Should().Be(2);

        cli.Out.Should().Contain($"{Path.Combine(cli.Folder, "specs", "tiny.received.json")}(1,1): error MSPEC447: ").And.EndWith("1 snapshot accepted, 1 refused.\n");
        Files(cli, "other").Should().OnlyContain(f => f.Contains(".verified."));
        Files(cli).Should().OnlyContain(f => f.Contains(".received."));
    }

    [Fact]
    public async Task A_spec_or_golden_set_that_changed_since_is_not_accepted()
    {
        Receive(cli);
        cli.Write("specs/golden.csv", CliHarness.Golden + "1,0.9,20\n");
        (await cli.RunAsync("accept")).Should().Be(2);
        cli.Out.Should().Contain("error MSPEC448: ").And.Contain("The golden set has changed since");

        cli.Write("specs/golden.csv", CliHarness.Golden);
        cli.Write("specs/tiny.spec.yaml", CliHarness.Spec + "# more\n");
        (await cli.RunAsync("accept")).Should().Be(2);
        cli.Out.Should().Contain("The spec has changed since");

        cli.Write("specs/tiny.spec.yaml", CliHarness.Spec);
        (await cli.RunAsync("accept")).Should().Be(0, cli.Out);
    }

    [Fact]
    public async Task A_spec_that_does_not_parse_is_not_accepted()
    {
        Receive(cli);
        cli.Write("specs/tiny.spec.yaml", "spec: x\n");

        (await cli.RunAsync("accept")).Should().Be(2);

        cli.Out.Should().Contain("tiny.spec.yaml(").And.EndWith("0 snapshots accepted, 1 refused.\n");
        Files(cli).Should().OnlyContain(f => f.Contains(".received."));
    }

    [Fact]
    public async Task A_golden_set_that_is_gone_is_said()
    {
        Receive(cli);
        File.Delete(Path.Combine(cli.Folder, "specs", "golden.csv"));

        (await cli.RunAsync("accept")).Should().Be(2);

        cli.Out.Should().Contain("error MSPEC448: The received snapshot cannot be held against what is there now.");
    }

    [Fact]
    public async Task Review_asks_for_each_spec()
    {
        foreach (var folder in new[] { "a", "b", "c", "d" })
        {
            cli.WithTinySpec($"{folder}/tiny.spec.yaml");
            Receive(cli, spec: $"{folder}/tiny.spec.yaml");
        }

        foreach (var answer in new[] { "what", "d", "y", "NO", " yes ", "q" })
        {
            cli.Answers.Enqueue(answer);
        }

        (await cli.RunAsync("accept", "-i")).Should().Be(0, cli.Error);

        Files(cli, "a").Should().OnlyContain(f => f.Contains(".verified."));
        Files(cli, "b").Should().OnlyContain(f => f.Contains(".received."));
        Files(cli, "c").Should().OnlyContain(f => f.Contains(".verified."));
        Files(cli, "d").Should().OnlyContain(f => f.Contains(".received."));
        cli.Out.Should().EndWith("2 snapshots accepted, 0 refused, 2 left as received.\n");
        System.Text.RegularExpressions.Regex.Count(cli.Out, @"Accept a/tiny\.spec\.yaml\? y\(es\), n\(o\), d\(iff\), q\(uit\): ").Should().Be(3);
        cli.Out.Should().Contain("  + {\n", "the diff of a first snapshot is all of it");
    }

    [Fact]
    public async Task The_end_of_the_input_is_no_yes()
    {
        Receive(cli);

        (await cli.RunAsync("accept", "--interactive")).Should().Be(0);

        Files(cli).Should().OnlyContain(f => f.Contains(".received."));
        cli.Out.Should().EndWith("0 snapshots accepted, 0 refused, 1 left as received.\n");
    }

    [Fact]
    public async Task Only_the_specs_asked_for_are_accepted()
    {
        cli.WithTinySpec("other/tiny.spec.yaml");
        Receive(cli);
        Receive(cli, spec: "other/tiny.spec.yaml");

        (await cli.RunAsync("accept", "--spec", "other/*")).Should().Be(0, cli.Error);

        Files(cli).Should().OnlyContain(f => f.Contains(".received."));
        Files(cli, "other").Should().OnlyContain(f => f.Contains(".verified."));
    }

    [Fact]
    public async Task Diff_shows_the_lines_changes_nothing_and_is_1_where_there_are_any()
    {
        Verify(cli);
        Receive(cli);
        var before = Files(cli);

        (await cli.RunAsync("diff")).Should().Be(1, cli.Error);

        cli.Out.Should().StartWith("specs/tiny.spec.yaml\n  slice  metric ")
            .And.MatchRegex(@"\n  - +""outcomes"": .*\n  \+ +""outcomes"": ")
            .And.MatchRegex(@"\n  - +\{""slice"": ""young"",.*""recall"": ""1 \[0\.1, 0\.9\] of 2""\}\}\n  \+ +\{""slice"": ""young"",.*""recall"": ""0\.5 \[0\.1, 0\.9\] of 2""\}\}\n")
            .And.NotContain("received\"")
            .And.EndWith("1 of 1 spec received another snapshot.\n");
        Files(cli).Should().Equal(before);
    }

    [Fact]
    public async Task Diff_is_0_where_nothing_was_received_and_works_on_build_servers()
    {
        Verify(cli);
        cli.Variables["CI"] = "true";

        (await cli.RunAsync("diff")).Should().Be(0);

        cli.Out.Should().Be("0 of 1 spec received another snapshot.\n");
    }

    [Fact]
    public async Task The_page_shows_what_the_commands_print()
    {
        const string Spec = "specs/loan.spec.yaml";
        cli.WithTinySpec(Spec);
        Verify(cli, spec: Spec);
        Receive(cli, spec: Spec);
        var page = Repository.Read("docs", "snapshots.md");

        (await cli.RunAsync("diff", Spec)).Should().Be(1, cli.Error);
        page.Should().Contain($"```console\n$ modelspecs diff {Spec}\n{cli.Out}```\n");
        (await cli.RunAsync("accept", Spec)).Should().Be(0, cli.Error);
        page.Should().Contain($"```console\n$ modelspecs accept {Spec}\n{cli.Out}```\n");
        page.Should().Contain($"```json\n{File.ReadAllText(PathsOf(cli, Spec).VerifiedText)}```\n");
        page.Should().Contain(Files(cli)[0]);
        page.Should().Contain(Files(cli)[1]);
    }

    [Fact]
    public async Task The_hash_of_the_golden_set_is_that_of_a_run()
    {
        (await cli.RunAsync("run", "--json", "r.json")).Should().Be(0, cli.Out);

        var run = Results.Json.ResultsJson.Read(new MemoryStream(File.ReadAllBytes(Path.Combine(cli.Folder, "r.json"))));
        SnapshotFile.Of(run.Suites[0].Golden).Should().Be(Document(cli, 1).Golden);
    }
}
