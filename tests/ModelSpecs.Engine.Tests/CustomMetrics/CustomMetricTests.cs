using ModelSpecs.Engine.CustomMetrics;
using ModelSpecs.Engine.Running;
using ModelSpecs.Engine.Tests.Running;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Custom;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.CustomMetrics;

public sealed class CustomMetricTests : IDisposable
{
    private const string Head = "spec: A suite\ngolden: golden.csv\nlabel: y\nid: id\npredictions: { score: p }\n";

    private readonly SpecWorkspace workspace = new();

    public CustomMetricTests()
    {
        workspace.Write("golden.csv", "id,y,p,country\n1,1,0.9,DE\n2,1,0.2,DE\n3,0,0.1,DE\n4,1,0.8,FR\n5,0,0.6,FR\n6,0,0.3,FR\n");
        Use(typeof(Hits), typeof(Misses), typeof(Hidden), typeof(ForNumbers), typeof(Throws), typeof(Odds));
    }

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task A_custom_metric_is_judged_overall_by_group_and_by_gap()
    {
        var result = await workspace.RunAsync(Head + """
            expect: { custom:Hits: ">= 4" }
            slices:
              country:
                by: country
                expect: { custom:Hits: ">= overall - 3" }
                gap: { custom:Hits: "<= 0.5", custom:Misses: { ratio: ">= 0.9" } }

            """);

        result.Checks.Select(c => (c.Name, c.Outcome, c.Value)).Should().Equal(
            ("overall: custom:Hits >= 4", Outcome.Passed, 4),
            ("country = DE: custom:Hits >= overall - 3", Outcome.Passed, 2),
            ("country = FR: custom:Hits >= overall - 3", Outcome.Passed, 2),
            ("country: gap custom:Hits <= 0.5", Outcome.Passed, 0),
            ("country: gap ratio custom:Misses >= 0.9", Outcome.Passed, 1));
        result.Checks[1].Id.Should().Be("country/DE/custom:Hits/min");
    }

    [Fact]
    public async Task A_failure_shows_the_rows_with_the_highest_loss()
    {
        var result = await workspace.RunAsync(Head + "expect: { custom:Misses: \"<= 1\" }\n");

        result.Checks.Should().ContainSingle().Which.Outcome.Should().Be(Outcome.Failed);
        result.Checks[0].WorstRows.Select(row => row.Id).Take(2).Should().Equal("2", "5");
    }

    [Theory]
    [InlineData("Throws", "Compute threw InvalidOperationException: out of order")]
    [InlineData("Odds", "Compute returned infinity")]
    public async Task What_gives_no_number_is_an_error_and_no_pass(string name, string reason)
    {
        var result = await workspace.RunAsync(Head + $"expect: {{ custom:{name}: \">= -1\" }}\n");

        var check = result.Checks.Should().ContainSingle().Subject;
        check.Outcome.Should().Be(Outcome.Error);
        check.Fails.Should().BeTrue();
        check.Message.Should().Contain(reason);
    }

    [Fact]
    public async Task A_metric_of_another_task_is_refused()
    {
        var result = await workspace.RunAsync(Head + "expect: { custom:ForNumbers: \">= 0\" }\n");

        result.Diagnostics.Should().ContainSingle(d => d.Id == "MSPEC300").Which.Message
            .Should().Be("custom:ForNumbers is not defined for a binary task. Found Tasks of Regression; expected the task among them.");
    }

    [Fact]
    public async Task A_metric_that_needs_scores_is_refused_for_labels()
    {
        var result = await workspace.RunAsync("spec: A suite\ngolden: golden.csv\nlabel: y\ntask: binary\npredictions: { label: y }\nexpect: { custom:Odds: \">= 0\" }\n");

        result.Diagnostics.Should().ContainSingle(d => d.Id == "MSPEC300").Which.Message.Should().StartWith("custom:Odds needs probabilities. Found labels only;");
    }

    [Fact]
    public async Task An_unknown_name_says_what_there_is_and_what_was_not_seen()
    {
        var result = await workspace.RunAsync(Head + "expect: { custom:Hist: \">= 0\" }\n");

        result.Diagnostics.Should().ContainSingle().Which.ToString().Should().Be(
            "x.spec.yaml(6,11): error MSPEC340: There is no custom:Hist in the test assembly Tests.dll. Found custom:ForNumbers, custom:Hits, custom:Misses, custom:Odds, custom:Throws; "
            + "expected a public class that implements ICustomMetric and whose Name is \"Hist\". Did you mean 'custom:Hits'? "
            + "Not public and so not seen: ModelSpecs.Engine.Tests.CustomMetrics.CustomMetricTests+Hidden. Write public sealed class Hist : ICustomMetric.");
    }

    [Fact]
    public async Task Without_an_assembly_nothing_is_loaded_and_the_message_says_how()
    {
        workspace.Options = new RunOptions { Threads = 1 };

        var result = await workspace.RunAsync(Head + "expect: { custom:Hits: \">= 0\", accuracy: \">= 0.1\" }\n");

        result.Diagnostics.Should().ContainSingle(d => d.Id == "MSPEC340").Which.Message.Should().Contain("Add --assembly path/to/Tests.dll, or run dotnet test.");
        result.Checks.Should().OnlyContain(check => check.Fails);
    }

    [Fact]
    public async Task Classes_that_cannot_be_used_are_named_once_each()
    {
        Use(typeof(Hits), typeof(NoConstructor), typeof(BadName), typeof(FailsToStart), typeof(Generic<>));

        var result = await workspace.RunAsync(Head + "expect: { custom:Hits: [\">= 0.5\", \"<= 9\"] }\n");

        const string Place = "ModelSpecs.Engine.Tests.CustomMetrics.CustomMetricTests+";
        result.Diagnostics.Where(d => d.Id == "MSPEC341").Select(d => d.Message.Replace(Place, "")).Should().Equal(
            "The class NoConstructor cannot be used as a custom metric. Found no public constructor without parameters; expected a class that can be made with new().",
            "The class BadName cannot be used as a custom metric. Found its Name is 'bad name'; expected a letter or underscore, then letters, digits and underscores, at most 100.",
            "The class FailsToStart cannot be used as a custom metric. Found DivideByZeroException from its constructor or properties: nothing; expected none.",
            "The class Generic`1 cannot be used as a custom metric. Found type parameters; expected a class that can be made with new().");
        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Error);
    }

    [Fact]
    public async Task Two_classes_of_one_name_are_refused_where_the_name_is_used()
    {
        Use(typeof(Hits), typeof(OtherHits), typeof(Misses));

        (await workspace.RunAsync(Head + "expect: { custom:Misses: \"<= 3\" }\n")).Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
        var result = await workspace.RunAsync(Head + "expect: { custom:Hits: \">= 0\" }\n");

        result.Diagnostics.Should().ContainSingle(d => d.Id == "MSPEC342").Which.Message.Should().StartWith("custom:Hits is the name of 2 classes. Found ").And.Contain("+Hits and ").And.Contain("+OtherHits; expected one.");
    }

    [Fact]
    public async Task All_metrics_takes_in_those_that_fit_the_run()
    {
        workspace.Options = workspace.Options with { AllMetrics = true };

        var names = (await workspace.RunAsync(Head + "expect: { accuracy: \">= 0.1\" }\n")).Slices[0].Metrics.Select(metric => metric.Metric).Where(name => name.StartsWith("custom:", StringComparison.Ordinal));

        names.Should().Equal("custom:Hits", "custom:Misses", "custom:Odds", "custom:Throws");
    }

    [Fact]
    public async Task Validation_looks_for_the_class_only_where_an_assembly_was_given()
    {
        const string Spec = Head + "expect: { custom:Hist: \">= 0\" }\n";

        (await workspace.ValidateAsync(Spec)).Should().ContainSingle(d => d.Id == "MSPEC340");
        workspace.Options = new RunOptions();
        (await workspace.ValidateAsync(Spec)).Should().BeEmpty();
    }

    private void Use(params Type[] types) =>
        workspace.Options = new RunOptions { Threads = 2, CustomMetrics = CustomMetricSet.Of(types, "the test assembly Tests.dll") };

#pragma warning disable CA1034 // A custom metric is a visible class; these belong to no other test.
    public abstract class Counted(string name) : ICustomMetric
    {
        public string Name => name;

        public virtual CustomMetricDirection Direction => CustomMetricDirection.HigherIsBetter;

        public virtual MetricTasks Tasks => MetricTasks.Classification;

        public virtual CustomMetricNeeds Needs => CustomMetricNeeds.Predictions;

        public abstract double Compute(in CustomMetricRows rows);

        protected static int CountOf(in CustomMetricRows rows, bool hits)
        {
            var count = 0;
            for (var row = 0; row < rows.Count; row++)
            {
                count += rows.Truth[row] == rows.Predicted[row] == hits ? 1 : 0;
            }

            return count;
        }
    }

    public sealed class Hits() : Counted("Hits")
    {
        public override double Compute(in CustomMetricRows rows) => CountOf(rows, hits: true);
    }

    public sealed class OtherHits() : Counted("Hits")
    {
        public override double Compute(in CustomMetricRows rows) => CountOf(rows, hits: true);
    }

    public sealed class Misses() : Counted("Misses")
    {
        public override CustomMetricDirection Direction => CustomMetricDirection.LowerIsBetter;

        public override double Compute(in CustomMetricRows rows) => CountOf(rows, hits: false);
    }

    public sealed class ForNumbers() : Counted("ForNumbers")
    {
        public override MetricTasks Tasks => MetricTasks.Regression;

        public override double Compute(in CustomMetricRows rows) => rows.TrueValues[0];
    }

    public sealed class Throws() : Counted("Throws")
    {
        public override double Compute(in CustomMetricRows rows) => throw new InvalidOperationException("out of order");
    }

    public sealed class Odds() : Counted("Odds")
    {
        public override CustomMetricNeeds Needs => CustomMetricNeeds.Probabilities;

        public override double Compute(in CustomMetricRows rows) => rows.Scores[0] / (rows.Count - 6.0);
    }

    public sealed class NoConstructor(string name) : Counted(name)
    {
        public override double Compute(in CustomMetricRows rows) => 0;
    }

    public sealed class BadName() : Counted("bad name")
    {
        public override double Compute(in CustomMetricRows rows) => 0;
    }

    public sealed class FailsToStart() : Counted(new DivideByZeroException("nothing") is { } fault ? throw fault : "")
    {
        public override double Compute(in CustomMetricRows rows) => 0;
    }

    public sealed class Generic<T>() : Counted("Generic")
    {
        public override double Compute(in CustomMetricRows rows) => typeof(T).MetadataToken;
    }

    private sealed class Hidden() : Counted("Hidden")
    {
        public override double Compute(in CustomMetricRows rows) => 0;
    }
#pragma warning restore CA1034
}
