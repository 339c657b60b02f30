using System.Globalization;
using ModelSpecs.Engine.Running;
using ModelSpecs.Results;
using ModelSpecs.Spec.Catalogue;

namespace ModelSpecs.EndToEnd.Tests.Samples;

/// <summary>Every metric of every slice of every sample, against scikit-learn (eng/references), whole runs from YAML to result.</summary>
public sealed class SampleReferenceTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<string> Names { get; } = [.. Sample.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_metric_of_every_slice_is_what_scikit_learn_says(string name)
    {
        var reference = ReferenceSlice.Read(Sample.ReferenceOf(name));
        var result = await RunAsync(name);

        var expected = reference.ToDictionary(slice => slice.Name, StringComparer.Ordinal);
        result.Slices.Select(NameOf).Should().BeEquivalentTo(expected.Keys);
        result.Slices.SelectMany(slice => Differences(slice, expected[NameOf(slice)])).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_metric_of_the_task_is_measured_and_has_a_reference(string name)
    {
        var reference = ReferenceSlice.Read(Sample.ReferenceOf(name));
        var result = await RunAsync(name);
        var measured = result.Slices.SelectMany(slice => slice.Metrics.Select(metric => metric.Metric)).Distinct(StringComparer.Ordinal).ToList();

        measured.Should().BeEquivalentTo(reference.SelectMany(slice => slice.Metrics.Keys).Distinct(StringComparer.Ordinal));
        measured.Select(metric => metric.Split('(')[0]).Distinct(StringComparer.Ordinal).Where(IsPlain).Should().BeEquivalentTo(
            MetricCatalogue.All.Where(metric => IsPlain(metric.Name) && metric.Tasks.Any(task => TaskName(task) == result.Task) && IsMeasurable(metric, result)).Select(metric => metric.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_sample_passes_its_own_gate(string name)
    {
        var result = await RunAsync(name);

        result.Checks.Should().NotBeEmpty();
        result.Checks.Where(check => check.Fails).Select(check => check.Message).Should().BeEmpty();
        result.Checks.Where(check => check.Outcome is Outcome.Failed or Outcome.Error && !check.IsWaived).Should().BeEmpty();
    }

    [Fact]
    public async Task Quarantined_rows_are_told_with_and_without()
    {
        var result = await RunAsync("wine");

        (result.Rows, result.RowsQuarantined).Should().Be((175, 3));
        var accuracy = result.Slices[0].Metrics.Single(metric => metric.Metric == "accuracy");
        (accuracy.Value, accuracy.WithQuarantined).Should().Be((151 / 175.0, 151 / 178.0), "all three are predicted wrong");
    }

    [Fact]
    public async Task A_label_output_that_has_another_operating_point_is_counted_and_does_not_decide()
    {
        var result = await RunAsync("loan");

        // The forest's own label is that of 0.5: the scores from 0.30 to 0.50 are the rows of difference.
        var warning = result.Diagnostics.Should().ContainSingle(diagnostic => diagnostic.Id == "MSPEC302").Which;
        warning.Severity.Should().Be("warning");
        warning.Message.Should().Contain("1,465 of 20,000 rows");
    }

    [Fact]
    public async Task The_challenger_has_the_better_aggregates_and_fails_on_the_young_alone()
    {
        var champion = await RunAsync("loan");
        var challenger = await SuiteRunner.RunAsync(Sample.ParseFile(Sample.Challenger), new RunOptions { AllMetrics = true }, TestContext.Current.CancellationToken);

        foreach (var metric in (string[])["accuracy", "roc_auc"])
        {
            Overall(challenger, metric).Should().BeGreaterThan(Overall(champion, metric));
        }

        var failed = challenger.Checks.Where(check => check.Fails).Should().ContainSingle().Which;
        failed.Outcome.Should().Be(Outcome.Failed);
        failed.Name.Should().Be("young: recall >= 0.70");
        failed.Slice.Should().Be("young");
        failed.Value.Should().BeApproximately(18 / 402.0, 1e-12);
        failed.Owner.Should().Be("credit-risk-youth");
        failed.Message.Should().Contain("age < 25");
        failed.WorstRows.Should().NotBeEmpty();
    }

    private static async Task<SuiteResult> RunAsync(string name)
    {
        var result = await SuiteRunner.RunAsync(Sample.Parse(name), new RunOptions { AllMetrics = true }, TestContext.Current.CancellationToken);
        result.Diagnostics.Where(diagnostic => diagnostic.Severity == "error").Should().BeEmpty();
        return result;
    }

    private static IEnumerable<string> Differences(SliceResult slice, ReferenceSlice reference)
    {
        foreach (var metric in slice.Metrics)
        {
            if (!reference.Metrics.TryGetValue(metric.Metric, out var expected))
            {
                yield return $"{reference.Name}: {metric.Metric} has no reference";
            }
            else if (!Agree(metric.Value, expected))
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{reference.Name}: {metric.Metric} is {metric.Value:R} ({metric.Undefined ?? "defined"}), scikit-learn says {expected:R}");
            }
        }
    }

    private static bool Agree(double? value, double? expected) => value is { } one && expected is { } other
        ? Math.Abs(one - other) <= Tolerance * Math.Max(Math.Abs(one), Math.Abs(other))
        : value is null && expected is null;

    /// <summary>A metric that says something without parameters; of the others only what a spec asks for is measured.</summary>
    private static bool IsPlain(string name) => MetricCatalogue.IsComplete(new Spec.Model.MetricReference { Name = name });

    /// <summary>Labels without scores carry no ranking and no probabilities.</summary>
    private static bool IsMeasurable(MetricDescriptor metric, SuiteResult result) =>
        result.File is not ("specs/tickets-rules.spec.yaml" or "specs/article-tags.spec.yaml")
        || (metric.Needs & (MetricNeeds.Scores | MetricNeeds.Probabilities)) == 0;

    private static string TaskName(Spec.Model.TaskKind task) => task.ToString().ToLowerInvariant();

    private static double Overall(SuiteResult result, string metric) =>
        result.Slices.Single(slice => slice.Slice == "overall").Metrics.Single(measured => measured.Metric == metric).Value!.Value;

    private static string NameOf(SliceResult slice) => slice.Group is null ? slice.Slice : $"{slice.Slice} = {slice.Group}";
}
