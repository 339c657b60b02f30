using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Guards;

/// <summary>What guards measure is kept in the snapshot beside the metrics of its slice.</summary>
public sealed class GuardSnapshotTests
{
    private const string Lines = "snapshot: true\ndeterministic: { within: 10 }\nslices: { odd: { where: side = 'odd', expect: { mae: \"<= 100\" } } }\n";

    [Fact]
    public async Task What_was_approved_stands_under_the_name_of_its_check()
    {
        using var guard = new GuardCase();

        var result = await guard.RunAsync(Lines, accept: true);

        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
        (await File.ReadAllTextAsync(Directory.GetFiles(guard.Files.Root, "*.verified.json").Single(), TestContext.Current.CancellationToken))
            .Should().Contain("\"deterministic difference\": \"0 of 40\"");
    }

    [Fact]
    public async Task A_guard_that_got_worse_fails_the_check_of_changes_though_its_bound_holds()
    {
        using var guard = new GuardCase();
        await guard.RunAsync(Lines, accept: true);
        guard.Files.Model("draws_lots");

        var result = await guard.RunAsync(Lines);

        result.Checks.Single(check => check.Kind == "deterministic").Outcome.Should().Be(Outcome.Passed);
        var changes = result.Checks.Single(check => check.Kind == "changes");
        changes.Outcome.Should().Be(Outcome.Failed);
        changes.Message.Should().MatchRegex(@"overall +deterministic difference +0 +0\.\d+ +\+0\.\d+ +worse");
        result.Baselines.Single().Changes.Should().Contain(change => change.Metric == "deterministic difference" && change.Was == 0 && change.Is > 0 && change.Verdict == "worse");
    }

    [Fact]
    public async Task A_run_of_another_slice_does_not_miss_what_it_was_not_asked_to_measure()
    {
        using var guard = new GuardCase();
        await guard.RunAsync(Lines, accept: true);

        var result = await guard.RunAsync(Lines, slices: "odd");

        result.Guards.Should().BeEmpty();
        result.Baselines.Single().Structure.Should().BeEmpty();
        result.Baselines.Single().Received.Should().BeNull();
    }

    [Fact]
    public async Task A_guard_that_is_new_has_to_be_approved()
    {
        using var guard = new GuardCase();
        await guard.RunAsync(Lines.Replace("deterministic: { within: 10 }\n", "", StringComparison.Ordinal), accept: true);

        var result = await guard.RunAsync(Lines);

        result.Checks.Single(check => check.Kind == "changes").Message.Should().Contain("new metric overall: deterministic difference: 0 of 40");
    }
}
