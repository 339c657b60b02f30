using ModelSpecs.Engine.Running;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Tests.Guards.Health;

/// <summary>Below the share of labels that is needed the spec's metrics are inconclusive, never passed.</summary>
public sealed class LabelsReceivedTests
{
    private const string Metrics = "expect: { accuracy: \">= 0.01\" }\n";
    private const string Received = "health: { labels_received: \">= 95 %\" }\n";

    [Fact]
    public async Task Metrics_pass_where_enough_labels_have_come()
    {
        using var health = Case(missing: 5);

        var result = await health.RunAsync(Metrics + Received);

        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
        result.Checks.Single(check => check.Kind == "health").Message.Should().Be("health labels_received: labels_received is 95 of 100 rows (95 %) on 100 rows.");
    }

    [Fact]
    public async Task Below_it_a_metric_that_would_pass_is_inconclusive_and_says_why()
    {
        using var health = Case(missing: 6);

        var result = await health.RunAsync(Metrics + Received);

        var metric = result.Checks.Single(check => check.Kind == "expect");
        metric.Outcome.Should().Be(Outcome.Inconclusive);
        metric.Fails.Should().BeTrue();
        metric.Reason.Should().Be("labels_received is 94 of 100 rows (94 %), and >= 95 % is needed: a metric is of the rows that have a label, and those without may be of another kind");
        metric.Message.Should().Contain("overall: accuracy >= 0.01 is inconclusive.\n  because   labels_received is 94 of 100 rows");
        metric.Noise.Should().BeNull();
        result.Checks.Single(check => check.Kind == "health").Should().Match<CheckResult>(check => check.Outcome == Outcome.Failed && check.Message.Contains("r0: has no label yet", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("point", "fail", true, false)]
    [InlineData("sure", "fail", true, false)]
    [InlineData("lenient", "fail", true, false)]
    [InlineData("point", "warn", false, false)]
    [InlineData("sure", "warn", false, false)]
    [InlineData("lenient", "warn", false, false)]
    [InlineData("point", "skip", false, true)]
    public async Task In_every_way_to_judge_no_metric_passes_or_fails(string judge, string inconclusive, bool fails, bool skips)
    {
        using var health = Case(missing: 20);

        var result = await health.RunAsync($$"""
            expect: { accuracy: [">= 0.01", "<= 0.02"], recall: ">= 0.99" }
            slices:
              country: { by: country, expect: { accuracy: ">= overall - 0.9" }, gap: { accuracy: "<= 0.9" } }
              old: { where: age > 50, expect: { accuracy: ">= 0.99" } }
              both: { cross: [country, old], expect: { accuracy: ">= 0.01" } }
              day: { by: at, every: day, over_time: { accuracy: { trend: not falling, change_point: no fall } } }
            verdict: { judge: {{judge}}, inconclusive: {{inconclusive}}{{(judge == "lenient" ? ", correction: holm" : "")}} }
            selective: { at_coverage: 0.5, error: "<= 99 %", aurc: "<= 0.99" }
            health: { labels_received: ">= 95 %", label_balance: ">= 1 %" }

            """);

        var metrics = result.Checks.Where(check => check.Id != "overall//health labels_received/min").ToList();
        metrics.Select(check => check.Kind).Distinct().Should().BeEquivalentTo("expect", "gap", "trend", "selective", "health");
        metrics.Where(check => check.Kind == "trend").Should().HaveCount(2).And.OnlyContain(check => check.Value == null && !check.Message.Contains("found"));
        metrics.Should().HaveCountGreaterThan(14).And.OnlyContain(check => check.Outcome == Outcome.Inconclusive && check.Fails == fails && check.Skips == skips && check.Reason!.StartsWith("labels_received is 80 of 100"));
        metrics.Should().OnlyContain(check => check.Message.Contains("  because   labels_received is 80 of 100 rows", StringComparison.Ordinal));
        result.Checks.Single(check => check.Id == "overall//health labels_received/min").Fails.Should().BeTrue();
    }

    [Fact]
    public async Task What_does_not_rest_on_labels_is_not_withheld()
    {
        using var health = Case(missing: 20);
        health.Write("all.csv", HealthCase.Make(50, 3));

        var result = await health.RunAsync("selective: { above: 0.6, coverage: \">= 1 %\" }\nhealth: [{ labels_received: \">= 95 %\", nulls: \"<= 50 %\" }, { name: other, data: all.csv, label_balance: \">= 1 %\" }]\n");

        result.Checks.Where(check => check.Outcome != Outcome.Passed).Select(check => check.Id).Should().Equal("overall//health labels_received/min");
    }

    [Fact]
    public async Task Snapshots_and_their_rows_are_withheld_too_and_a_waiver_of_the_share_gives_nothing_back()
    {
        using var health = Case(missing: 0);
        const string Lines = Metrics + Received + "snapshot: { accuracy: { max_drop: 0.5 }, newly_wrong: \"<= 50 %\" }\n";
        await health.RunAsync(Lines, accept: true);
        Drop(health, 20).Write();

        var result = await health.RunAsync(Lines + "waivers: [{ check: \"overall: health labels_received\", until: 2099-01-01, owner: me, because: late }]\n");

        result.Checks.Where(check => check.Kind != "health").Should().HaveCount(4).And.OnlyContain(check => check.Outcome == Outcome.Inconclusive);
        result.Checks.Single(check => check.Kind == "health").Waiver!.State.Should().Be(WaiverState.Active);
    }

    [Fact]
    public async Task A_run_of_one_slice_is_withheld_by_the_share_of_the_whole()
    {
        using var health = Case(missing: 20);

        var result = await health.RunAsync("slices: { old: { where: age > 50, expect: { accuracy: \">= 0.01\" } } }\n" + Received, HealthCase.Head, false, "old");

        result.Checks.Should().ContainSingle().Which.Outcome.Should().Be(Outcome.Inconclusive);
    }

    [Fact]
    public async Task A_slice_that_lacks_labels_withholds_its_own_metrics_alone()
    {
        using var health = new HealthCase();
        foreach (var row in health.Rows.Where(row => row[3] == "FR").Take(10))
        {
            row[^1] = "";
        }

        var result = await health.Write().RunAsync("""
            expect: { accuracy: ">= 0.01" }
            slices:
              country: { by: country, expect: { accuracy: ">= 0.01" }, gap: { accuracy: "<= 0.99" } }
            health: { labels_received: ">= 80 %", slices: [country] }

            """);

        result.Checks.Where(check => check.Kind == "health").Select(check => (check.Group, check.Outcome)).Should().BeEquivalentTo(
            [((string?)null, Outcome.Passed), ("DE", Outcome.Passed), ("FR", Outcome.Failed), ("IT", Outcome.Passed)]);
        result.Checks.Where(check => check.Kind != "health").Select(check => (check.Kind, check.Group, check.Outcome)).Should().BeEquivalentTo(
            [("expect", (string?)null, Outcome.Passed), ("expect", "DE", Outcome.Passed), ("expect", "FR", Outcome.Inconclusive), ("expect", "IT", Outcome.Passed), ("gap", null, Outcome.Inconclusive)]);
        result.Checks.Single(check => check is { Kind: "gap" }).Reason.Should().StartWith("of country = FR labels_received is ");
    }

    [Fact]
    public async Task A_group_without_any_label_withholds_everything_since_no_check_is_about_it()
    {
        using var health = new HealthCase();
        foreach (var row in health.Rows.Take(2))
        {
            (row[3], row[^1]) = ("ES", "");
        }

        var result = await health.Write().RunAsync(Metrics + "slices: { country: { by: country } }\nhealth: { labels_received: \">= 80 %\", slices: [country] }\n");

        result.Checks.Single(check => check.Kind == "expect").Reason.Should().Be("not one of the 2 rows of 'ES' in slice 'country' has a label");
    }

    [Fact]
    public async Task What_code_asks_of_a_run_is_withheld_too()
    {
        using var health = Case(missing: 20);

        var evaluation = await SuiteRunner.EvaluateAsync(health.Parse(Metrics + Received), new RunOptions { Threads = 1, CacheDirectory = null }, TestContext.Current.CancellationToken);

        evaluation.Judge(new AskedCheck("overall", null, "accuracy", Comparison.AtLeast, 0.01, JudgePolicy.Point)).Outcome.Should().Be(Outcome.Inconclusive);
    }

    [Fact]
    public async Task Labels_are_drawn_over_time_where_a_time_is_known()
    {
        using var health = Case(missing: 4);

        var result = await health.RunAsync(Metrics + "health: { labels_received: \">= 95 %\", label_delay: { from: at, to: labelled_at, p95: \"<= 9 days\" } }\n");

        var figure = result.Guards.Single().Figures.Single();
        figure.Title.Should().Be("Labels received, by day of at");
        figure.Series[0].Labels.Should().StartWith("2026-06-01").And.HaveCount(25);
        figure.Series[0].Y[0].Should().Be(0);
        figure.Series[0].Y[1].Should().Be(1);
    }

    private static HealthCase Case(int missing) => Drop(new HealthCase(), missing).Write();

    private static HealthCase Drop(HealthCase health, int missing)
    {
        for (var row = 0; row < missing; row++)
        {
            health.Set(row, "y", "");
        }

        return health;
    }
}
