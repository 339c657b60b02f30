using ModelSpecs.Engine.CustomMetrics;
using ModelSpecs.Engine.Explain;
using ModelSpecs.Engine.Running;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Results;
using ModelSpecs.Results.Explain;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Engine.Tests.Explain;

/// <summary>Every check of the repository's specs, explained: the numbers shown come to the number that was judged.</summary>
public sealed class SpecExplanationTests
{
    /// <summary>Metrics whose value no few numbers make: a fit, an order statistic, a threshold that is looked for.</summary>
    private static readonly string[] WithoutExpression =
        ["calibration_slope", "calibration_intercept", "median_ae", "max_error", "min", "max", "median", "p90", "p95", "p99", "quantile"];

    public static TheoryData<string> Specs =>
        [.. Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "specs"), "*.spec.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Specs))]
    public async Task The_numbers_of_every_check_come_to_its_value(string file)
    {
        var run = await RunAsync(file);

        run.Result.IsUnusable.Should().BeFalse();
        var withExpression = 0;
        foreach (var subject in run.Subjects.Where(subject => subject.Id is not null))
        {
            var explanation = run.Explain(subject, TestContext.Current.CancellationToken);
            explanation.Check!.Id.Should().Be(subject.Id);
            explanation.Steps.Should().OnlyContain(step => step.Lines.Count > 0);
            explanation.Steps.Select(step => step.Name).Should().Contain(["spec", "verdict"]);
            explanation.Steps.Count(step => step.Name is "bound" or "rule").Should().Be(explanation.Check.Comparison is null ? 0 : 2, subject.Name);
            var formula = explanation.Steps.FirstOrDefault(step => step.Name == "formula");
            if (explanation.Check.Value is not { } value || formula is null)
            {
                continue;
            }

            if (formula.Expression is null)
            {
                var metric = explanation.Metric!.Split('(')[0];
                (WithoutExpression.Contains(metric) || formula.Lines.Any(line => line.Contains("0 / 0", StringComparison.Ordinal)) || explanation.Metric.Contains("at_fpr", StringComparison.Ordinal) || explanation.Metric.Contains("at_precision", StringComparison.Ordinal)
                    || explanation.Metric.StartsWith("custom:", StringComparison.Ordinal)).Should().BeTrue($"{subject.Name} has a formula: {formula.Lines[0]}");
                continue;
            }

            withExpression++;
            Near(Arithmetic.Evaluate(formula.Expression)!.Value, value).Should().BeTrue($"{subject.Name}: {formula.Expression} is {value:R}, and not {Arithmetic.Evaluate(formula.Expression):R}");
        }

        // What a guard measures has no formula of the catalogue; a spec of guards alone has none to show.
        (withExpression > 0).Should().Be(run.Subjects.Any(subject => subject is { Id: not null, Metric: not null }));
    }

    [Theory]
    [InlineData("loan.spec.yaml")]
    [InlineData("digits.spec.yaml")]
    [InlineData("article-tags.spec.yaml")]
    [InlineData("diabetes.spec.yaml")]
    [InlineData("search.spec.yaml")]
    public async Task The_numbers_of_every_metric_of_the_task_come_to_its_value(string file)
    {
        var run = await RunAsync(file, allMetrics: true);

        foreach (var subject in run.Subjects.Where(subject => subject.Id is null && subject.Name.StartsWith("overall: ", StringComparison.Ordinal)))
        {
            var explanation = run.Explain(subject, TestContext.Current.CancellationToken);
            var formula = explanation.Steps.Single(step => step.Name == "formula");
            if (formula is { Expression: { } expression, Value: { } value })
            {
                Near(Arithmetic.Evaluate(expression)!.Value, value).Should().BeTrue($"{subject.Name}: {expression} is {value:R}");
            }
            else
            {
                (explanation.Value is null || WithoutExpression.Contains(explanation.Metric!.Split('(')[0])).Should().BeTrue($"{subject.Name} has a formula: {formula.Lines[0]}");
            }
        }
    }

    [Fact]
    public async Task A_check_is_found_by_its_name_its_beginning_and_its_id_and_a_metric_by_slice_and_name()
    {
        var run = await RunAsync("loan.spec.yaml");

        run.Find("young: recall").Should().ContainSingle().Which.Name.Should().Be("young: recall >= 0.70");
        run.Find("young: rec").Should().ContainSingle().Which.Id.Should().Be("young//recall/min");
        run.Find("young//recall/min").Should().ContainSingle().Which.Name.Should().Be("young: recall >= 0.70");
        run.Find("country = DE: recall").Should().ContainSingle();
        run.Find("country: recall").Should().HaveCount(8);
        run.Find("thin file: recall").Should().ContainSingle().Which.Id.Should().BeNull();
        run.Find("yuong: recall").Should().BeEmpty();
    }

    [Fact]
    public async Task What_would_change_the_verdict_of_a_count_is_exact()
    {
        var run = await RunAsync("loan.spec.yaml");

        var explanation = run.Explain(run.Find("young: recall").Single(), TestContext.Current.CancellationToken);

        var (found, positives) = (Term(explanation, "TP"), Term(explanation, "TP") + Term(explanation, "FN"));
        var fewer = explanation.Steps.Single(step => step.Name == "to change").Value!.Value;
        ((found - fewer) / positives).Should().BeLessThan(0.70);
        ((found - fewer + 1) / positives).Should().BeGreaterThanOrEqualTo(0.70);
    }

    [Fact]
    public async Task What_would_change_a_verdict_that_must_be_sure_asks_the_interval()
    {
        var run = await RunAsync("breast-cancer-sure.spec.yaml");

        var explanation = run.Explain(run.Find("overall: recall").Single(), TestContext.Current.CancellationToken);

        var (found, positives) = ((long)Term(explanation, "TP"), (long)(Term(explanation, "TP") + Term(explanation, "FN")));
        var fewer = (long)explanation.Steps.Single(step => step.Name == "to change").Value!.Value;
        Proportion.ClopperPearson(found - fewer, positives, 0.95).Low.Should().BeLessThan(0.78);
        Proportion.ClopperPearson(found - fewer + 1, positives, 0.95).Low.Should().BeGreaterThanOrEqualTo(0.78);
    }

    [Fact]
    public async Task A_share_of_rows_that_changed_says_how_many_may()
    {
        var run = await RunAsync("loan-champion.spec.yaml");

        var step = run.Explain(run.Find("overall: compare newly_wrong").Single(), TestContext.Current.CancellationToken).Steps.Single(step => step.Name == "to change");

        step.Value.Should().Be(4_000);
        step.Lines.Single().Should().StartWith("at most 4,000 of 20,000 rows may be newly wrong; ");
    }

    [Fact]
    public async Task A_contract_and_parity_say_what_was_found()
    {
        var run = await RunAsync("breast-cancer-int8.spec.yaml");

        foreach (var subject in run.Subjects.Where(subject => subject.Name.StartsWith("overall: contract", StringComparison.Ordinal) || subject.Name.Contains("parity", StringComparison.Ordinal)))
        {
            var steps = run.Explain(subject, TestContext.Current.CancellationToken).Steps;
            steps.Select(step => step.Name).Should().Contain(["spec", "found", "verdict"]);
            steps.Any(step => step.Name == "rows").Should().Be(!subject.Name.Contains("contract", StringComparison.Ordinal));
        }

        run.Find("overall: contract").Should().HaveCountGreaterThan(1);
    }

    [Fact]
    public async Task A_bound_against_overall_moves_with_the_slice()
    {
        var run = await RunAsync("loan.spec.yaml");

        var explanation = run.Explain(run.Find("country = ES: recall").Single(), TestContext.Current.CancellationToken);
        var whole = run.Explain(run.Find("overall: recall").Single(), TestContext.Current.CancellationToken);

        double Recall(Explanation of, double less) => (Term(of, "TP") - less) / (Term(of, "TP") + Term(of, "FN"));
        var fewer = explanation.Steps.Single(step => step.Name == "to change").Value!.Value;
        Recall(explanation, fewer).Should().BeLessThan(Recall(whole, fewer) - 0.15);
        Recall(explanation, fewer - 1).Should().BeGreaterThanOrEqualTo(Recall(whole, fewer - 1) - 0.15);
    }

    [Fact]
    public async Task The_conditions_of_a_predicate_have_their_own_counts()
    {
        var run = await RunAsync("loan.spec.yaml");

        var slice = run.Explain(run.Find("thin file: recall").Single(), TestContext.Current.CancellationToken).Steps.Single(step => step.Name == "slice");

        slice.Terms.Select(term => term.Name).Should().Equal("history_months < 6", "not (employer is null)");
        slice.Terms.Should().OnlyContain(term => term.Value > slice.Value);
        slice.Value.Should().BePositive();
    }

    private static double Term(Explanation explanation, string name) => explanation.Steps.Single(step => step.Name == "counts").Terms.Single(term => term.Name == name).Value!.Value;

    private static bool Near(double found, double value) => Math.Abs(found - value) <= 1e-12 * Math.Max(1, Math.Abs(value));

    private static Task<ExplainedRun> RunAsync(string file, bool allMetrics = false)
    {
        var parsed = SpecParser.Parse(Path.Combine(RepositoryRoot.Path, "specs", file), new DiskSpecFiles());
        return ExplainedRun.RunAsync(parsed.Spec!, new RunOptions { AllMetrics = allMetrics, CustomMetrics = CustomMetricSet.None, Today = new DateOnly(2026, 1, 1) }, TestContext.Current.CancellationToken);
    }
}
