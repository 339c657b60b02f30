using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Running;

public sealed class SuiteRunnerTests : IDisposable
{
    // Recall is 3/4 overall: 1/2 in DE (row 2 missed), 2/2 in FR, undefined in IT. Row 6 is a false positive.
    private const string Golden = """
        id,country,age,truth,p
        1,DE,20,1,0.9
        2,DE,30,1,0.2
        3,DE,40,0,0.1
        4,FR,20,1,0.8
        5,FR,50,1,0.7
        6,FR,60,0,0.6
        7,IT,70,0,0.3

        """;

    private const string Head = """
        spec: A suite
        golden: golden.csv
        label: truth
        id: id
        predictions: { score: p }

        """;

    private readonly SpecWorkspace workspace = new();

    public SuiteRunnerTests() => workspace.Write("golden.csv", Golden.ReplaceLineEndings("\n"));

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task A_met_bound_passes_and_a_missed_one_fails()
    {
        var result = await workspace.RunAsync(Head + "expect: { recall: \">= 0.75\", precision: \"> 0.75\" }\n");

        result.Checks.Select(c => (c.Metric, c.Outcome, c.Value, c.Fails)).Should().Equal(
            ("recall", Outcome.Passed, 0.75, false),
            ("precision", Outcome.Failed, 0.75, true));
        result.Task.Should().Be("binary");
        result.Rows.Should().Be(7);
    }

    [Fact]
    public async Task A_failure_says_value_bound_rows_slice_people_and_the_worst_rows()
    {
        var result = await workspace.RunAsync(Head + """
            owner: risk
            runbook: docs/run.md
            action: roll back
            slices:
              young: { where: age < 35, expect: { recall: ">= 0.9" } }

            """);

        var message = result.Checks.Should().ContainSingle().Subject.Message;
        message.Should().StartWith("young: recall >= 0.9 failed.\n")
            .And.Contain("recall = 0.6667 on 3 rows")
            .And.Contain(">= 0.9")
            .And.Contain("age < 35")
            .And.Contain("owner     risk").And.Contain("runbook   docs/run.md").And.Contain("action    roll back")
            .And.Contain("x.spec.yaml:10");
        result.Checks[0].WorstRows.Select(r => r.Id).Should().Equal("2", "4", "1");
    }

    [Fact]
    public async Task Worst_rows_of_recall_are_positives_and_of_fpr_negatives()
    {
        var result = await workspace.RunAsync(Head + "expect: { recall: \">= 1\", fpr: \"<= 0\", precision: \">= 1\" }\n");

        result.Checks.Select(c => string.Join(',', c.WorstRows.Select(r => r.Id))).Should().Equal("2,5,4,1", "6,7,3", "6,5,4,1");
    }

    [Fact]
    public async Task A_group_is_judged_value_by_value_against_the_whole()
    {
        var result = await workspace.RunAsync(Head + """
            slices:
              country: { by: country, expect: { accuracy: ">= overall - 0.1" } }

            """);

        result.Checks.Select(c => (c.Name, c.Outcome, c.Threshold)).Should().SatisfyRespectively(
            c => c.Item1.Should().Be("country = DE: accuracy >= overall - 0.1"),
            c => c.Item1.Should().Be("country = FR: accuracy >= overall - 0.1"),
            c => c.Item1.Should().Be("country = IT: accuracy >= overall - 0.1"));
        result.Checks.Select(c => c.Outcome).Should().Equal(Outcome.Passed, Outcome.Passed, Outcome.Passed);
        result.Checks[0].Threshold.Should().BeApproximately((5.0 / 7) - 0.1, 1e-15);
        result.Checks[0].Id.Should().Be("country/DE/accuracy/min");
    }

    [Fact]
    public async Task An_undefined_metric_is_an_error_and_below_a_stated_minimum_inconclusive()
    {
        var undefined = await workspace.RunAsync(Head + """
            slices:
              country: { by: country, expect: { recall: ">= 0.1" } }

            """);
        var inconclusive = await workspace.RunAsync(Head + """
            verdict: { min_rows: 3 }
            slices:
              country: { by: country, expect: { recall: ">= 0.1" } }

            """);

        undefined.Checks.Select(c => (c.Group, c.Outcome, c.Fails)).Should().Equal(
            ("DE", Outcome.Passed, false), ("FR", Outcome.Passed, false), ("IT", Outcome.Error, true));
        undefined.Checks[2].Message.Should().Contain("undefined");
        inconclusive.Checks.Should().OnlyContain(c => c.Outcome == Outcome.Inconclusive && c.Fails && !c.Skips);
        inconclusive.Checks[0].Message.Should().Contain("it rests on 2 rows and min_rows is 3");
    }

    [Theory]
    [InlineData("warn", false, false)]
    [InlineData("skip", false, true)]
    [InlineData("fail", true, false)]
    public async Task The_spec_says_what_inconclusive_does(string action, bool fails, bool skips)
    {
        var result = await workspace.RunAsync(Head + $"verdict: {{ min_rows: 100, inconclusive: {action} }}\nexpect: {{ recall: \">= 0.1\" }}\n");

        var check = result.Checks.Should().ContainSingle().Subject;
        (check.Outcome, check.Fails, check.Skips).Should().Be((Outcome.Inconclusive, fails, skips));
    }

    [Fact]
    public async Task An_empty_slice_is_an_error_even_where_inconclusive_only_warns()
    {
        var result = await workspace.RunAsync(Head + """
            verdict: { min_rows: 5, inconclusive: warn }
            slices:
              old: { where: age > 100, expect: { recall: ">= 0.1" } }

            """);

        var check = result.Checks.Should().ContainSingle().Subject;
        (check.Outcome, check.Fails).Should().Be((Outcome.Error, true));
        check.Message.Should().Contain("the slice is empty");
    }

    [Fact]
    public async Task Cells_of_a_cross_below_the_minimum_are_reported_and_not_judged()
    {
        var result = await workspace.RunAsync(Head + """
            slices:
              country: { by: country }
              age: { by: age, edges: [35] }
              both: { cross: [country, age], min_rows: 2, expect: { accuracy: ">= 0.4" } }

            """);

        result.Checks.Where(c => c.Outcome == Outcome.Inconclusive).Should().NotBeEmpty()
            .And.OnlyContain(c => !c.Fails && c.Skips && c.N == 1);
        result.Checks.Where(c => c.Outcome == Outcome.Passed).Select(c => c.Group).Should().Equal("DE × (-inf, 35)", "FR × [35, inf)");
    }

    [Fact]
    public async Task A_gap_leaves_small_values_out_and_says_so()
    {
        var result = await workspace.RunAsync(Head + """
            verdict: { min_rows: 2 }
            slices:
              country: { by: country, gap: { recall: "<= 0.4", accuracy: { ratio: ">= 0.5" } } }

            """);

        result.Checks.Select(c => (c.Name, c.Outcome)).Should().Equal(
            ("country: gap recall <= 0.4", Outcome.Failed),
            ("country: gap ratio accuracy >= 0.5", Outcome.Passed));
        result.Checks[0].Value.Should().Be(0.5);
        result.Checks[0].Message.Should().Contain("largest 1 for FR, smallest 0.5 for DE").And.Contain("left out below min_rows 2: IT (0 rows)");
        result.Checks[0].WorstRows.Select(r => r.Id).Should().Equal("2", "1");
    }

    [Fact]
    public async Task A_gap_over_fewer_than_two_values_is_an_error()
    {
        var result = await workspace.RunAsync(Head + """
            verdict: { min_rows: 100, inconclusive: warn }
            slices:
              country: { by: country, gap: { recall: "<= 0.4" } }

            """);

        result.Checks.Should().ContainSingle().Which.Should().Match<CheckResult>(c => c.Outcome == Outcome.Error && c.Fails);
    }

    [Fact]
    public async Task Trivial_is_the_majority_of_the_slice()
    {
        var result = await workspace.RunAsync(Head + "expect: { accuracy: \">= trivial + 0.1\", brier: \"<= 0.9 x trivial\" }\n");

        result.Checks.Select(c => c.Outcome).Should().Equal(Outcome.Passed, Outcome.Passed);
        result.Checks[0].Threshold.Should().BeApproximately((4.0 / 7) + 0.1, 1e-15);
        result.Checks[1].Threshold.Should().BeApproximately(0.9 * 12 / 49, 1e-15);
    }

    [Fact]
    public async Task Every_slice_holds_where_a_slice_says_nothing_itself()
    {
        var result = await workspace.RunAsync(Head + """
            slices:
              young: { where: age < 35, expect: { accuracy: ">= 0.1" } }
              old: age >= 35
            every_slice: { expect: { accuracy: ">= 0.2" } }

            """);

        result.Checks.Select(c => c.Name).Should().Equal("young: accuracy >= 0.1", "old: accuracy >= 0.2");
    }

    [Fact]
    public async Task Slices_can_be_made_from_predictions()
    {
        var result = await workspace.RunAsync(Head + """
            slices:
              wrong: not correct
              sure: confidence >= 0.8
              said yes: { where: prediction = 1, expect: { precision: ">= 0.7" } }

            """);

        result.Slices.Select(s => (s.Slice, s.N)).Should().Equal(("overall", 7), ("wrong", 2), ("sure", 4), ("said yes", 4));
    }

    [Fact]
    public async Task A_part_of_the_rows_can_be_kept()
    {
        var result = await workspace.RunAsync(Head.Replace("golden: golden.csv", "golden: { path: golden.csv, where: \"country in ('DE', 'FR')\" }", StringComparison.Ordinal) + """
            expect: { accuracy: ">= 0.5" }
            slices:
              country: { by: country }

            """);

        result.Rows.Should().Be(6);
        result.Slices.Select(s => s.Group).Should().Equal(null, "DE", "FR");
    }

    [Fact]
    public async Task Only_the_slices_asked_for_are_judged()
    {
        workspace.Options = workspace.Options with { Slices = new HashSet<string>(["young"], StringComparer.Ordinal) };
        var result = await workspace.RunAsync(Head + """
            expect: { recall: ">= 0.99" }
            slices:
              young: { where: age < 35, expect: { accuracy: ">= 0.1" } }

            """);

        result.Partial.Should().BeTrue();
        result.Checks.Select(c => c.Slice).Should().Equal("young");
    }

    [Fact]
    public async Task A_cancelled_run_ends_as_cancelled()
    {
        var suite = workspace.Parse(Head + "expect: { recall: \">= 0.5\" }\n");
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        var run = async () => await ModelSpecs.Engine.Running.SuiteRunner.RunAsync(suite, workspace.Options, source.Token);

        await run.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task The_result_does_not_depend_on_the_number_of_threads()
    {
        var spec = Head + "expect: { roc_auc: \">= 0.5\", log_loss: \"<= 2\" }\nslices: { country: { by: country } }\n";
        var results = new List<string>();
        foreach (var threads in new[] { 1, 2, 5 })
        {
            workspace.Options = workspace.Options with { Threads = threads };
            var result = await workspace.RunAsync(spec);
            results.Add(string.Join('\n', result.Slices.SelectMany(s => s.Metrics).Select(m => $"{m.Metric} {m.Value:R}")));
        }

        results.Distinct().Should().ContainSingle();
    }
}
