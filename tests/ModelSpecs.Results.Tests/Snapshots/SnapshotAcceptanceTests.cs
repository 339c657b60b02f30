using ModelSpecs.Results.Snapshots;
using static ModelSpecs.Results.Tests.Snapshots.SnapshotSamples;

namespace ModelSpecs.Results.Tests.Snapshots;

public sealed class SnapshotAcceptanceTests : IDisposable
{
    private static readonly SnapshotSources Unchanged = new(Hash('a'), Hash('c'), Hash('b'));

    private readonly SnapshotFolder folder = new();

    private SnapshotPaths Paths => folder.Paths;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("CI", "true", true)]
    [InlineData("CI", "1", true)]
    [InlineData("CI", "false", false)]
    [InlineData("CI", "False", false)]
    [InlineData("CI", "0", false)]
    [InlineData("CI", " ", false)]
    [InlineData("TF_BUILD", "True", true)]
    [InlineData("GITHUB_ACTIONS", "true", true)]
    [InlineData("GITLAB_CI", "yes", true)]
    [InlineData("JENKINS_URL", "http://x", true)]
    [InlineData("TEAMCITY_VERSION", "2026.1", true)]
    [InlineData("HOME", "/root", false)]
    public void A_build_server_accepts_nothing(string name, string value, bool refused)
    {
        var reason = SnapshotAcceptance.RefusedBecause(v => v == name ? value : null);

        (reason is not null).Should().Be(refused);
        (reason ?? name).Should().Contain(name);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData("0", false)]
    [InlineData("", false)]
    [InlineData("yes", false)]
    [InlineData(null, false)]
    public void The_environment_asks_with_1_or_true(string? value, bool asked)
    {
        SnapshotAcceptance.IsAsked(name => name == "MODELSPECS_ACCEPT" ? value : null).Should().Be(asked);
    }

    [Fact]
    public void A_part_of_the_checks_is_not_accepted()
    {
        Receive(null, partial: true);

        Refused("MSPEC447").Should().StartWith("The received snapshot comes from a filtered run.");
    }

    [Fact]
    public void What_was_judged_against_another_verified_snapshot_is_not_accepted()
    {
        SnapshotStore.WriteVerified(Paths, Document(), Rows()).Should().BeNull();
        var against = SnapshotStore.ReadVerified(Paths).TextHash;
        Receive(against, recall: 0.6);
        Pull(0.9);

        Refused("MSPEC448").Should().Contain("judged against another verified snapshot").And.Contain("(a pull, a checkout or another accept came in between)");

        File.Delete(Paths.VerifiedText);
        Refused("MSPEC448").Should().Contain("against a verified snapshot that is gone");
        Receive(null, recall: 0.6);
        Pull(0.9);
        Refused("MSPEC448").Should().Contain("There was no verified snapshot when it was made, and there is one now");
    }

    [Fact]
    public void What_another_accepts_between_the_look_and_the_yes_is_not_overwritten()
    {
        Receive(null);
        var plan = SnapshotAcceptance.Plan(Paths, Unchanged);
        Pull(0.9);

        SnapshotAcceptance.Accept(plan)!.ToString().Should().Contain("error MSPEC448: ").And.Contain("another accept came in between");
        SnapshotStore.ReadVerified(Paths).Document!.Slices[1].Metrics[0].Value.Should().Be(0.9);
    }

    [Fact]
    public void What_was_made_from_another_spec_golden_set_or_model_is_not_accepted()
    {
        Receive(null);

        Refused("MSPEC448", Unchanged with { Spec = Hash('0') }).Should().Contain("The spec has changed since");
        Refused("MSPEC448", Unchanged with { Golden = Hash('0') }).Should().Contain("The golden set has changed since");
        Refused("MSPEC448", Unchanged with { Model = Hash('0') }).Should().Contain("The model has changed since");
        SnapshotAcceptance.Plan(Paths, new SnapshotSources(null, null, null)).Problem.Should().BeNull();
    }

    [Fact]
    public void A_received_text_whose_rows_are_gone_is_not_accepted()
    {
        Receive(null);
        File.Delete(Directory.GetFiles(folder.Folder, "*.rows").Single());

        Refused("MSPEC443").Should().Contain("Run the spec again.");
    }

    [Fact]
    public void What_is_verified_already_only_goes()
    {
        SnapshotStore.WriteVerified(Paths, Document(), Rows()).Should().BeNull();
        Receive(Hash('9'));

        var plan = SnapshotAcceptance.Plan(Paths, Unchanged);

        plan.State.Should().Be(AcceptState.AlreadyAccepted);
        SnapshotAcceptance.Accept(plan).Should().BeNull();
        folder.Names.Should().HaveCount(2).And.NotContain(n => n.Contains("received"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_text_that_a_diff_tool_took_over_is_completed(bool moved)
    {
        SnapshotStore.WriteVerified(Paths, Document(recall: 0.9), Rows(seed: 5)).Should().BeNull();
        Receive(SnapshotStore.ReadVerified(Paths).TextHash);
        File.Copy(Paths.ReceivedText, Paths.VerifiedText, overwrite: true);
        if (moved)
        {
            File.Delete(Paths.ReceivedText);
        }

        SnapshotStore.ReadVerified(Paths).Problem!.Message.Should().Contain("Its text was taken over by hand, and its rows still lie under the received name. Run `modelspecs accept`");
        var plan = SnapshotAcceptance.Plan(Paths, Unchanged);
        plan.State.Should().Be(AcceptState.Ready);
        SnapshotAcceptance.Accept(plan).Should().BeNull();

        var verified = SnapshotStore.ReadVerified(Paths);
        verified.Problem.Should().BeNull();
        verified.Document!.Received.Should().BeNull();
        folder.Names.Should().HaveCount(2);
    }

    [Fact]
    public void A_part_of_the_checks_is_not_accepted_by_hand_either()
    {
        Receive(null, partial: true);
        File.Move(Paths.ReceivedText, Paths.VerifiedText);

        Refused("MSPEC447").Should().Contain("filtered run");
    }

    private void Receive(string? against, double recall = 0.741294, bool partial = false) =>
        SnapshotStore.WriteReceived(Paths, Document(recall), Rows(), new SnapshotReceived(against, partial)).Should().BeNull();

    /// <summary>Another verified snapshot comes, as by git: what was received stays.</summary>
    private void Pull(double recall)
    {
        using var elsewhere = new SnapshotFolder();
        SnapshotStore.WriteVerified(elsewhere.Paths, Document(recall), Rows()).Should().BeNull();
        foreach (var file in Directory.GetFiles(elsewhere.Folder))
        {
            File.Copy(file, Path.Combine(folder.Folder, Path.GetFileName(file)), overwrite: true);
        }
    }

    private string Refused(string id, SnapshotSources? now = null)
    {
        var before = folder.Names.ToList();
        var plan = SnapshotAcceptance.Plan(Paths, now ?? Unchanged);
        plan.Problem!.Id.Should().Be(id);
        SnapshotAcceptance.Accept(plan).Should().Be(plan.Problem);
        folder.Names.Should().Equal(before);
        return plan.Problem.Message;
    }
}
