using ModelSpecs.Engine.Tests.Guards.Unknown;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Guards.Selective;

public sealed class SelectiveGuardTests
{
    private static readonly string[] Classes = ["cat", "dog", "emu"];

    [Fact]
    public async Task Errors_that_lie_where_the_model_is_unsure_are_caught_by_a_review_queue()
    {
        using var guard = new ClassifierCase().Rows("golden.csv", Rows(100, wrong: i => i >= 90));

        var result = await guard.ValidRunAsync("selective: [{ at_coverage: 0.8, error: \"<= 2 %\" }, { above: 0.9, coverage: \">= 70 %\", error: \"<= 6 %\" }, { at_error: 0.02, coverage: \">= 80 %\" }, { aurc: \"<= 0.02\" }]\n");

        result.Checks.Should().HaveCount(5).And.OnlyContain(check => check.Outcome == Outcome.Passed && check.Kind == "selective");
        result.Checks.Select(check => (check.Id[8..], Math.Round(check.Value!.Value, 6), check.Rows)).Should().Equal(
            ("/selective error(at_coverage=0.8)/max", 0, 80), ("/selective error(above=0.9)/max", 0.052632, 95), ("/selective coverage(above=0.9)/min", 0.95, 100),
            ("/selective coverage(at_error=0.02)/min", 0.91, 100), ("/selective aurc/max", 0.005674, 100));
    }

    [Fact]
    public async Task Errors_that_the_model_is_sure_of_pass_by_the_queue_and_the_message_says_what_it_costs()
    {
        using var guard = new ClassifierCase().Rows("golden.csv", Rows(100, wrong: i => i % 10 == 0));

        var result = await guard.ValidRunAsync("selective: { at_coverage: 0.8, error: \"<= 2 %\" }\n");

        var check = result.Checks.Should().ContainSingle().Subject;
        check.Should().Match<CheckResult>(c => c.Outcome == Outcome.Failed && c.Value == 0.1 && c.Rows == 80);
        check.Message.Should().Contain("review    20 of 100 rows go to review (20 %), those with a confidence below 0.")
            .And.Contain("caught    2 of 10 errors are among them (20 %)").And.Contain("let by    8 of the 80 accepted rows are wrong")
            .And.Contain("surest    golden0: 'cat' with 0.9999, in truth 'dog'");
        PageBlock.ShouldHold("selective.md", check.Message, "review", "  slice");
    }

    [Fact]
    public async Task A_slice_whose_errors_are_sure_ones_fails_alone()
    {
        // Rows with an odd number are wrong at the top, the others at the end.
        using var guard = new ClassifierCase().Rows("golden.csv", Rows(200, wrong: i => i % 2 == 1 ? i < 20 : i >= 190));

        var result = await guard.ValidRunAsync("selective: { at_coverage: 0.8, error: \"<= 8 %\", every_slice: true }\nslices: { side: { by: side } }\n");

        result.Checks.Select(check => (check.Slice, check.Group, check.Outcome, check.Value)).Should().Equal(
            ("overall", null, Outcome.Passed, 0.0625), ("side", "even", Outcome.Passed, 0.0), ("side", "odd", Outcome.Failed, 0.125));
        result.Checks[2].Message.Should().Contain("surest    golden1: ");
        var figure = result.Guards.Single().Figures.Should().ContainSingle().Subject;
        figure.Series.Select(series => series.Name).Should().Equal(["overall", "side = odd", "side = even"], "the slice whose surest rows hold the most errors is drawn first");
        figure.Series[0].X[^1].Should().Be(1);
        figure.Series[0].Y[^1].Should().Be(0.075);
        figure.Bounds.Should().ContainSingle().Which.Value.Should().Be(0.08);
    }

    [Fact]
    public async Task A_threshold_that_accepts_nothing_is_an_error_and_no_pass()
    {
        using var guard = new ClassifierCase("binary").Rows("golden.csv", Enumerable.Range(0, 10).Select(i => (new[] { 0.5, 0.5 }, i % 2 == 0 ? "no" : "yes")));

        var result = await guard.ValidRunAsync("selective: { above: 0.9, error: \"<= 2 %\" }\n", ClassifierCase.Probabilities);

        result.Checks.Should().ContainSingle().Which.Should().Match<CheckResult>(check => check.Outcome == Outcome.Error && check.Fails && check.Message.Contains("no row is accepted"));
    }

    [Fact]
    public async Task The_champion_s_curve_may_be_the_bound()
    {
        using var guard = new ClassifierCase("logits").Rows("golden.csv", Rows(100, wrong: i => i % 10 == 0));
        guard.Files.Model("scores_named", "old.onnx");

        var result = await guard.ValidRunAsync("compare: { champion: { path: old.onnx, outputs: { activation: softmax } } }\nselective: { aurc: \"<= champion\" }\n");

        result.Checks.Should().ContainSingle().Which.Should().Match<CheckResult>(check => check.Outcome == Outcome.Passed && check.Value == check.Threshold);
        result.Guards.Single().Figures.Single().Series.Select(series => series.Name).Should().Equal("overall", "champion");
    }

    [Fact]
    public async Task With_weights_shares_are_of_weights_and_their_intervals_resampled()
    {
        using var guard = new ClassifierCase();
        guard.Files.Write("golden.csv", "id,a,b,c,t,w\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"r{i},{(i < 50 ? 6 : 1)},0,0,{(i is < 3 or > 57 ? "dog" : "cat")},{(i < 3 ? 10 : 1)}\n")));

        var result = await guard.ValidRunAsync("selective: { above: 0.9, error: \"<= 50 %\" }\n", ClassifierCase.Logits.Replace("golden: golden.csv", "golden: { path: golden.csv, weight: w }", StringComparison.Ordinal));

        result.Checks.Single().Value.Should().BeApproximately(30.0 / 77, 1e-12);
        result.Guards.Single().Values[0].Interval!.Method.Should().Be("percentile");
    }

    [Fact]
    public async Task A_model_whose_confidence_means_what_it_says_is_never_blamed()
    {
        using var guard = new ClassifierCase();
        var random = new Random(9);
        for (var draw = 0; draw < 200; draw++)
        {
            // Right as often as it says: of the surer four fifths 2.5 % are wrong.
            guard.Rows("golden.csv", Enumerable.Range(0, 200).Select(i =>
            {
                var p = i % 5 == 0 ? 0.6 : 0.975;
                var right = random.NextDouble() < p;
                return (ClassifierCase.Lead(0, Math.Log(2 * p / (1 - p)) + (1e-3 * random.NextDouble())), Classes[right ? 0 : 1]);
            }));

            var result = await guard.ValidRunAsync("selective: [{ at_coverage: 0.8, error: \"<= 2.6 %\", slices: [even] }, { above: 0.9, coverage: \">= 75 %\" }]\nslices: { even: side = 'even' }\nverdict: { judge: lenient, confidence: 0.9999 }\n");

            result.Checks.Should().HaveCount(3).And.OnlyContain(check => !check.Fails || check.Outcome == Outcome.Inconclusive);
        }
    }

    // From the surest down; one that is wrong is taken for a cat and is a dog.
    private static IEnumerable<(double[] Columns, string Label)> Rows(int count, Func<int, bool> wrong) =>
        Enumerable.Range(0, count).Select(i => (ClassifierCase.Lead(i % 3, 10 - (i * 7.5 / count)), Classes[wrong(i) ? (i + 1) % 3 : i % 3]));
}
