using System.Globalization;
using ModelSpecs.Engine.Running;
using ModelSpecs.Engine.Tests.Inference;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Guards.Cost;

public sealed class CostGuardTests
{
    private const string Head = "spec: A suite\npredictions: { value: p }\ngolden: golden.csv\nlabel: t\nid: id\ntask: regression\n";

    [Fact]
    public async Task A_column_s_mean_is_held_against_its_bound_with_the_dearest_rows_named()
    {
        using var files = Rows(10, row => row);

        var result = await RunAsync(files, "cost: { per_call: tokens, is: \"<= 4\" }\n");

        var check = result.Checks.Should().ContainSingle().Subject;
        check.Should().Match<CheckResult>(c => c.Outcome == Outcome.Failed && c.Value == 4.5 && c.Kind == "cost" && c.Rows == 10);
        check.Name.Should().Be("overall: cost per_call <= 4");
        check.Message.Should().Contain("  found     per_call is 4.5\n  expected  <= 4\n").And.Contain("  dearest   9, r9\n            8, r8\n            7, r7\n");
        result.Guards.Single().Notes.Should().Equal("A call costs tokens; all 10 rows together 45.");
    }

    [Fact]
    public async Task Prices_of_columns_are_added_and_weights_count()
    {
        using var files = Rows(4, row => row);
        var head = Head.Replace("golden: golden.csv", "golden: { path: golden.csv, weight: w }", StringComparison.Ordinal);

        var result = await RunAsync(files, "cost: { per_call: { tokens: 2, w: 10 }, is: \"<= 100\" }\n", head);

        // Weights 1 2 1 2, costs 10 22 14 26.
        result.Checks.Should().ContainSingle().Which.Value.Should().BeApproximately((10 + 44 + 14 + 52) / 6.0, 1e-12);
    }

    [Fact]
    public async Task A_number_costs_the_same_everywhere()
    {
        using var files = Rows(4, row => row);

        var result = await RunAsync(files, "cost: { per_call: 0.25, is: \"<= 0.25\", every_slice: true }\nslices: { odd: side = 'odd' }\nverdict: { judge: sure }\n");

        result.Checks.Should().HaveCount(2).And.OnlyContain(check => check.Outcome == Outcome.Passed && check.Value == 0.25);
    }

    [Fact]
    public async Task A_dear_segment_is_found_by_a_bound_on_its_slice_though_the_whole_is_cheap()
    {
        using var files = Rows(400, row => row % 2 == 0 ? 1 : 1.6 + (row % 10 / 100.0));

        var result = await RunAsync(files, "cost: { per_call: tokens, is: [\"<= 1.4\"], slices: [side] }\nslices: { side: { by: side } }\nverdict: { judge: lenient }\n");

        result.Checks.Select(check => (check.Slice, check.Group, check.Outcome)).Should().Equal(("overall", null, Outcome.Passed), ("side", "even", Outcome.Passed), ("side", "odd", Outcome.Failed));
        var figure = result.Guards.Single().Figures.Should().ContainSingle().Subject;
        figure.Series.Single().Labels.Should().Equal("overall", "side = even", "side = odd");
    }

    [Fact]
    public async Task Segments_that_cost_alike_pass_two_hundred_times_of_two_hundred()
    {
        for (var draw = 0; draw < 200; draw++)
        {
            var random = new Random(draw);
            using var files = Rows(120, _ => -Math.Log(1 - random.NextDouble()));

            var result = await RunAsync(files, "cost: { per_call: tokens, is: \"<= 1.6 x overall\", slices: [side] }\nslices: { side: { by: side } }\nverdict: { judge: lenient }\n");

            result.Checks.Should().HaveCount(2).And.OnlyContain(check => check.Outcome == Outcome.Passed, "draw {0}", draw);
        }
    }

    [Fact]
    public async Task Rows_without_a_cost_leave_no_mean_and_no_pass()
    {
        using var files = Rows(6, row => row == 3 ? double.NaN : row);

        var result = await RunAsync(files, "cost: { per_call: tokens, is: \"<= 100\", every_slice: true }\nslices: { odd: side = 'odd', even: side = 'even' }\n");

        result.Checks.Select(check => (check.Slice, check.Outcome)).Should().Equal(("overall", Outcome.Error), ("odd", Outcome.Error), ("even", Outcome.Passed));
        result.Checks[1].Message.Should().Contain("per_call is undefined here: 1 of 3 rows have no cost, the first r3");
    }

    [Theory]
    [InlineData("side", "MSPEC320")]
    [InlineData("price", "MSPEC308")]
    public async Task A_column_that_is_no_number_or_not_there_is_one_diagnostic_of_validate_and_of_the_run(string column, string id)
    {
        using var files = Rows(6, row => row);
        var suite = files.Parse($"cost: {{ per_call: {column}, is: \"<= 100\" }}\n", Head);

        var result = await SuiteRunner.RunAsync(suite, new RunOptions { Threads = 1 }, TestContext.Current.CancellationToken);
        var validated = await SuiteValidator.ValidateAsync(suite, new RunOptions { Threads = 1 }, TestContext.Current.CancellationToken);

        result.Diagnostics.Where(diagnostic => diagnostic.Severity == "error").Should().ContainSingle().Which.Id.Should().Be(id);
        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Error);
        validated.Where(diagnostic => diagnostic.Severity == ModelSpecs.Spec.Diagnostics.DiagnosticSeverity.Error).Should().ContainSingle().Which.Id.Should().Be(id);
    }

    private static ModelCase Rows(int count, Func<int, double> tokens) => new ModelCase().Write("golden.csv", "id,t,p,w,side,tokens\n" + string.Concat(Enumerable.Range(0, count).Select(row =>
        string.Create(CultureInfo.InvariantCulture, $"r{row},1,1,{1 + (row % 2)},{(row % 2 == 0 ? "even" : "odd")},{(double.IsNaN(tokens(row)) ? "" : tokens(row))}\n"))));

    private static Task<SuiteResult> RunAsync(ModelCase files, string lines, string head = Head) =>
        SuiteRunner.RunAsync(files.Parse(lines, head), new RunOptions { Threads = 1 }, TestContext.Current.CancellationToken);
}
