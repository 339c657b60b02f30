using ModelSpecs.Engine.Tests.Running;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Baselines;

/// <summary>Waivers of checks that are held against a baseline, and rows that are quarantined between the approved run and this one.</summary>
public sealed class WaivedAndQuarantinedTests : IDisposable
{
    private const string Snapshot = "expect: { recall: \">= 0.5\", accuracy: \">= 0.5\" }\nsnapshot: true\n";
    private const string Tolerance = "snapshot: { recall: { max_drop: 0.02 } }\n";
    private static readonly DateOnly LastDay = new(2026, 12, 31);

    private readonly SpecWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Theory]
    [InlineData(Tolerance, "young: snapshot recall", "young//snapshot recall/min")]
    [InlineData("expect: { recall: \">= 0.1\" }\nsnapshot: true\n", "overall: snapshot changes", "overall//snapshot changes/max")]
    [InlineData("compare: { champion: { predictions: { score: first } }, recall: { max_drop: 0.02 } }\n", "young: compare recall", "young//compare recall/min")]
    public async Task A_check_against_a_baseline_is_waived_until_its_last_day_and_no_longer_than_needed(string rest, string name, string id)
    {
        await Approve(0, rest);
        var waived = rest + Waiver(name);

        workspace.Options = workspace.Options with { Today = LastDay };
        var failing = (await Run(30, waived)).Checks.Single(check => check.Id == id);
        (failing.Outcome, failing.Fails, failing.IsWaived).Should().Be((Outcome.Failed, false, true));
        failing.Message.Should().Contain("now wrong 30 of ");

        workspace.Options = workspace.Options with { Today = LastDay.AddDays(1) };
        var expired = (await Run(30, waived)).Checks.Single(check => check.Id == id);
        (expired.Fails, expired.Waiver!.State).Should().Be((true, WaiverState.Expired));

        workspace.Options = workspace.Options with { Today = LastDay };
        var mended = (await Run(0, waived)).Checks.Single(check => check.Id == id);
        (mended.Fails, mended.Waiver!.State).Should().Be((true, WaiverState.Unneeded));
        mended.Message.Should().Contain("take the waiver out");
    }

    [Fact]
    public async Task A_waiver_covers_no_baseline_that_is_missing()
    {
        workspace.Options = workspace.Options with { Today = LastDay };
        var check = (await Run(0, Tolerance + Waiver("young: snapshot recall"))).Checks.Single(check => check.Id == "young//snapshot recall/min");

        (check.Outcome, check.Fails).Should().Be((Outcome.Error, true));
    }

    [Fact]
    public async Task Accepting_what_a_waiver_is_for_ends_the_waiver()
    {
        await Approve(0, Tolerance);
        workspace.Options = workspace.Options with { Today = LastDay };
        await Approve(30, Tolerance + Waiver("young: snapshot recall"));

        var check = (await Run(30, Tolerance + Waiver("young: snapshot recall"))).Checks.Single(check => check.Id == "young//snapshot recall/min");

        (check.Outcome, check.Fails, check.Waiver!.State).Should().Be((Outcome.Failed, true, WaiverState.Unneeded));
    }

    [Fact]
    public async Task Rows_that_are_quarantined_since_count_on_neither_side()
    {
        // r0 is wrong and r4 right, in both runs: without them recall and accuracy of the young are other numbers.
        await Approve(5, Snapshot);
        var result = await Run(5, Snapshot, "r0", "r4");

        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
        var baseline = result.Baselines.Single();
        baseline.Structure.Should().Contain(change => change.Text == "2 rows quarantined since, on neither side: r0, r4" && !change.Fails);
        baseline.Structure.Should().OnlyContain(change => !change.Fails);
        baseline.Changes.Should().BeEmpty("the approved values are taken again without the rows");
        baseline.Flips.Should().BeEmpty();
        baseline.Received.Should().NotBeNull("there is something to accept: the rows");
    }

    [Fact]
    public async Task A_row_that_broke_and_is_quarantined_is_no_flip_and_takes_no_other_with_it()
    {
        await Approve(0, Snapshot);
        (await Run(1, Snapshot)).Checks.Should().Contain(check => check.Fails, "r0 broke");
        (await Run(1, Snapshot, "r0")).Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);

        var two = await Run(2, Snapshot, "r0");
        two.Checks.Single(check => check.Id == "overall//snapshot changes/max").Message.Should().Contain("now wrong 1 of 1,199 rows: r12");
    }

    [Fact]
    public async Task A_row_that_comes_back_is_a_new_one()
    {
        await Approve(0, Snapshot, "r7");
        var result = await Run(0, Snapshot);

        result.Checks.Single(check => check.Id == "overall//snapshot changes/max").Message.Should().Contain("1 new row: r7");
        (await Run(0, Snapshot.Replace("snapshot: true", "snapshot: { allow: [rows] }", StringComparison.Ordinal))).Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
    }

    [Fact]
    public async Task A_row_that_is_gone_fails_beside_one_that_is_quarantined()
    {
        await Approve(0, Snapshot);
        var result = await Run(0, Snapshot, rows: 1199, "r0");

        var changes = result.Checks.Single(check => check.Id == "overall//snapshot changes/max");
        changes.Outcome.Should().Be(Outcome.Failed);
        changes.Message.Should().Contain("1 row gone: r1199").And.NotContain("r0,");
    }

    private static string Waiver(string name) => $"waivers:\n  - {{ check: \"{name}\", until: 2026-12-31, owner: risk-ml, because: relabelling }}\n";

    private async Task Approve(int worse, string rest, params string[] quarantined)
    {
        var options = workspace.Options;
        workspace.Options = options with { Accept = true };
        await Run(worse, rest, quarantined);
        workspace.Options = options;
    }

    private Task<SuiteResult> Run(int worse, string rest, params string[] quarantined) => Run(worse, rest, 1200, quarantined);

    private Task<SuiteResult> Run(int worse, string rest, int rows, params string[] quarantined)
    {
        workspace.Write("golden.csv", BaselineSets.Csv(rows, worse));
        var head = BaselineSets.Head("second");
        return workspace.RunAsync((quarantined.Length == 0 ? head : head.Replace(
            "golden: golden.csv", $"golden: {{ path: golden.csv, quarantine: [{{ ids: [{string.Join(", ", quarantined)}], because: \"label in dispute\" }}] }}", StringComparison.Ordinal)) + rest);
    }
}
