using System.Text.Json.Nodes;
using ModelSpecs.Cli.Hosting;

namespace ModelSpecs.Cli.Tests;

/// <summary><c>modelspecs explain</c>.</summary>
public sealed class ExplainCommandTests : IDisposable
{
    private const string Spec = """
        spec: Tiny
        golden: { path: golden.csv, quarantine: [{ id: r6, because: double booking }], labels_missing: drop, labelled_at_least: 0.5 }
        label: y
        id: id
        predictions: { score: p }
        expect: { accuracy: ">= 0.5" }
        slices:
          young: { where: age < 25 and age > 15, expect: { recall: ">= 0.70" }, owner: risk }
          sex: { by: sex, expect: { accuracy: ">= overall - 0.5" }, gap: { accuracy: "<= 0.9" } }
        waivers:
          - { check: "young: recall", until: "2026-12-31", owner: risk, because: relabelled }
        """;

    private const string Golden = "id,y,p,age,sex\nr1,1,0.9,20,f\nr2,1,0.2,21,f\nr3,0,0.2,22,m\nr4,0,0.6,40,m\nr5,1,0.7,50,f\nr6,0,0.4,60,m\nr7,,0.4,60,m\n";

    private readonly CliHarness cli = new() { Time = new FixedDay() };

    public ExplainCommandTests()
    {
        cli.Write("specs/tiny.spec.yaml", Spec);
        cli.Write("specs/golden.csv", Golden);
    }

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task Every_step_from_the_spec_to_the_worst_rows_is_shown()
    {
        (await cli.RunAsync("explain", "young: recall", "--no-cache")).Should().Be(ExitCodes.Passed);

        cli.Error.Should().BeEmpty();
        cli.Out.Should().StartWith("young: recall >= 0.70  ~ waived\n")
            .And.Contain("specs/tiny.spec.yaml:8")
            .And.Contain("young: { where: age < 25 and age > 15, expect: { recall: \">= 0.70\" }, owner: risk }")
            .And.Contain("specs/golden.csv has 7 rows")
            .And.Contain("quarantined: 1 (double booking)")
            .And.Contain("without a label, which labels_missing leaves out: 1")
            .And.Contain("5 rows are judged")
            .And.Contain("age < 25 and age > 15 keeps 3 of 5")
            .And.Contain("age < 25 keeps 3")
            .And.Contain("age > 15 keeps 5")
            .And.Contain("positive is 1: TP 1, FP 0, FN 1, TN 1")
            .And.Contain("recall = TP / (TP + FN) = 1 / (1 + 1) = 0.5\n")
            .And.Contain("wilson, on 2 rows")
            .And.Contain("0.5 >= 0.7 is false: failed")
            .And.Contain("may fail until 2026-12-31")
            .And.Contain("1 more of the 2 positives found would pass (the value would be 1)")
            .And.Contain("r2  truth 1, predicted 0");
    }

    [Fact]
    public async Task A_bound_against_overall_a_gap_and_a_metric_without_a_check_have_their_steps()
    {
        await cli.RunAsync("explain", "sex = m: accuracy", "--no-cache");
        cli.Out.Should().Contain("accuracy = Σ w [prediction = truth] / W = 1 / 2 = 0.5").And.Contain(">= overall - 0.5 = 0.6 - 0.5 = 0.1").And.Contain("sex = 'm' keeps 2 of 5");

        await cli.RunAsync("explain", "sex: gap accuracy", "--no-cache");
        cli.Out.Should().Contain("f: accuracy 0.666667 on 3 rows").And.Contain("gap accuracy = largest − smallest = 0.6666666666666666 − 0.5 = 0.166667");

        (await cli.RunAsync("explain", "young: f1", "--no-cache")).Should().Be(ExitCodes.Passed);
        cli.Out.Should().StartWith("young: f1\n").And.Contain("f1 = 2 TP / (2 TP + FP + FN) = 2 × 1 / (2 × 1 + 0 + 1) = 0.666667").And.Contain("none: it is measured for this, and no check is about it");
    }

    [Fact]
    public async Task The_json_has_every_number_in_full()
    {
        (await cli.RunAsync("explain", "young//recall/min", "--json", "e.json", "--no-cache")).Should().Be(ExitCodes.Passed);

        var json = JsonNode.Parse(cli.Read("e.json"))!;
        json["schemaVersion"]!.GetValue<int>().Should().Be(1);
        json["check"]!["outcome"]!.GetValue<string>().Should().Be("failed");
        var steps = json["steps"]!.AsArray();
        steps.Select(step => step!["name"]!.GetValue<string>()).Should().Equal("spec", "rows", "slice", "counts", "formula", "interval", "bound", "rule", "verdict", "waiver", "to change", "worst rows");
        steps[4]!["expression"]!.GetValue<string>().Should().Be("1 / (1 + 1)");
        steps[4]!["value"]!.GetValue<double>().Should().Be(0.5);
    }

    [Fact]
    public async Task What_no_check_is_called_and_what_several_are_is_told_with_their_names()
    {
        (await cli.RunAsync("explain", "yuong: recall", "--no-cache")).Should().Be(ExitCodes.Wrong);
        cli.Error.Should().Contain("error MSPEC925: ").And.Contain("Did you mean 'young: recall'?");

        (await cli.RunAsync("explain", "sex: accuracy", "--no-cache")).Should().Be(ExitCodes.Wrong);
        cli.Error.Should().Contain("error MSPEC926: ").And.Contain("which is 2 checks");
        cli.Out.Should().Be("specs/tiny.spec.yaml  sex = f: accuracy >= overall - 0.5\nspecs/tiny.spec.yaml  sex = m: accuracy >= overall - 0.5\n");
    }

    [Fact]
    public async Task A_spec_that_cannot_be_judged_is_told_and_not_explained()
    {
        cli.Write("specs/golden.csv", Golden.Replace("age,sex", "years,sex"));

        (await cli.RunAsync("explain", "young: recall", "--no-cache")).Should().Be(ExitCodes.Wrong);

        cli.Error.Should().Contain("specs/tiny.spec.yaml").And.Contain("age").And.Contain("error MSPEC");
    }

    [Fact]
    public async Task Nothing_is_left_to_be_accepted()
    {
        cli.Write("specs/tiny.spec.yaml", Spec + "\nsnapshot: true\n");

        (await cli.RunAsync("explain", "young: recall", "--no-cache")).Should().Be(ExitCodes.Passed);

        Directory.EnumerateFiles(Path.Combine(cli.Folder, "specs")).Select(Path.GetFileName).Should().BeEquivalentTo("tiny.spec.yaml", "golden.csv");
    }

    private sealed class FixedDay : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    }
}
