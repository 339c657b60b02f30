using ModelSpecs.Results.Snapshots;
using static ModelSpecs.Cli.Tests.Snapshots.SnapshotHarness;

namespace ModelSpecs.Cli.Tests.Snapshots;

/// <summary>Runs with the real engine against snapshots: received, accepted, matched, differing.</summary>
public sealed class SnapshotRunTests : IDisposable
{
    private const string Spec = CliHarness.Spec + "\nsnapshot: { accuracy: { max_drop: 0.02 }, allow: [golden] }\n";

    private readonly CliHarness cli = new CliHarness().WithTinySpec(spec: Spec);

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task The_life_of_a_snapshot()
    {
        (await cli.RunAsync("run")).Should().Be(1, cli.Error);
        Files(cli).Should().HaveCount(2).And.OnlyContain(f => f.Contains(".received."));

        (await cli.RunAsync("accept")).Should().Be(0, cli.Out);
        (await cli.RunAsync("run")).Should().Be(0, cli.Out);
        Files(cli).Should().HaveCount(2).And.OnlyContain(f => f.Contains(".verified."));

        // A row that was right is wrong: 5 of 6.
        cli.Write("specs/golden.csv", CliHarness.Golden.Replace("1,0.7,50", "1,0.3,50"));
        (await cli.RunAsync("run")).Should().Be(1);
        Files(cli).Should().HaveCount(4);
        (await cli.RunAsync("diff")).Should().Be(1);
        cli.Out.Should().Contain("1 row newly wrong: line 6");

        cli.Write("specs/golden.csv", CliHarness.Golden);
        (await cli.RunAsync("run")).Should().Be(0, cli.Out);
        Files(cli).Should().HaveCount(2).And.OnlyContain(f => f.Contains(".verified."));
    }

    [Fact]
    public async Task The_environment_can_ask_a_run_to_accept()
    {
        cli.Variables["MODELSPECS_ACCEPT"] = "1";

        (await cli.RunAsync("run")).Should().Be(0, cli.Out);

        Files(cli).Should().HaveCount(2).And.OnlyContain(f => f.Contains(".verified."));
        SnapshotStore.ReadVerified(PathsOf(cli)).Document!.Received.Should().BeNull();
    }

    [Fact]
    public async Task What_the_environment_asks_for_is_refused_on_a_build_server_and_of_a_filtered_run()
    {
        cli.Variables["MODELSPECS_ACCEPT"] = "1";
        (await cli.RunAsync("run", "--slice", "young")).Should().Be(2);
        cli.Error.Should().Contain("error MSPEC447: MODELSPECS_ACCEPT is set, and nothing is accepted of a filtered run. Found --slice");

        cli.Variables["TF_BUILD"] = "True";
        (await cli.RunAsync("run")).Should().Be(2);
        cli.Error.Should().Contain("error MSPEC446: MODELSPECS_ACCEPT is set, and nothing is accepted here. This is a build server (TF_BUILD is set)");

        Files(cli).Should().BeEmpty();
    }

    [Fact]
    public async Task What_a_filtered_run_received_is_not_accepted()
    {
        (await cli.RunAsync("run", "--slice", "young")).Should().Be(1, cli.Error);

        (await cli.RunAsync("accept")).Should().Be(2);

        cli.Out.Should().Contain("error MSPEC447: ");
        Files(cli).Should().OnlyContain(f => f.Contains(".received."));
    }

    [Fact]
    public async Task A_build_server_leaves_received_files_for_its_artifacts_and_fails()
    {
        cli.Variables["CI"] = "true";

        (await cli.RunAsync("run")).Should().Be(1, cli.Error);

        Files(cli).Should().OnlyContain(f => f.Contains(".received."));
    }

    [Fact]
    public async Task A_merge_conflict_is_reported_and_what_the_run_received_mends_it()
    {
        cli.Variables["MODELSPECS_ACCEPT"] = "1";
        (await cli.RunAsync("run")).Should().Be(0, cli.Out);
        cli.Variables.Clear();
        var verified = PathsOf(cli).VerifiedText;
        File.WriteAllText(verified, "<<<<<<< HEAD\n" + File.ReadAllText(verified));

        (await cli.RunAsync("run")).Should().BePositive();
        cli.Out.Should().Contain("unresolved merge");
        (await cli.RunAsync("accept")).Should().Be(0, cli.Out);
        (await cli.RunAsync("run")).Should().Be(0, cli.Out);
    }

    [Fact]
    public async Task The_bytes_do_not_depend_on_the_number_of_threads()
    {
        cli.Variables["MODELSPECS_ACCEPT"] = "1";
        (await cli.RunAsync("run", "--threads", "1", "--no-cache")).Should().Be(0, cli.Out);
        var first = Files(cli).ToDictionary(f => f, f => File.ReadAllBytes(Path.Combine(cli.Folder, "specs", f)));

        (await cli.RunAsync("run", "--threads", "8", "--no-cache", "--all-metrics", "--intervals", "all")).Should().Be(0, cli.Out);

        Files(cli).Should().Equal(first.Keys.Order(StringComparer.Ordinal));
        foreach (var (file, bytes) in first)
        {
            File.ReadAllBytes(Path.Combine(cli.Folder, "specs", file)).Should().Equal(bytes, file);
        }
    }
}
