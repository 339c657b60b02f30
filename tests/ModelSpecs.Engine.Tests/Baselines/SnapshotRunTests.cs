using System.Globalization;
using ModelSpecs.Engine.Tests.Running;
using ModelSpecs.Results;
using ModelSpecs.Results.Snapshots;

namespace ModelSpecs.Engine.Tests.Baselines;

/// <summary>The approved results as the bar: what is left to approve, what fails, what is allowed.</summary>
public sealed class SnapshotRunTests : IDisposable
{
    private const string Tolerances = "snapshot: { recall: { max_drop: 0.02 }, roc_auc: { max_drop: 0.01 }, newly_wrong: \"<= 1 %\" }\n";
    private readonly SpecWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    private string Verified => Path.Combine(workspace.Root, "x.verified.json");

    private string Received => Path.Combine(workspace.Root, "x.received.json");

    [Fact]
    public async Task Without_approved_results_nothing_passes_and_this_runs_results_are_left_to_be_approved()
    {
        var result = await Run(0, Tolerances);

        result.Checks.Should().HaveCountGreaterThan(4).And.OnlyContain(check => check.Outcome == Outcome.Error && check.Fails);
        result.Checks.Should().OnlyContain(check => check.Reason!.StartsWith("nothing is approved yet", StringComparison.Ordinal));
        result.Baselines.Single().Received.Should().Be("x.received.json");
        File.Exists(Received).Should().BeTrue();
        File.Exists(Verified).Should().BeFalse("a run never writes what it is judged by");
    }

    [Fact]
    public async Task What_is_as_approved_passes_and_leaves_nothing_behind()
    {
        await Approve(0, Tolerances);
        var before = File.ReadAllBytes(Verified);
        var result = await Run(0, Tolerances);

        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
        result.Baselines.Single().Changes.Should().BeEmpty();
        File.Exists(Received).Should().BeFalse();
        File.ReadAllBytes(Verified).Should().Equal(before);
    }

    [Fact]
    public async Task A_slice_that_got_worse_fails_with_its_rows_and_can_be_approved()
    {
        await Approve(0, Tolerances);
        var result = await Run(30, Tolerances);

        var recall = result.Checks.Single(check => check.Id == "young//snapshot recall/min");
        recall.Outcome.Should().Be(Outcome.Failed);
        recall.Noise!.Method.Should().Be("tango");
        recall.Message.Should().Contain("now wrong 30 of 300 rows: r0, r12, r24");
        result.Checks.Single(check => check.Id == "country/FR/snapshot recall/min").Outcome.Should().Be(Outcome.Passed, "no young row is odd");
        result.Checks.Single(check => check.Id == "overall//snapshot changes/max").Outcome.Should().Be(Outcome.Passed, "every change has a check of its own");
        SnapshotAcceptance.Accept(SnapshotAcceptance.Plan(new SnapshotPaths(Path.Combine(workspace.Root, "x.spec.yaml"), workspace.Root), Sources())).Should().BeNull();
        (await Run(30, Tolerances)).Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
    }

    [Fact]
    public async Task Where_no_tolerance_is_said_nothing_may_get_worse()
    {
        const string spec = "expect: { recall: \">= 0.5\" }\nsnapshot: true\n";
        await Approve(0, spec);
        var worse = (await Run(30, spec)).Checks.Single(check => check.Id == "overall//snapshot changes/max");
        worse.Outcome.Should().Be(Outcome.Failed);
        worse.Message.Should().Contain("young").And.Contain("worse").And.Contain("modelspecs accept x.spec.yaml").And.Contain("now wrong");

        await Approve(30, spec);
        var better = await Run(0, spec);
        better.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
        better.Baselines.Single().Changes.Should().NotBeEmpty().And.OnlyContain(change => change.Verdict.StartsWith("better"));
        better.Baselines.Single().Received.Should().NotBeNull("better results are asked to be approved");
    }

    [Fact]
    public async Task Better_results_fail_where_that_is_asked()
    {
        const string spec = "expect: { recall: \">= 0.5\" }\nsnapshot: { improved: fail }\n";
        await Approve(30, spec);
        (await Run(0, spec)).Checks.Single(check => check.Id == "overall//snapshot changes/max").Outcome.Should().Be(Outcome.Failed);
    }

    [Theory]
    [InlineData("", Outcome.Failed)]
    [InlineData(", allow: [rows]", Outcome.Passed)]
    public async Task Rows_that_came_are_named_and_fail_unless_they_are_allowed(string allow, Outcome outcome)
    {
        var spec = $"snapshot: {{ recall: {{ max_drop: 0.02 }}{allow} }}\n";
        await Approve(0, spec);
        workspace.Write("golden.csv", BaselineSets.Csv(1206, 0));
        var result = await workspace.RunAsync(BaselineSets.Head("second") + spec);

        var changes = result.Checks.Single(check => check.Id == "overall//snapshot changes/max");
        changes.Outcome.Should().Be(outcome);
        result.Baselines.Single().Structure.Should().Contain(change => change.Text == "6 new rows: r1200, r1201, r1202, r1203, r1204, r1205");
        result.Checks.Where(check => check.Metric == "recall").Should().OnlyContain(check => check.Outcome == Outcome.Passed && check.Noise != null);
    }

    [Fact]
    public async Task An_edited_label_is_named_and_fails_unless_it_is_allowed()
    {
        const string spec = "snapshot: { recall: { max_drop: 0.5 } }\n";
        await Approve(0, spec);
        workspace.Write("golden.csv", BaselineSets.Csv(1200, 0).Replace("\nr7,40,FR,0,", "\nr7,40,FR,1,", StringComparison.Ordinal));
        var result = await workspace.RunAsync(BaselineSets.Head("second") + spec);

        result.Checks.Single(check => check.Id == "overall//snapshot changes/max").Message.Should().Contain("1 label edited: r7");
        (await workspace.RunAsync(BaselineSets.Head("second") + "snapshot: { recall: { max_drop: 0.5 }, allow: [labels] }\n"))
            .Checks.Single(check => check.Id == "overall//snapshot changes/max").Outcome.Should().Be(Outcome.Passed);
    }

    [Theory]
    [InlineData("", Outcome.Error, Outcome.Failed)]
    [InlineData(", allow: [slices]", Outcome.Inconclusive, Outcome.Passed)]
    public async Task A_new_slice_has_nothing_to_be_held_against(string allow, Outcome tolerance, Outcome changes)
    {
        await Approve(0, "snapshot: { recall: { max_drop: 0.02 } }\n");
        var result = await workspace.RunAsync(BaselineSets.Head("second").Replace("young:", "old: age > 30, young:", StringComparison.Ordinal) + $"snapshot: {{ recall: {{ max_drop: 0.02 }}{allow} }}\n");

        var check = result.Checks.Single(c => c.Id == "old//snapshot recall/min");
        (check.Outcome, check.Fails).Should().Be((tolerance, tolerance == Outcome.Error));
        result.Checks.Single(c => c.Id == "overall//snapshot changes/max").Outcome.Should().Be(changes);
    }

    [Fact]
    public async Task A_disturbance_of_a_millionth_is_no_change_and_no_flip()
    {
        const string spec = "expect: { recall: \">= 0.5\", log_loss: \"<= 1\", roc_auc: \">= 0.5\" }\nsnapshot: true\n";
        await Approve(0, spec);
        workspace.Write("golden.csv", BaselineSets.Csv(1200, 0, noise: 1e-6));
        var result = await workspace.RunAsync(BaselineSets.Head("second") + spec + "\n");

        result.Baselines.Single().Changes.Should().BeEmpty();
        result.Baselines.Single().Flips.Should().BeEmpty();
        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed, "the predictions are in the file, which is another one for that alone");
    }

    [Theory]
    [InlineData(",", "-", 1)]
    [InlineData("٫", "؜-", 3)]
    public async Task The_approved_bytes_do_not_depend_on_culture_or_threads(string separator, string sign, int threads)
    {
        const string spec = "expect: { recall: \">= 0.5\", f1: \">= 0.5\", log_loss: \"<= 1\" }\nsnapshot: true\n";
        await Approve(5, spec);
        var (text, rows) = (File.ReadAllBytes(Verified), RowsFiles());
        var before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NegativeSign) = (separator, sign);
            CultureInfo.CurrentCulture = culture;
            workspace.Options = workspace.Options with { Threads = threads };
            await Approve(5, spec);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        File.ReadAllBytes(Verified).Should().Equal(text);
        RowsFiles().Should().Equal(rows);
    }

    [Fact]
    public async Task A_part_of_the_checks_approves_nothing_and_says_that_it_is_a_part()
    {
        workspace.Options = workspace.Options with { Accept = true, Slices = new HashSet<string>(StringComparer.Ordinal) { "young" } };
        await Run(0, Tolerances);
        File.Exists(Verified).Should().BeFalse();
        SnapshotStore.ReadReceived(new SnapshotPaths(Path.Combine(workspace.Root, "x.spec.yaml"), workspace.Root)).Document!.Received!.Partial.Should().BeTrue();
    }

    [Fact]
    public async Task A_text_that_is_no_snapshot_is_an_error_and_stays()
    {
        await Approve(0, Tolerances);
        File.WriteAllText(Verified, File.ReadAllText(Verified).Replace("  \"rows\"", "<<<<<<< HEAD\n  \"rows\"", StringComparison.Ordinal));
        var result = await Run(0, Tolerances);

        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Error);
        result.Checks[0].Reason.Should().Contain("MSPEC441");
        File.ReadAllText(Verified).Should().Contain("<<<<<<<");
    }

    private string[] RowsFiles() => [.. Directory.GetFiles(workspace.Root, "*.rows").Order(StringComparer.Ordinal).Select(file => $"{Path.GetFileName(file)} {Convert.ToHexString(File.ReadAllBytes(file))}")];

    private SnapshotSources Sources()
    {
        var received = SnapshotStore.ReadReceived(new SnapshotPaths(Path.Combine(workspace.Root, "x.spec.yaml"), workspace.Root)).Document!;
        return new SnapshotSources(received.Spec.Sha256, received.Golden.Sha256, received.Model?.Sha256);
    }

    private async Task Approve(int worse, string rest)
    {
        var options = workspace.Options;
        workspace.Options = options with { Accept = true };
        await Run(worse, rest);
        workspace.Options = options;
        File.Exists(Verified).Should().BeTrue();
    }

    private Task<SuiteResult> Run(int worse, string rest)
    {
        workspace.Write("golden.csv", BaselineSets.Csv(1200, worse));
        return workspace.RunAsync(BaselineSets.Head("second") + rest);
    }
}
