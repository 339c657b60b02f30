using ModelSpecs.Results;
using ModelSpecs.Results.Json;

namespace ModelSpecs.Cli.Tests;

/// <summary>The command line on the real engine.</summary>
public sealed class EngineTests : IDisposable
{
    private readonly CliHarness cli = new();

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task A_spec_that_holds_is_0_and_its_numbers_are_in_the_json()
    {
        cli.WithTinySpec();

        (await cli.RunAsync("run", "--json", "r.json")).Should().Be(0, cli.Out + cli.Error);

        var suite = Result().Suites.Single();
        suite.Task.Should().Be("binary");
        suite.Rows.Should().Be(6);
        suite.Slices.Select(s => (s.Slice, s.N)).Should().Equal(("overall", 6), ("young", 3));
        suite.Checks.Select(c => (c.Name, c.Outcome, c.Value)).Should().Equal(("overall: accuracy >= 0.5", Outcome.Passed, 1), ("young: recall >= 0.70", Outcome.Passed, 1));
        Result().OnnxRuntime.Should().BeNull();
        cli.Out.Should().Contain("✓ passed  young    recall >= 0.70   1.0000  [0.3424, 1.0000]  0.7000  2 of 3\n");
    }

    [Fact]
    public async Task A_bound_that_is_missed_is_1_with_the_whole_message()
    {
        cli.WithTinySpec();
        cli.Write("specs/golden.csv", CliHarness.Golden.Replace("1,0.9,20", "1,0.1,20"));

        (await cli.RunAsync("run")).Should().Be(1);

        cli.Out.Should().Contain("✗ young: recall >= 0.70 failed.\n").And.Contain("recall = 0.5 on 2 of 3 rows").And.Contain("age < 25").And.Contain("Failed: 1 of 2 checks passed, 1 failed, 1 spec");
    }

    [Fact]
    public async Task A_metric_without_a_value_is_1_and_never_a_pass()
    {
        cli.WithTinySpec();
        cli.Write("specs/golden.csv", CliHarness.Golden.Replace("1,0.9,20", "0,0.1,20").Replace("1,0.8,21", "0,0.1,21"));

        (await cli.RunAsync("run", "--slice", "young", "--json", "r.json")).Should().Be(1);

        var suite = Result().Suites.Single();
        suite.Partial.Should().BeTrue();
        suite.Checks.Should().ContainSingle().Which.Should().Match<CheckResult>(c => c.Outcome != Outcome.Passed && c.Fails && c.Value == null);
    }

    [Theory]
    [InlineData("golden: golden.csv", "golden: nope.csv", "(2,9): error MSPEC1")]
    [InlineData("predictions: { score: p }", "model: nope.onnx", "(4,8): error MSPEC2")]
    [InlineData("label: y", "label: z", "(3,8): error MSPEC308")]
    [InlineData("where: age < 25", "where: agee < 25", "(7,19): error MSPEC065")]
    public async Task What_is_wrong_with_data_or_model_is_2_in_run_and_validate_with_one_message(string written, string broken, string message)
    {
        cli.WithTinySpec(spec: CliHarness.Spec.Replace(written, broken));

        (await cli.RunAsync("run")).Should().Be(2);
        cli.Out.Should().Contain(message).And.Contain("Not judged: 1 of 1 spec could not be used").And.NotContain("✓");
        var line = cli.Out.Split('\n').Single(l => l.Contains(message));

        (await cli.RunAsync("validate")).Should().Be(2);
        cli.Out.Should().StartWith(line + "\n");
    }

    [Fact]
    public async Task A_valid_spec_is_0_in_validate()
    {
        cli.WithTinySpec();

        (await cli.RunAsync("validate")).Should().Be(0);

        cli.Out.Should().Be("Valid: 0 of 1 spec wrong, 0 errors, 0 warnings.\n");
    }

    [Fact]
    public async Task A_file_that_is_not_the_pinned_one_is_2()
    {
        cli.WithTinySpec();
        (await cli.RunAsync("pin", "specs")).Should().Be(0);
        (await cli.RunAsync("run")).Should().Be(0);

        File.AppendAllText(Path.Combine(cli.Folder, "specs", "golden.csv"), "0,0.3,70\n");

        (await cli.RunAsync("run")).Should().Be(2);
        cli.Out.Should().Contain("sha256");
    }

    [Fact]
    public async Task The_cache_changes_no_number_and_can_be_switched_off()
    {
        cli.WithTinySpec();

        await cli.RunAsync("run", "--no-cache", "--json", "r.json");
        var cold = Result();
        Directory.Exists(Path.Combine(cli.Folder, ".modelspecs")).Should().BeFalse();

        await cli.RunAsync("run", "--json", "r.json");
        await cli.RunAsync("run", "--json", "r.json");

        Result().Should().BeEquivalentTo(cold, options => options.WithStrictOrdering().ComparingByMembers<RunResult>().Excluding(m => m.Name == nameof(SuiteResult.Timings)));
    }

    [Fact]
    public async Task All_metrics_are_measured_and_shown_on_every_slice()
    {
        cli.WithTinySpec();

        (await cli.RunAsync("run", "--all-metrics", "--json", "r.json")).Should().Be(0);

        var slices = Result().Suites.Single().Slices;
        slices.Should().OnlyContain(s => s.Metrics.Count > 10);
        cli.Out.Should().ContainAll(slices[0].Metrics.Select(m => m.Metric));
    }

    [Fact]
    public async Task A_model_is_run_and_the_results_name_the_runtime()
    {
        cli.Variables["MODELSPECS_CACHE"] = Path.Combine(cli.Folder, "cache");

        (await cli.RunAsync("run", Path.Combine(Repository.Root, "specs", "breast-cancer.spec.yaml"), "--json", "r.json")).Should().Be(0, cli.Out + cli.Error);

        Result().OnnxRuntime.Should().MatchRegex("^[0-9]+\\.[0-9]+");
        Result().Suites.Single().Model!.Path.Should().Be("testdata/breast_cancer/model.onnx");
    }

    [Fact]
    public async Task The_schema_is_written_to_the_output_or_to_a_file()
    {
        (await cli.RunAsync("schema")).Should().Be(0);
        var schema = cli.Out;
        (await cli.RunAsync("schema", "--out", "schema/modelspec.schema.json")).Should().Be(0);

        cli.Read("schema/modelspec.schema.json").Should().Be(schema);
        using var json = System.Text.Json.JsonDocument.Parse(schema);
        json.RootElement.GetProperty("properties").TryGetProperty("golden", out _).Should().BeTrue();

        (await cli.RunAsync("schema", "--defaults")).Should().Be(0);
        cli.Out.Should().NotBe(schema).And.StartWith("{");
    }

    private RunResult Result()
    {
        using var stream = File.OpenRead(Path.Combine(cli.Folder, "r.json"));
        return ResultsJson.Read(stream);
    }
}
