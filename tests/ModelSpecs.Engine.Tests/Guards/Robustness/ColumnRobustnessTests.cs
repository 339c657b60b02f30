using System.Globalization;
using ModelSpecs.Engine.CustomMetrics;
using ModelSpecs.Engine.Running;
using ModelSpecs.Engine.Tests.Inference;
using ModelSpecs.Metrics.Custom;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Guards.Robustness;

/// <summary>A model of y = a + 10 b that puts 2 where a value is missing and does not heed c, as a score with the threshold 6.</summary>
public sealed class ColumnRobustnessTests : IDisposable
{
    private const string Head = "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: t\nid: id\ntask: binary\nthreshold: 6\ninputs: { x: [a, b, c] }\noutputs: { score: y }\n";
    private const string Numbers = "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: y\nid: id\ntask: regression\ninputs: { x: [a, b, c] }\noutputs: { value: y }\n";

    private readonly ModelCase files = new("imputes");

    public ColumnRobustnessTests() => Write(300, 1);

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("add_noise: { columns: [a], std: 2 }", "changed_predictions: \"<= 5 %\"")]
    [InlineData("add_noise: { columns: [a], std: \"100 %\" }", "score_movement: \"<= 0.5\"")]
    [InlineData("scale: { columns: [a], by: 1.5 }", "changed_predictions: \"<= 5 %\"")]
    [InlineData("shift: { columns: [a], by: 3 }", "changed_predictions: \"<= 5 %\"")]
    [InlineData("shift: { columns: [a], by: \"-90 %\" }", "largest_movement: \"<= 2\"")]
    [InlineData("set: { b: 1 }", "changed_predictions: \"<= 5 %\"")]
    [InlineData("swap: { b: [0, 1] }", "changed_predictions: \"<= 50 %\"")]
    [InlineData("drop: [b]", "changed_predictions: \"<= 5 %\"")]
    [InlineData("shuffle: [a, b]", "expect: { accuracy: { max_drop: 0.1 } }")]
    [InlineData("scale: { columns: [a], by: -1 }", "expect: { recall: \">= overall - 0.05\" }")]
    public async Task A_planted_weakness_is_caught_and_named_with_both_inputs_and_both_outputs(string perturbation, string expected)
    {
        var result = await RunAsync($"robust: [{{ {perturbation}, {expected} }}]\n");

        result.Diagnostics.Should().NotContain(d => d.Severity == "error");
        var check = result.Checks.Should().ContainSingle().Subject;
        check.Outcome.Should().Be(Outcome.Failed);
        check.Fails.Should().BeTrue();
        check.Message.Should().MatchRegex(@"\n  worst     r\d+: [abc] \S+ → \S+.*; [01] \(\S+\) → [01] \(\S+\)\n");
    }

    [Fact]
    public async Task A_model_that_does_not_heed_a_column_passes_200_times_of_200()
    {
        var outcomes = new List<Outcome>();
        for (var part = 0; part < 4; part++)
        {
            Write(60, part);
            var entries = Enumerable.Range(1 + (50 * part), 50).Select(seed =>
                $"  - {{ name: noise {seed}, add_noise: {{ columns: [c], std: \"50 %\" }}, changed_predictions: \"<= 0\", seed: {seed} }}\n  - {{ name: shuffle {seed}, shuffle: [c], largest_movement: \"<= 0\", seed: {seed} }}\n");
            outcomes.AddRange((await RunAsync("robust:\n" + string.Concat(entries))).Checks.Select(check => check.Outcome));
        }

        outcomes.Should().HaveCount(400).And.OnlyContain(outcome => outcome == Outcome.Passed);
    }

    [Fact]
    public async Task Clean_draws_of_a_stable_model_pass_200_times_of_200_where_noise_counts()
    {
        // Noise of 2 % moves a prediction in about 1 of 40 rows; lenient at 99 % fails where chance does not explain more than 5 %.
        var outcomes = new List<Outcome>();
        for (var part = 0; part < 4; part++)
        {
            Write(200, part);
            var entries = Enumerable.Range(1 + (50 * part), 50).Select(seed => $"  - {{ name: noise {seed}, add_noise: {{ columns: [a], std: \"2 %\" }}, changed_predictions: \"<= 5 %\", seed: {seed} }}\n");
            outcomes.AddRange((await RunAsync($"robust:\n{string.Concat(entries)}verdict: {{ judge: lenient, confidence: 0.99, inconclusive: warn }}\n")).Checks.Select(check => check.Outcome));
        }

        outcomes.Should().HaveCount(200).And.OnlyContain(outcome => outcome == Outcome.Passed || outcome == Outcome.Inconclusive);
    }

    [Fact]
    public async Task Shares_are_of_the_rows_that_the_change_alters()
    {
        // b is 0 in some rows: those alone become 1, and all of these cross the threshold.
        var result = await RunAsync("robust: [{ set: { b: 1 }, changed_predictions: \"<= 10 %\" }]\nslices: { ones: b = 1 }\n");

        var check = result.Checks.Single();
        check.Value.Should().BeInRange(0.5, 1);
        check.Rows.Should().BeInRange(100, 200);
        result.Guards.Single().Values.Single().Interval!.Method.Should().Be("wilson");
    }

    [Fact]
    public async Task Where_the_change_alters_no_row_there_is_no_pass()
    {
        var result = await RunAsync("slices: { ones: b = 1 }\nrobust: [{ set: { b: 1 }, changed_predictions: \"<= 99 %\", every_slice: true, expect: { accuracy: \">= 0.1\" } }]\n");

        result.Checks.Where(check => check.Slice == "ones").Should().HaveCount(2).And.OnlyContain(check => check.Outcome == Outcome.Error && check.Message.Contains("the change leaves every row of it as it is"));
    }

    [Fact]
    public async Task Slices_keep_the_rows_that_they_have_as_they_are()
    {
        var result = await RunAsync("slices: { b: { by: b } }\nrobust: [{ swap: { b: [0, 1] }, every_slice: true, largest_movement: \"<= 100\" }]\n");

        // Those of b = 0 gain 10, those of b = 1 lose 10, each in the slice that it was in.
        result.Guards.Single().Values.Where(value => value.Slice == "b" && value.Measure == "largest_movement").Select(value => (value.Group, Math.Round(value.Value!.Value, 3))).Should().Equal(("0", 10), ("1", 10));
        result.Guards.Single().Values.Where(value => value.Slice == "b" && value.Measure == "largest_movement").Sum(value => value.Rows).Should().Be(300);
    }

    [Fact]
    public async Task A_score_that_falls_somewhere_while_its_column_grows_is_counted_with_the_step()
    {
        var rising = await RunAsync("robust: [{ shift: { columns: [a], by: [-1, 1, 2] }, score: non_decreasing }]\n");
        var falling = await RunAsync("robust: [{ shift: { columns: [a], by: [-1, 1, 2] }, score: { non_increasing: \"<= 10 %\" } }]\n");

        rising.Checks.Single().Should().Match<CheckResult>(check => check.Outcome == Outcome.Passed && check.Value == 0 && check.Rows == 300 && check.Name == "overall: robust shift(a) score_decreases <= 0");
        falling.Checks.Single().Should().Match<CheckResult>(check => check.Outcome == Outcome.Failed && check.Value == 1);
        falling.Checks.Single().Message.Should().MatchRegex(@"worst     r\d+: (as it is|a \S+ → \S+): \S+, (as it is|a \S+ → \S+): \S+");
    }

    [Fact]
    public async Task Several_amounts_are_as_many_checks_and_a_curve()
    {
        var result = await RunAsync("robust: [{ name: wobble, add_noise: { columns: [a], std: [\"1 %\", \"10 %\", \"200 %\"] }, changed_predictions: \"<= 10 %\" }]\n");

        result.Checks.Select(check => check.Name).Should().Equal(
            "overall: robust wobble changed_predictions at std 1 % <= 10 %", "overall: robust wobble changed_predictions at std 10 % <= 10 %", "overall: robust wobble changed_predictions at std 200 % <= 10 %");
        result.Checks.Select(check => check.Value!.Value).Should().BeInAscendingOrder();
        result.Checks[2].Outcome.Should().Be(Outcome.Failed);
        var figure = result.Guards.Single().Figures.Should().ContainSingle().Subject;
        figure.X.Should().Be("standard deviation of the noise, of the column's");
        figure.Series.Single().X.Should().Equal(0, 0.01, 0.1, 2);
        figure.Series.Single().Y.Should().HaveElementAt(0, 0);
        result.Guards.Single().Notes.Should().ContainSingle(note => note.StartsWith("Standard deviation of a: 2."));
    }

    [Fact]
    public async Task Whole_numbers_stay_whole_and_nulls_stay_null()
    {
        files.Write("golden.csv", "id,a,b,c,y\nr1,1,0,1,1\nr2,,0,1,2\nr3,5,0,1,5\n");

        var result = await RunAsync("robust: [{ shift: { columns: [a], by: [0.4, 0.6] }, score_movement: \"<= 100\" }]\n", Numbers);

        // 0.4 rounds to nothing, so that no row changes; 0.6 to 1. The row without a value is not changed and does not count.
        result.Checks[0].Outcome.Should().Be(Outcome.Error);
        result.Checks[1].Should().Match<CheckResult>(check => check.Value == 1 && check.Rows == 2);
        result.Guards.Single().Notes.Should().Equal("Whole numbers stay whole: a.");
    }

    [Fact]
    public async Task A_regression_moves_in_its_own_unit_and_its_errors_are_metrics()
    {
        var result = await RunAsync("robust: [{ shift: { columns: [a], by: 2 }, score_movement: \"<= 1.5\", expect: { mae: { max_drop: 1 } } }]\n", Numbers);

        result.Checks.Select(check => (check.Name, check.Value is { } value ? Math.Round(value, 5) : -1, check.Outcome)).Should().Equal(
            ("overall: robust shift(a) score_movement <= 1.5", 2, Outcome.Failed), ("overall: robust shift(a) drop of mae <= 1", 2, Outcome.Failed));
        result.Checks[0].Message.Should().MatchRegex(@"worst     r\d+: a \S+ → \S+; \S+ → \S+");
    }

    [Theory]
    [InlineData(Numbers, "{ shift: { columns: [a], by: 2 }, changed_predictions: \"<= 1 %\" }", "MSPEC544")]
    [InlineData(Head, "{ shift: { columns: [a], by: 2 }, score: { non_decreasing: \"<= 1 %\", class: \"1\" } }", "MSPEC544")]
    [InlineData(Head, "{ set: { country: DE }, changed_predictions: \"<= 1 %\" }", "MSPEC541")]
    [InlineData(Head, "{ set: { b: often }, changed_predictions: \"<= 1 %\" }", "MSPEC542")]
    [InlineData(Head, "{ swap: { b: [0, 1.5] }, changed_predictions: \"<= 1 %\" }", "MSPEC542")]
    [InlineData(Head, "{ drop: [d], changed_predictions: \"<= 1 %\" }", "MSPEC308")]
    [InlineData(Head, "{ blur: 2, changed_predictions: \"<= 1 %\" }", "MSPEC543")]
    [InlineData(Head, "{ custom:Typos: { columns: [a], severity: 1 }, changed_predictions: \"<= 1 %\" }", "MSPEC340")]
    [InlineData(Head, "{ drop: [a], expect: { log_loss: \"<= 1\" } }", "MSPEC300")]
    public async Task What_cannot_be_changed_or_measured_is_an_error(string head, string entry, string id)
    {
        var result = await RunAsync($"robust: [{entry}]\n", head);

        result.Diagnostics.Where(d => d.Severity == "error").Select(d => d.Id).Should().Equal(id);
        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Error && check.Fails);
    }

    [Fact]
    public async Task What_is_wrong_with_a_column_is_found_before_anything_runs()
    {
        var suite = files.Parse("robust: [{ swap: { country: [DE, FR] }, changed_predictions: \"<= 3 %\" }, { set: { b: often }, changed_predictions: \"<= 3 %\" }, { custom:Inflaton: { columns: [a], severity: 1 }, changed_predictions: \"<= 3 %\" }, { blur: 2, changed_predictions: \"<= 3 %\" }]\n", Head);

        var problems = await SuiteValidator.ValidateAsync(suite, new RunOptions { CustomMetrics = CustomMetricSet.Of([typeof(Inflation)], "the tests") }, TestContext.Current.CancellationToken);

        problems.Select(problem => $"{problem.Span.Line}: {problem.Id}: {problem.Message}").Should().Equal(
            "10: MSPEC541: swap: the model does not see column 'country', so no change of it could ever fail. Found inputs from 'a', 'b', 'c'; expected one of these. Change the columns that the model is fed, or remove the entry.",
            "10: MSPEC542: set: column 'b' cannot be changed so. Found integers; expected a value of the column, and 'often' is none.",
            "10: MSPEC340: There is no custom:Inflaton in the tests. Found custom:Inflation; expected a public class that implements ICustomPerturbation and whose Name is \"Inflaton\". Did you mean 'custom:Inflation'? Write public sealed class Inflaton : ICustomPerturbation.",
            "10: MSPEC543: blur: no input holds images whose axes are clear. Found 'x' with rows of float [3]; expected [height, width], or three axes of which one is 1, 3 or 4 channels. Say shape: and layout: where the input's own shape does not say it.");
    }

    [Fact]
    public async Task A_class_changes_for_no_number()
    {
        var result = await RunAsync("robust: [{ shift: { columns: [a], by: 10 }, changed_predictions: \"<= 1 %\" }]\n", Numbers);

        result.Diagnostics.Should().ContainSingle(d => d.Severity == "error").Which.Message.Should().Be("changed_predictions says nothing here. Found a regression task, whose predictions all change; expected score_movement.");
    }

    [Fact]
    public async Task A_bound_may_be_what_was_approved()
    {
        const string Lines = "snapshot: true\nrobust: [{ shift: { columns: [a], by: 1 }, changed_predictions: \"<= snapshot + 0.01\", expect: { recall: \">= snapshot - 0.01\" } }]\n";
        var head = Head.Replace("threshold: 6", "threshold: 6 ", StringComparison.Ordinal);
        await RunAsync(Lines, head, accept: true);
        var same = await RunAsync(Lines, head);
        Write(300, 2);
        var other = await RunAsync(Lines.Replace("by: 1,", "by: 3,", StringComparison.Ordinal).Replace("by: 1 }", "by: 3 }", StringComparison.Ordinal), head);

        same.Checks.Where(check => check.Kind == "robust").Should().HaveCount(2).And.OnlyContain(check => check.Outcome == Outcome.Passed);
        other.Checks.Single(check => check.Name.Contains("changed_predictions", StringComparison.Ordinal)).Should().Match<CheckResult>(check => check.Outcome == Outcome.Failed && check.Message.Contains("snapshot is "));
    }

    [Fact]
    public async Task A_model_that_cannot_take_the_changed_rows_fails_its_checks_and_no_others()
    {
        files.Model("linear");
        var head = Head.Replace("[a, b, c]", "[a, b]", StringComparison.Ordinal);

        var result = await RunAsync("robust: [{ drop: [a], changed_predictions: \"<= 99 %\" }, { swap: { b: [0, 1] }, changed_predictions: \"<= 100 %\" }]\n".Replace("<= 100 %", "<= 99.9 %", StringComparison.Ordinal), head);

        result.Checks[0].Outcome.Should().Be(Outcome.Error);
        result.Checks[0].Message.Should().Contain("changed_predictions is undefined here: ");
        result.Checks[1].Outcome.Should().Be(Outcome.Passed);
    }

    [Fact]
    public async Task Results_do_not_depend_on_threads_or_on_which_rows_come_before()
    {
        const string Lines = "robust: [{ add_noise: { columns: [a], std: [1, 2] }, score_movement: \"<= 9\" }, { shuffle: [a, b], changed_predictions: \"<= 99 %\" }]\nrun: { batch_size: 16 }\n";

        var (one, four) = (await RunAsync(Lines, threads: 1), await RunAsync(Lines, threads: 4));

        one.Guards.SelectMany(guard => guard.Values).Should().BeEquivalentTo(four.Guards.SelectMany(guard => guard.Values), options => options.WithStrictOrdering());
    }

    [Fact]
    public async Task Kept_predictions_are_of_the_amount_the_seed_and_the_rows_that_they_were_made_with()
    {
        var cache = files.PathOf("cache");
        async Task<double?> Run(string entry) => (await RunAsync($"robust: {{ {entry}, score_movement: \"<= 99\" }}\n", cache: cache)).Checks.Single().Value;

        double?[] values =
        [
            await Run("add_noise: { columns: [a], std: 1 }"), await Run("add_noise: { columns: [a], std: 1 }, seed: 2"), await Run("add_noise: { columns: [a], std: 2 }"), await Run("add_noise: { columns: [a], std: 1 }, rows: 100"),
            await Run("shuffle: [a]"), await Run("shuffle: [a], seed: 2"), await Run("set: { a: 1 }"), await Run("set: { a: 2 }"), await Run("add_noise: { columns: [a], std: 1 }"),
        ];

        values.Take(8).Should().OnlyHaveUniqueItems();
        values[8].Should().Be(values[0]);
        Directory.GetFiles(cache, "*", SearchOption.AllDirectories).Should().HaveCountGreaterThan(8);
    }

    [Fact]
    public async Task A_row_is_changed_alike_whichever_other_rows_are_there()
    {
        const string Lines = "robust: { add_noise: { columns: [a], std: 1 }, score_movement: \"<= 9\", every_slice: true }\nslices: { ones: b = 1 }\n";

        var (all, part) = (await RunAsync(Lines), await RunAsync(Lines, Head.Replace("golden: golden.csv", "golden: { path: golden.csv, where: b = 1 }", StringComparison.Ordinal)));

        all.Checks.Single(check => check.Slice == "ones").Value.Should().Be(part.Checks.Single(check => check.Slice == "overall").Value);
    }

    [Fact]
    public async Task Of_many_rows_some_are_changed_and_the_result_says_how_many()
    {
        var result = await RunAsync("robust: [{ shift: { columns: [a], by: 1 }, score_movement: \"<= 9\", rows: 50 }]\n");

        result.Checks.Single().Rows.Should().Be(50);
        result.Guards.Single().Notes.Should().Equal("50 of 300 judged rows were changed, spread evenly.");
    }

    [Fact]
    public async Task A_perturbation_of_the_users_own_changes_columns()
    {
        var result = await RunAsync("robust: [{ custom:Inflation: { columns: [a], severity: [1, 5] }, score_movement: \"<= 6\" }, { custom:Breaks: { columns: [a], severity: 1 }, changed_predictions: \"<= 99 %\" }]\n",
            customs: CustomMetricSet.Of([typeof(Inflation), typeof(Breaks)], "the tests"));

        result.Checks.Select(check => check.Name).Should().Equal(
            "overall: robust custom:Inflation(a) score_movement at severity 1 <= 6", "overall: robust custom:Inflation(a) score_movement at severity 5 <= 6", "overall: robust custom:Breaks(a) changed_predictions <= 99 %");
        result.Checks[0].Should().Match<CheckResult>(check => check.Outcome == Outcome.Passed && Math.Abs(check.Value!.Value - 2) < 1e-6);
        result.Checks[1].Should().Match<CheckResult>(check => check.Outcome == Outcome.Failed && Math.Abs(check.Value!.Value - 10) < 1e-6);
        result.Checks[2].Outcome.Should().Be(Outcome.Error);
        result.Checks[2].Message.Should().Contain("Perturb threw NotSupportedException: no rows today");
    }

    [Fact]
    public async Task Where_nobody_wrote_it_the_message_says_what_is_there()
    {
        var result = await RunAsync("robust: [{ custom:Inflaton: { columns: [a], severity: 1 }, score_movement: \"<= 6\" }]\n", customs: CustomMetricSet.Of([typeof(Inflation)], "the tests"));

        result.Diagnostics.Should().ContainSingle(d => d.Severity == "error").Which.Message.Should().Be(
            "There is no custom:Inflaton in the tests. Found custom:Inflation; expected a public class that implements ICustomPerturbation and whose Name is \"Inflaton\". "
            + "Did you mean 'custom:Inflation'? Write public sealed class Inflaton : ICustomPerturbation.");
    }

    public sealed class Inflation : ICustomPerturbation
    {
        public string Name => "Inflation";

        public void Perturb(PerturbedRow row) => row.Set("a", row.Number("a") + (2 * row.Severity));
    }

    public sealed class Breaks : ICustomPerturbation
    {
        public string Name => "Breaks";

        public void Perturb(PerturbedRow row) => throw new NotSupportedException("no rows today");
    }

    private Task<SuiteResult> RunAsync(string lines, string head = Head, int threads = 2, CustomMetricSet? customs = null, bool accept = false, string? cache = null) =>
        SuiteRunner.RunAsync(files.Parse(lines, head), new RunOptions { Threads = threads, CustomMetrics = customs ?? CustomMetricSet.None, Accept = accept, CacheDirectory = cache }, TestContext.Current.CancellationToken);

    private void Write(int rows, int seed)
    {
        var random = new Random(seed);
        files.Write("golden.csv", "id,a,b,c,t,y,country\n" + string.Concat(Enumerable.Range(0, rows).Select(i =>
        {
            var (a, b, c) = (Math.Round(random.NextDouble() * 8, 3), random.Next(2), Math.Round(random.NextDouble(), 3));
            return string.Create(CultureInfo.InvariantCulture, $"r{i},{a},{b},{c},{(a + (10 * b) >= 6 ? 1 : 0)},{a + (10 * b)},DE\n");
        })));
    }
}
