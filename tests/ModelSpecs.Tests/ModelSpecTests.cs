using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Tests.Shared;

namespace ModelSpecs.Tests;

public sealed class ModelSpecTests
{
    [Fact]
    public async Task A_spec_of_the_repository_is_found_beside_the_source_file_and_evaluated()
    {
        var spec = ModelSpec.Load("../../specs/loan-noise.spec.yaml");

        var result = await spec.EvaluateAsync(new EvaluationOptions { Metrics = MeasuredMetrics.OfSpec }, TestContext.Current.CancellationToken);

        result.ThrowIfFailed().Checks.Should().NotBeEmpty();
        spec.SliceNames.Should().NotBeEmpty();
    }

    [Fact]
    public void Every_problem_of_a_spec_stands_in_the_message_with_its_place()
    {
        using var sample = new CreditSample("spec: Broken\ngolden: golden.csv\nlabel: defaulted\npredictions: { score: score }\nexpect: { recal: \">= 0.5\", accuracy: 0.9 }\n");

        var problem = sample.Invoking(s => ModelSpec.Load(s.SpecFile)).Should().Throw<SpecException>().Which;

        problem.Diagnostics.Should().HaveCount(2);
        problem.Message.Split(Environment.NewLine).Should().HaveCount(2).And.OnlyContain(line => line.StartsWith(sample.SpecFile + "(5,", StringComparison.Ordinal) && line.Contains(": error MSPEC", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Data_that_does_not_fit_the_spec_is_an_exception_and_no_result()
    {
        using var sample = new CreditSample(CreditSample.Yaml.Replace("label: defaulted", "label: defualted", StringComparison.Ordinal));

        var evaluation = () => sample.EvaluateAsync();

        (await evaluation.Should().ThrowAsync<SpecException>()).Which.Message.Should().StartWith(sample.SpecFile).And.Contain("Did you mean 'defaulted'?");
    }

    [Fact]
    public async Task An_evaluation_that_is_cancelled_says_so()
    {
        using var sample = new CreditSample();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        var evaluation = () => ModelSpec.Load(sample.SpecFile).EvaluateAsync(cancellationToken: cancelled.Token);

        await evaluation.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Predictions_and_columns_are_kept_below_the_root_unless_that_is_switched_off()
    {
        using var sample = new CreditSample();
        var cache = Path.Combine(sample.Folder, ".modelspecs");

        await sample.EvaluateAsync();
        Directory.Exists(cache).Should().BeFalse();
        await ModelSpec.Load(sample.SpecFile).EvaluateAsync(cancellationToken: TestContext.Current.CancellationToken);
        Directory.Exists(cache).Should().Be(Environment.GetEnvironmentVariable("MODELSPECS_CACHE") is null or "");
    }

    [Fact]
    public async Task Warnings_of_the_spec_and_of_its_data_are_those_of_the_result()
    {
        using var sample = new CreditSample(CreditSample.Yaml + "\nwaivers:\n  - { check: \"young: recall\", until: 2030-01-31, owner: risk, because: \"new data is on its way\" }\n");
        var result = await sample.EvaluateAsync(new EvaluationOptions { Today = new DateOnly(2030, 3, 1) });

        result.Check("young: recall").Fails.Should().BeTrue("the waiver has run out");
        result.Warnings.Should().OnlyHaveUniqueItems();
    }
}
