using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Custom;

namespace ModelSpecs.Cli.Tests;

/// <summary>Code of a user's own gets in through <c>--assembly</c> and no other way. The assembly is this one.</summary>
public sealed class CustomMetricTests : IDisposable
{
    private static readonly string Assembly = typeof(CustomMetricTests).Assembly.Location;
    private readonly CliHarness cli = new();

    public CustomMetricTests() =>
        cli.WithTinySpec(spec: CliHarness.Spec.Replace("accuracy: \">= 0.5\"", "custom:HitCount: \">= 5\""));

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task Run_judges_a_metric_of_the_assembly()
    {
        var exitCode = await cli.RunAsync("run", "--assembly", Assembly, "--json", "r.json");

        exitCode.Should().Be(ExitCodes.Passed, cli.Out + cli.Error);
        cli.Out.Should().Contain("custom:HitCount >= 5");
        cli.Read("r.json").Should().Contain("\"overall//custom:HitCount/min\"");
    }

    [Fact]
    public async Task Run_and_validate_load_nothing_by_themselves()
    {
        (await cli.RunAsync("run")).Should().Be(ExitCodes.Wrong);
        cli.Out.Should().Contain("error MSPEC340: There is no custom:HitCount: no assembly was given, and a spec alone never loads code.");
        (await cli.RunAsync("validate")).Should().Be(ExitCodes.Passed, cli.Out);
    }

    [Fact]
    public async Task Validate_looks_for_the_metric_in_the_assembly()
    {
        (await cli.RunAsync("validate", "--assembly", Assembly)).Should().Be(ExitCodes.Passed, cli.Out);
        cli.WithTinySpec(spec: CliHarness.Spec.Replace("accuracy: \">= 0.5\"", "custom:HitsCount: \">= 5\""));

        (await cli.RunAsync("validate", "--assembly", Assembly)).Should().Be(ExitCodes.Wrong);
        cli.Out.Should().Contain("error MSPEC340: There is no custom:HitsCount in --assembly ").And.Contain("Did you mean 'custom:HitCount'?");
    }

    [Fact]
    public async Task All_metrics_has_those_of_the_assembly_and_only_with_it()
    {
        cli.WithTinySpec();

        await cli.RunAsync("run", "--all-metrics");
        cli.Out.Should().Contain("mcc").And.NotContain("custom:");
        await cli.RunAsync("run", "--all-metrics", "--assembly", Assembly);
        cli.Out.Should().Contain("mcc").And.Contain("custom:HitCount");
    }

    [Fact]
    public async Task A_change_of_inputs_comes_out_of_the_assembly_too()
    {
        cli.CopyTestdata("diabetes/model.onnx");
        cli.CopyTestdata("diabetes/golden.tsv");
        var spec = cli.Write("patients.spec.yaml", "spec: Patients\nmodel: diabetes/model.onnx\ngolden: diabetes/golden.tsv\nlabel: progression\nrobust: { custom:Heavier: { columns: [bmi], severity: 2 }, score_movement: \"<= 1\" }\n");

        (await cli.RunAsync("run", spec, "--assembly", Assembly)).Should().Be(ExitCodes.Failed, cli.Out + cli.Error);
        cli.Out.Should().Contain("robust custom:Heavier(bmi) score_movement <= 1").And.MatchRegex(@"worst +line \d+: bmi \S+ → \S+; \S+ → \S+");
        (await cli.RunAsync("run", spec)).Should().Be(ExitCodes.Wrong);
        cli.Out.Should().Contain("error MSPEC340: There is no custom:Heavier: no assembly was given");
    }

    [Fact]
    public async Task What_is_no_assembly_is_refused_before_anything_runs()
    {
        var text = cli.Write("Tests.dll", "MZ but nothing more");

        (await cli.RunAsync("run", "--assembly", text, "--assembly", "gone.dll")).Should().Be(ExitCodes.Wrong);

        cli.Error.Split('\n').Where(line => line.Contains("error MSPEC930: ")).Should().HaveCount(2);
        cli.Error.Should().Contain("cannot be loaded. Found ").And.Contain("Found no file 'gone.dll'");
        cli.Out.Should().BeEmpty();
    }
}

/// <summary>Rows predicted right.</summary>
public sealed class HitCount : ICustomMetric
{
    /// <inheritdoc/>
    public string Name => "HitCount";

    /// <inheritdoc/>
    public CustomMetricDirection Direction => CustomMetricDirection.HigherIsBetter;

    /// <inheritdoc/>
    public MetricTasks Tasks => MetricTasks.Classification;

    /// <inheritdoc/>
    public CustomMetricNeeds Needs => CustomMetricNeeds.Predictions;

    /// <inheritdoc/>
    public double Compute(in CustomMetricRows rows)
    {
        var hits = 0;
        for (var row = 0; row < rows.Count; row++)
        {
            hits += rows.Truth[row] == rows.Predicted[row] ? 1 : 0;
        }

        return hits;
    }
}

/// <summary>Patients as much heavier as the severity says.</summary>
public sealed class Heavier : ICustomPerturbation
{
    /// <inheritdoc/>
    public string Name => "Heavier";

    /// <inheritdoc/>
    public void Perturb(PerturbedRow row) => row.Set("bmi", row.Number("bmi") * (1 + (0.1 * row.Severity)));
}
