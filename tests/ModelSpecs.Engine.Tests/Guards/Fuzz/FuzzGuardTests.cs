using ModelSpecs.Engine.Tests.Guards.Unknown;
using ModelSpecs.Engine.Tests.Inference;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Guards.Fuzz;

public sealed class FuzzGuardTests
{
    private const string One = "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: t\nid: id\ntask: regression\ninputs: { x: a }\n";

    [Fact]
    public async Task A_model_that_answers_everything_with_a_number_passes()
    {
        using var guard = new GuardCase();

        var result = await guard.RunAsync("fuzz: 300\n");

        result.Diagnostics.Should().BeEmpty();
        result.Checks.Select(check => (check.Id, check.Outcome, check.Value, check.Rows)).Should().Equal(
            ("overall//fuzz exceptions/max", Outcome.Passed, 0, 300L), ("overall//fuzz wrong_shape/max", Outcome.Passed, 0, 300L),
            ("overall//fuzz non_finite/max", Outcome.Passed, 0, 300L), ("overall//fuzz out_of_range/max", Outcome.Passed, 0, 300L));
        var found = result.Guards.Should().ContainSingle().Subject;
        found.Notes.Should().Equal("300 inputs were made with seed 1, half of them at most at the ends of a column.", "The scores are no probabilities: out_of_range was not looked for.");
        found.Figures.Should().BeEmpty("four bars of no height say nothing");
    }

    [Fact]
    public async Task A_logarithm_at_the_end_of_a_range_is_named_with_the_input()
    {
        using var guard = new GuardCase("log");
        guard.Files.Write("golden.csv", "id,a,t\nr0,1,0\nr1,2,0.69\nr2,8,2.08\n");

        var clean = await guard.RunAsync("fuzz: 200\n", One);
        var broken = await guard.RunAsync("fuzz: { rows: 200, columns: { a: { from: 0 } } }\n", One);

        clean.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
        var check = broken.Checks.Single(check => check.Outcome != Outcome.Passed);
        check.Id.Should().Be("overall//fuzz non_finite/max");
        check.Message.Should().MatchRegex(@"found     non_finite is 0\.\d+ \(\d+ of 200 inputs\)\n").And.MatchRegex(@"inputs    input 1: 'y' is -infinite\n +a = 0\n");
    }

    [Fact]
    public async Task Ranges_whose_parts_never_met_are_found_though_each_was_seen()
    {
        using var guard = new GuardCase("log_of_difference");
        guard.Files.Write("golden.csv", "id,a,b,t\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"r{i},{i + 2},{i + 1},0\n")));

        var result = await guard.RunAsync("fuzz: 100\n");

        var check = result.Checks.Single(check => check.Outcome != Outcome.Passed);
        check.Id.Should().Be("overall//fuzz non_finite/max");
        check.Value.Should().BeInRange(0.3, 0.7);
        check.Message.Should().MatchRegex(@"'y' is NaN\n +b = \d+ is enough, the others as in golden.csv line 2\n");
    }

    [Fact]
    public async Task A_row_that_the_model_fails_on_is_found_among_its_batch()
    {
        using var guard = new GuardCase("lookup");
        guard.Files.Write("golden.csv", "id,a,t\nr0,0,1\nr1,1,2\nr2,2,4\n");

        var result = await guard.RunAsync("fuzz: { rows: 400, columns: { a: { to: 3 } }, exceptions: \"<= 1 %\" }\n", One);

        var check = result.Checks.Single(check => check.Outcome != Outcome.Passed);
        check.Id.Should().Be("overall//fuzz exceptions/max");
        check.Value.Should().BeInRange(0.15, 0.6);
        check.Message.Should().MatchRegex("inputs    input 2: fails: .*indices element out of data bounds.*\n +a = 3\n");
    }

    [Fact]
    public async Task Rows_that_get_no_answer_are_a_wrong_shape()
    {
        using var guard = new GuardCase("leaves_out");
        guard.Files.Write("golden.csv", "id,a,t\nr0,-2.5,1\nr1,1.5,2\nr2,2,4\n");

        var result = await guard.RunAsync("fuzz: 100\n", One);

        var check = result.Checks.Single(check => check.Outcome != Outcome.Passed);
        check.Id.Should().Be("overall//fuzz wrong_shape/max");
        check.Message.Should().Contain("gives shape [0, 1] for 1 rows").And.Contain("a = 0");
    }

    [Fact]
    public async Task Probabilities_that_are_none_are_out_of_range()
    {
        using var guard = new ClassifierCase("binary").Rows("golden.csv", Enumerable.Range(0, 10).Select(i => (new[] { i / 10.0, 1 - (i / 10.0) }, i < 5 ? "yes" : "no")));

        var result = await guard.ValidRunAsync("fuzz: { rows: 100, columns: { b: { to: 1.5 } } }\n", ClassifierCase.Probabilities);

        var check = result.Checks.Single(check => check.Outcome != Outcome.Passed);
        check.Id.Should().Be("overall//fuzz out_of_range/max");
        check.Value.Should().BeGreaterThan(0.9);
        check.Message.Should().Contain("the probabilities of 'probabilities' sum to 0.1").And.Contain("'probabilities[1]' is 1.5");
        result.Guards.Single().Notes.Should().ContainSingle();
    }

    [Fact]
    public async Task Where_scores_are_no_probabilities_a_bound_on_their_range_is_no_pass()
    {
        using var guard = new GuardCase();

        var result = await guard.RunAsync("fuzz: { out_of_range: \"<= 0\" }\n");

        result.Checks.Single(check => check.Outcome != Outcome.Passed).Should().Match<CheckResult>(check => check.Outcome == Outcome.Error && check.Message.Contains("the scores are no probabilities"));
    }

    [Fact]
    public async Task A_model_that_takes_batches_of_one_size_is_fed_them_and_a_row_that_fails_is_found_all_the_same()
    {
        using var clean = new GuardCase("linear_fixed");
        (await clean.RunAsync("fuzz: 30\n")).Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
    }

    [Fact]
    public async Task A_quotient_by_0_is_found_where_0_lies_between_the_ends_and_shown_once()
    {
        using var guard = new GuardCase("quotient");
        guard.Files.Write("golden.csv", "id,a,b,t\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"r{i},{i + 1},{(i % 2 == 0 ? -1 : 1) * (i + 1)}.5,0\n")));

        var result = await guard.RunAsync("fuzz: 200\n");

        var check = result.Checks.Single(check => check.Outcome != Outcome.Passed);
        check.Message.Should().MatchRegex(@"'y' is infinite\n +b = 0 is enough, the others as in golden.csv line 2\n").And.MatchRegex(@"'y' is -infinite\n +b = -0 is enough");
        System.Text.RegularExpressions.Regex.Count(check.Message, "is enough").Should().Be(2);
    }

    [Fact]
    public async Task The_page_shows_what_a_failure_says()
    {
        using var guard = new GuardCase("quotient");
        guard.Files.Write("golden.csv", "id,a,b,t\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"r{i},{i + 1},{(i % 2 == 0 ? -1 : 1) * (i + 1)}.5,0\n")));

        var message = (await guard.RunAsync("fuzz: 200\n")).Checks.Single(check => check.Outcome != Outcome.Passed).Message;

        PageBlock.ShouldHold("fuzz.md", message, "found", "  slice");
    }

    [Fact]
    public async Task What_was_approved_may_be_the_bound()
    {
        using var guard = new GuardCase();
        guard.Files.Write("golden.csv", "id,a,b,t\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"r{i},{i + 1},{(i % 2 == 0 ? -1 : 1) * (i + 1)}.5,0\n")));
        const string Lines = "snapshot: true\nfuzz: { rows: 100, non_finite: \"<= snapshot\" }\n";
        await guard.RunAsync(Lines, accept: true);
        var same = await guard.RunAsync(Lines);
        guard.Files.Model("quotient");

        var worse = await guard.RunAsync(Lines);

        same.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
        worse.Checks.Single(check => check.Id == "overall//fuzz non_finite/max").Should().Match<CheckResult>(check => check.Outcome == Outcome.Failed && check.Message.Contains("snapshot is 0)"));
    }

    [Fact]
    public async Task The_same_seed_finds_the_same_inputs()
    {
        using var guard = new GuardCase("log_of_difference");
        guard.Files.Write("golden.csv", "id,a,b,t\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"r{i},{i + 2}.5,{i + 1}.25,0\n")));

        var (first, again, other) = (await Message(3), await Message(3), await Message(4));

        again.Should().Be(first);
        other.Should().NotBe(first);

        async Task<string> Message(int seed) => (await guard.RunAsync($"fuzz: {{ rows: 60, seed: {seed} }}\n")).Checks.Single(check => check.Outcome != Outcome.Passed).Message;
    }

    [Fact]
    public async Task Columns_that_are_not_varied_are_those_of_a_row()
    {
        using var guard = new GuardCase("log_of_difference");
        guard.Files.Write("golden.csv", "id,a,b,t\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"r{i},{i + 20},{i + 1},0\n")));

        (await guard.RunAsync("fuzz: { vary: [b], rows: 100 }\n")).Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed, "b is at most 20 and a at least 20 but for equal ones");
        (await guard.RunAsync("fuzz: { vary: [b], rows: 100, columns: { b: { to: 40 } } }\n")).Checks.Should().Contain(check => check.Outcome == Outcome.Failed);
    }

    [Fact]
    public async Task What_the_champion_does_on_the_same_inputs_may_be_the_bound()
    {
        using var guard = new GuardCase("log_of_difference");
        guard.Files.Write("golden.csv", "id,a,b,t\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"r{i},{i + 2},{i + 1},0\n"))).Model("linear", "old.onnx");

        var result = await guard.RunAsync("compare: { champion: old.onnx }\nfuzz: { rows: 100, non_finite: \"<= champion\" }\n");

        result.Checks.Single(check => check.Id == "overall//fuzz non_finite/max").Should().Match<CheckResult>(check => check.Outcome == Outcome.Failed && check.Message.Contains("champion is 0"));
        var figure = result.Guards.Single().Figures.Single();
        figure.Series.Select(series => (series.Name, series.Mark)).Should().Equal(("model", "bars"), ("champion", "bars"));
        figure.Series[0].Labels.Should().Equal("exceptions", "wrong_shape", "non_finite", "out_of_range");
    }

    [Fact]
    public async Task Texts_and_missing_ones_are_fed_as_they_were_seen()
    {
        using var guard = new GuardCase("texts");
        guard.Files.Write("golden.csv", "color,size,t\nred,S,11\ngreen,L,22\n,S,15\n");

        var result = await guard.RunAsync("fuzz: { rows: 100, extremes: true }\n", "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: t\ntask: regression\n");

        result.Diagnostics.Should().BeEmpty();
        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
    }

    [Fact]
    public async Task Arrays_of_a_file_are_made_up_too()
    {
        using var guard = new GuardCase("image");
        NumpyFiles.WriteNpy(guard.Files.PathOf("images.npy"), [3, 1, 2, 2], Enumerable.Range(0, 12).Select(i => (float)i).ToArray());
        guard.Files.Write("golden.csv", "t\n3210\n7654\n11098\n");

        var result = await guard.RunAsync("fuzz: { rows: 50, exceptions: \"<= 0\" }\n", "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: t\ntask: regression\ninputs: { image: { npy: images.npy } }\n");

        result.Diagnostics.Should().BeEmpty();
        result.Checks.Should().HaveCount(4).And.OnlyContain(check => check.Outcome == Outcome.Passed);
    }

    [Theory]
    [InlineData("{ vary: [side] }", "fuzz.vary: column 'side' feeds no input of the model. Found nothing of that name that the model reads; expected one of 'a', 'b'.")]
    [InlineData("{ columns: { a: { from: 0.2, to: 3 } } }", "fuzz.columns: column 'a' cannot hold what is said of it. Found 0.2 to 3; expected whole numbers, since the column holds no others. If it can, say golden: { columns: { a: number } }.")]
    [InlineData("{ columns: { a: { values: [low, 3] } } }", "fuzz.columns: column 'a' cannot hold what is said of it. Found the values 'low', '3'; expected numbers, since the column holds numbers.")]
    public async Task What_does_not_fit_a_column_is_found_by_validate_and_by_a_run(string written, string message)
    {
        using var guard = new GuardCase();

        var run = await guard.RunAsync($"fuzz: {written}\n");
        var validated = await ModelSpecs.Engine.Running.SuiteValidator.ValidateAsync(guard.Files.Parse($"fuzz: {written}\n", GuardCase.Head), new ModelSpecs.Engine.Running.RunOptions(), TestContext.Current.CancellationToken);

        run.Diagnostics.Should().ContainSingle().Which.Message.Should().Be(message);
        validated.Should().ContainSingle().Which.Message.Should().Be(message);
        run.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Error);
    }

    [Fact]
    public async Task A_model_that_is_as_it_should_be_is_never_blamed()
    {
        using var guard = new GuardCase();
        for (var seed = 0; seed < 200; seed++)
        {
            (await guard.RunAsync($"fuzz: {{ rows: 50, seed: {seed}, extremes: true }}\n")).Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
        }
    }
}
