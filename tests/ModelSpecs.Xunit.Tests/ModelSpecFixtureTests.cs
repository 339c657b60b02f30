using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Custom;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Tests.Shared;

namespace ModelSpecs.Xunit.Tests;

public sealed class ModelSpecFixtureTests
{
    [Fact]
    public async Task A_spec_is_evaluated_once_for_all_tests_that_ask()
    {
        using var sample = new CreditSample();
        var fixture = new Counting(sample.SpecFile);

        fixture.Evaluations.Should().Be(0);
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => fixture.EvaluateAsync()));

        results.Should().OnlyContain(result => ReferenceEquals(result, results[0]));
        fixture.Evaluations.Should().Be(1);
        results[0].Slice("young")["recall"].Value.Should().Be(0.5);
    }

    [Fact]
    public async Task A_spec_that_is_not_there_fails_the_tests_and_not_the_fixture()
    {
        var fixture = new Counting("no-such.spec.yaml");

        foreach (var _ in Enumerable.Range(0, 2))
        {
            (await fixture.Awaiting(f => f.EvaluateAsync()).Should().ThrowAsync<SpecException>()).WithMessage("*MSPEC901*no-such.spec.yaml*");
        }

        fixture.Invoking(f => f.Spec).Should().Throw<SpecException>();
    }

    [Fact]
    public async Task A_spec_in_code_is_made_by_the_first_test_that_asks()
    {
        var made = 0;
        var fixture = new InCode(() =>
        {
            made++;
            return ModelSpec.Create("Coins").Golden(new GoldenData { { "truth", new[] { 0, 1, 1, 0 } }, { "score", new[] { 0.1, 0.9, 0.8, 0.4 } } })
                .Label("truth").Predictions("score", "score").Expect("accuracy", ">= 0.9").Build();
        });

        made.Should().Be(0);
        (await fixture.EvaluateAsync()).ThrowIfFailed().Overall["accuracy"].Value.Should().Be(1);
        fixture.Spec.Name.Should().Be("Coins");
        made.Should().Be(1);
    }

    [Fact]
    public async Task A_run_that_was_stopped_with_its_test_is_begun_again_for_those_who_wait_and_who_come()
    {
        using var sample = new CreditSample();
        using var stopped = new CancellationTokenSource();
        using var begun = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        var fixture = new Counting(sample.SpecFile)
        {
            OnEvaluation = evaluation =>
            {
                if (evaluation == 1)
                {
                    begun.Release();
                    goOn.Wait(TestContext.Current.CancellationToken);
                }
            },
        };

        var first = fixture.RunAsync(stopped.Token);
        await begun.WaitAsync(TestContext.Current.CancellationToken);
        var second = fixture.RunAsync(TestContext.Current.CancellationToken);
        await stopped.CancelAsync();
        goOn.Release();

        await first.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>();
        var result = await second;
        (await fixture.EvaluateAsync()).Should().BeSameAs(result);
        fixture.Evaluations.Should().Be(2);
        await fixture.Awaiting(f => f.RunAsync(stopped.Token)).Should().ThrowAsync<OperationCanceledException>("a test that is stopped gets no result");
    }

    [Fact]
    public async Task A_metric_of_the_test_assembly_may_be_named_by_the_spec()
    {
        using var sample = new CreditSample(CreditSample.Yaml.Replace("roc_auc: \">= 0.60\"", "\"custom:ShareOfOnes\": \">= 0.1\"", StringComparison.Ordinal));

        (await new Counting(sample.SpecFile).EvaluateAsync()).Check("overall: custom:ShareOfOnes").Passed.Should().BeTrue();
    }

    private sealed class Counting(string path) : ModelSpecFixture(path)
    {
        private int _evaluations;

        public int Evaluations => _evaluations;

        public Action<int> OnEvaluation { get; init; } = _ => { };

        protected override EvaluationOptions Options
        {
            get
            {
                OnEvaluation(Interlocked.Increment(ref _evaluations));
                return base.Options with { UseCache = false };
            }
        }
    }

    private sealed class InCode(Func<ModelSpec> spec) : ModelSpecFixture(spec);
}

/// <summary>What <see cref="ModelSpecFixtureTests"/> finds in its assembly.</summary>
public sealed class ShareOfOnes : ICustomMetric
{
    public string Name => nameof(ShareOfOnes);

    public CustomMetricDirection Direction => CustomMetricDirection.None;

    public MetricTasks Tasks => MetricTasks.Binary;

    public CustomMetricNeeds Needs => CustomMetricNeeds.Truth;

    public double Compute(in CustomMetricRows rows)
    {
        var ones = 0;
        foreach (var truth in rows.Truth)
        {
            ones += truth;
        }

        return (double)ones / rows.Count;
    }
}
