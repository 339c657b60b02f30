using ModelSpecs.Results;
using ModelSpecs.Tests.Shared;

namespace ModelSpecs.Tests;

public sealed class ModelSpecResultTests
{
    [Fact]
    public async Task Slices_metrics_and_checks_are_found_by_name()
    {
        using var sample = new CreditSample();
        var result = await sample.EvaluateAsync();

        result.Passed.Should().BeFalse();
        result.ToString().Should().Be("Credit: 4 of 5 checks passed, 1 failed");
        result.Overall.Rows.Should().Be(200);
        result.Slice("overall").Should().BeSameAs(result.Overall);
        var recall = result.Slice("young")["recall"];
        (recall.Value, recall.Rows).Should().Be((0.5, 8));
        recall.Interval!.Low.Should().BeApproximately(0.2152, 5e-5, "Wilson's interval of 4 in 8");
        recall.Interval.High.Should().BeApproximately(0.7848, 5e-5);
        recall.ToString().Should().Be("recall of young = 0.5 [0.2152, 0.7848], 8 rows");
        result.Slice("young").ToString().Should().Be("young (age < 25), 28 rows");
        result.Slice("country", "DE").FullName.Should().Be("country = DE");
        result.Groups("country").Select(slice => slice.Group).Should().Equal("AT", "DE", "FR");
        result.Slice("sound")["recall"].ToString().Should().Be("recall of sound is undefined: no row is positive, 0 rows");
        foreach (var name in new[] { "young: recall >= 0.95", "young: recall", "young//recall/min" })
        {
            result.Check(name).Outcome.Should().Be(Outcome.Failed);
        }

        result.Slice("young").Checks.Should().Equal(result.Check("young: recall"));
        result.Check("country = FR: accuracy").Passed.Should().BeTrue();
    }

    [Fact]
    public async Task A_name_that_is_not_there_is_answered_with_those_that_are()
    {
        using var sample = new CreditSample();
        var result = await sample.EvaluateAsync();

        Answer(() => result.Slice("yuong")).Should().Be("There is no slice 'yuong'. Found 'overall', 'young', 'old', 'sound', 'country'; expected one of these. Did you mean 'young'?");
        Answer(() => result.Slice("country")).Should().Be("The slice 'country' has values. Found 'AT', 'DE', 'FR'; expected one of them: Slice(\"country\", \"AT\"), or Groups(\"country\") for all.");
        Answer(() => result.Slice("country", "de")).Should().Be("The slice 'country' has no value 'de'. Found 'AT', 'DE', 'FR'; expected one of these. Did you mean 'DE'?");
        Answer(() => result.Groups("young")).Should().Contain("The slice 'young' has no values.").And.Contain("Slice(\"young\")");
        Answer(() => result.Check("young: recal")).Should().Contain("'young: recall >= 0.95'").And.EndWith("Did you mean 'young: recall'?");
        Answer(() => result.Overall.Metric("recal")).Should().StartWith("The metric 'recal' was not measured. Found 'roc_auc', 'recall'").And.Contain("Did you mean 'recall'?").And.Contain("where the spec names them");
    }

    [Fact]
    public async Task A_band_has_two_checks_and_the_bound_tells_them_apart()
    {
        using var sample = new CreditSample(CreditSample.Yaml.Replace("{ recall: \">= 0.95\" }", "{ recall: [\">= 0.10\", \"<= 0.90\"] }", StringComparison.Ordinal));
        var result = await sample.EvaluateAsync();

        Answer(() => result.Check("young: recall")).Should().Be("Several checks are called 'young: recall'. Found 'young: recall >= 0.10', 'young: recall <= 0.90'; expected one: write its bound too.");
        result.Check("young: recall <= 0.90").Passed.Should().BeTrue();
    }

    [Fact]
    public async Task A_slice_by_a_column_without_values_is_said_to_have_none()
    {
        using var sample = new CreditSample();
        var result = await sample.EvaluateAsync();
        var without = new ModelSpecResult(result.Spec, null!, result.Suite with { Slices = [result.Overall.Result] }, measuredAll: true);

        Answer(() => without.Groups("country")).Should().StartWith("The slice 'country' has no values: no row of the golden set belongs to it.");
    }

    [Fact]
    public async Task Only_what_the_spec_names_is_measured_where_that_is_asked_for()
    {
        using var sample = new CreditSample();
        var result = await sample.EvaluateAsync(new EvaluationOptions { Metrics = MeasuredMetrics.OfSpec });

        result.Overall.Metrics.Select(metric => metric.Name).Should().Equal("roc_auc", "recall", "accuracy");
        Answer(() => result.Overall.Metric("f1")).Should().Contain("evaluate with EvaluationOptions { Metrics = MeasuredMetrics.All }");
    }

    [Fact]
    public async Task A_failing_spec_throws_the_messages_of_its_failing_checks()
    {
        using var sample = new CreditSample();
        var result = await sample.EvaluateAsync();

        var failure = result.Invoking(r => r.ThrowIfFailed()).Should().Throw<ModelSpecFailedException>().Which;
        failure.Message.Should().Be("Credit: 1 of 5 checks failed.\n\n" + result.Check("young: recall").Message);
        failure.ToString().Should().StartWith(failure.Message).And.Contain(nameof(A_failing_spec_throws_the_messages_of_its_failing_checks));
    }

    [Fact]
    public async Task A_passing_spec_goes_on()
    {
        using var sample = new CreditSample(CreditSample.Yaml.Replace("0.95", "0.40", StringComparison.Ordinal));
        var result = await sample.EvaluateAsync();

        result.ThrowIfFailed().Should().BeSameAs(result);
        result.Passed.Should().BeTrue();
    }

    [Fact]
    public async Task The_report_is_three_files_and_the_page_is_the_one_that_ToHtml_gives()
    {
        using var sample = new CreditSample();
        var result = await sample.EvaluateAsync(new EvaluationOptions { SampleRows = 10 });

        var files = result.WriteReport(Path.Combine(sample.Folder, "out"));

        new[] { files.Results, files.Page, files.Summary }.Should().OnlyContain(file => File.Exists(file));
        var page = result.ToHtml();
        page.StartsWith("<!doctype html>", StringComparison.OrdinalIgnoreCase).Should().BeTrue();
        (await File.ReadAllTextAsync(files.Page, TestContext.Current.CancellationToken) == page).Should().BeTrue("the file is that page");
        (await File.ReadAllTextAsync(files.Results, TestContext.Current.CancellationToken)).Should().Contain("\"young: recall >= 0.95\"");
        result.Suite.Sample!.Rows.Should().NotBeEmpty();
    }

    private static string Answer(Func<object> asked) => asked.Should().Throw<KeyNotFoundException>().Which.Message;
}
