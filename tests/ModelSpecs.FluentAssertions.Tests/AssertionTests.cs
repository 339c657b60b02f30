using FluentAssertions.Execution;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Tests.Shared;

namespace ModelSpecs.FluentAssertions.Tests;

public sealed class AssertionTests(CreditFixture credit) : IClassFixture<CreditFixture>
{
    private ModelSpecResult Result => credit.Result;

    [Fact]
    public void A_spec_with_a_failing_check_does_not_pass_and_the_message_is_that_check()
    {
        Messages.Of(() => Result.Should().Pass("we ship it")).Should()
            .StartWith("Credit: 1 of 5 checks failed.\n  asked     because we ship it\n\nyoung: recall >= 0.95 failed.\n").And.Contain("credit.spec.yaml:8");
    }

    [Fact]
    public async Task A_spec_passes_as_its_verdict_says_and_every_check_only_where_none_is_undecided()
    {
        using var sample = new CreditSample(CreditSample.Yaml.Replace("0.95", "0.40", StringComparison.Ordinal) + "\nverdict: { judge: sure, inconclusive: warn }\n");
        var result = await sample.EvaluateAsync();

        result.Should().Pass().And.HaveNoWarnings();
        result.Check("young: recall").Should().BeInconclusive();
        Messages.Of(() => result.Should().PassEveryCheck()).Should().Contain("1 of 5 checks did not pass.\n").And.Contain("young: recall >= 0.40 is inconclusive.");
        Messages.Of(() => result.Check("young: recall").Should().Pass()).Should().StartWith("young: recall >= 0.40 is inconclusive.");
    }

    [Fact]
    public async Task A_spec_without_checks_passes_nothing()
    {
        using var sample = new CreditSample("spec: Nothing\ngolden: golden.csv\nlabel: defaulted\npredictions: { score: score }\nslices: { young: { where: age < 25 } }\n");
        var result = await sample.EvaluateAsync();

        Messages.Of(() => result.Should().Pass()).Should().StartWith("Nothing has no check.");
        Messages.Of(() => result.Should().PassEveryCheck()).Should().StartWith("Nothing has no check.");
        Messages.Of(() => result.Slice("young").Should().Pass()).Should().StartWith("young has no check.");
    }

    [Fact]
    public void A_slice_passes_where_its_own_checks_do()
    {
        Result.Overall.Should().Pass();
        Result.Slice("country", "FR").Should().Pass();
        Messages.Of(() => Result.Slice("young").Should().Pass()).Should().StartWith("young: 1 of 1 checks failed.");
    }

    [Fact]
    public void A_check_is_held_to_one_outcome()
    {
        Result.Check("overall: roc_auc").Should().Pass();
        Result.Check("young: recall").Should().Fail();
        Messages.Of(() => Result.Check("overall: roc_auc").Should().Fail("it is bad")).Should().StartWith("Found passed; expected failed of the check overall: roc_auc >= 0.60.\n  asked     because it is bad\n");
        Messages.Of(() => Result.Check("young: recall").Should().BeInconclusive()).Should().StartWith("Found failed; expected inconclusive");
        Messages.Of(() => Result.Check("young: recall").Should().BeWaived()).Should().StartWith("Found failed; expected waived");
    }

    [Fact]
    public async Task A_waived_check_is_let_through_and_no_pass()
    {
        using var sample = new CreditSample(CreditSample.Yaml + "\nwaivers:\n  - { check: \"young: recall\", until: 2030-01-31, owner: risk, because: \"new data is on its way\" }\n");
        var result = await sample.EvaluateAsync(new EvaluationOptions { Today = new DateOnly(2030, 1, 1) });

        result.Should().Pass();
        result.Check("young: recall").Should().BeWaived();
        Messages.Of(() => result.Check("young: recall").Should().Pass()).Should().Contain("young: recall >= 0.95");
    }

    [Fact]
    public void Rows_are_counted()
    {
        Result.Slice("young").Should().HaveRows().AtLeast(28).And.HaveRows().AtMost(28);
        Messages.Of(() => Result.Slice("young").Should().HaveRows().AtLeast(500, "fewer say nothing")).Should().Be(
            "young: rows >= 500 failed.\n  asked     because fewer say nothing\n  value     28 rows\n  expected  >= 500\n  slice     age < 25");
        Messages.Of(() => Result.Overall.Should().HaveRows().AtMost(5)).Should().Contain("the whole golden set");
        Messages.Of(() => Result.Overall.Should().HaveRows().Exactly(5)).Should().Contain("rows = 5 failed");
    }

    [Fact]
    public void A_scope_collects_the_failures_of_several_assertions()
    {
        var both = () =>
        {
            using var scope = new AssertionScope();
            Result.Slice("young").Should().HaveRecall().AtLeast(0.8).And.HaveRows().AtLeast(500);
        };

        both.Should().Throw<AssertionFailedException>().Which.Message.Should().Contain("young: recall >= 0.8 failed.").And.Contain("young: rows >= 500 failed.");
    }

    [Fact]
    public void A_reason_may_begin_with_because_and_stays_on_one_line() =>
        Messages.Of(() => Result.Overall.Should().HaveRows().AtMost(5, "because of\nmemory")).Should().Contain("  asked     because of\\u000amemory\n");

    [Fact]
    public void Warnings_are_shown()
    {
        Result.Should().HaveNoWarnings();
        var warned = new[] { new ModelSpecs.Results.DiagnosticResult("MSPEC299", "warning", "a.spec.yaml", 1, 1, "Seven rows disagree.") };
        var result = new ModelSpecResult(Result.Spec, null!, Result.Suite with { Diagnostics = warned }, measuredAll: true);
        Messages.Of(() => result.Should().HaveNoWarnings()).Should().Be("Credit has 1 warning; expected none.\na.spec.yaml(1,1): warning MSPEC299: Seven rows disagree.");
    }

    [Fact]
    public void Each_typed_metric_is_one_of_the_catalogue()
    {
        var typed = typeof(EvaluatedSliceAssertions).GetMethods().Where(method => method.ReturnType == typeof(EvaluatedMetricAssertions) && method.GetParameters().Length == 0).ToList();

        typed.Should().HaveCountGreaterThan(20);
        foreach (var method in typed)
        {
            var name = string.Concat(method.Name["Have".Length..].Select((c, i) => char.IsUpper(c) && i > 0 ? "_" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
            MetricCatalogue.Find(name).Should().NotBeNull(method.Name);
            var asked = () => method.Invoke(new EvaluatedSliceAssertions(Result.Overall), null);
            if (Result.Overall.Metrics.FirstOrDefault(metric => metric.Name == name) is { } measured)
            {
                ((EvaluatedMetricAssertions)asked()!).Subject.Should().BeSameAs(measured);
            }
            else
            {
                asked.Should().Throw<System.Reflection.TargetInvocationException>().WithInnerException<KeyNotFoundException>().WithMessage($"*'{name}' was not measured*");
            }
        }
    }
}
