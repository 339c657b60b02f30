using ModelSpecs.Engine.Running;
using ModelSpecs.Engine.Tests.Inference;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Guards.Unknown;

public sealed class UnknownGuardTests
{
    private const string Bounds = "unknown: { data: foreign.csv, confident: \"<= 5 %\", roc_auc: \">= 0.85\", fpr_at_95_tpr: \"<= 30 %\" }\n";

    [Fact]
    public async Task A_model_that_is_unsure_of_what_it_does_not_know_passes()
    {
        using var guard = new ClassifierCase().Golden();
        guard.Rows("foreign.csv", Enumerable.Range(0, 20).Select(i => (ClassifierCase.Lead(i % 3, 1 + (i * 0.01)), "?")));

        var result = await guard.ValidRunAsync(Bounds);

        result.Checks.Should().HaveCount(3).And.OnlyContain(check => check.Outcome == Outcome.Passed && check.Kind == "unknown" && !check.Fails);
        result.Checks.Select(check => (check.Id, check.Value, check.Rows)).Should().Equal(
            ("overall//unknown confident(above=0.9)/max", 0.0, 20L), ("overall//unknown roc_auc/min", 1.0, 20L), ("overall//unknown fpr_at_95_tpr/max", 0.0, 20L));
        var found = result.Guards.Should().ContainSingle().Subject;
        found.Values.Select(value => value.Measure).Should().Equal("confident(above=0.9)", "roc_auc", "fpr_at_95_tpr", "roc_auc(by=entropy)", "fpr_at_95_tpr(by=entropy)");
        found.Values.Should().OnlyContain(value => value.Interval != null);
        found.Notes.Should().ContainSingle().Which.Should().MatchRegex(@"^The mean confidence is 0\.\d+ on 20 rows that the model was not made for, and 0\.99\d? on 60 rows of the golden set\.$");
        found.Figures.Select(figure => (figure.Series.Count, figure.Series[0].Mark)).Should().Equal((2, "steps"), (2, "line"));
        found.Figures[0].Series[0].Y.Sum().Should().BeApproximately(1, 1e-12);
        found.Figures[0].Series.Should().OnlyContain(series => series.X.Count == series.Y.Count + 1);
    }

    [Fact]
    public async Task A_model_that_is_sure_of_everything_fails_with_the_rows_it_is_surest_of()
    {
        using var guard = new ClassifierCase().Golden();
        guard.Rows("foreign.csv", Enumerable.Range(0, 20).Select(i => (ClassifierCase.Lead(i % 3, i < 12 ? 9 + i : 1), "?")));

        var result = await guard.ValidRunAsync(Bounds);

        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Failed && check.Fails);
        result.Checks[0].Value.Should().Be(0.6);
        result.Checks[0].Message.Should().Contain("found     confident(above=0.9) is 0.6").And.Contain("sure of   12 of 20 rows that it was not made for, and 100 % of the golden set")
            .And.Contain("surest    foreign11: 'emu' with 1");
        result.Checks[2].Message.Should().Contain("by        max_probability; 95 % of 60 golden rows have 0.995");
        result.Checks[2].Value.Should().Be(0.6);
    }

    [Theory]
    [InlineData("max_probability", 0.5)]
    [InlineData("entropy", 0.5)]
    [InlineData("margin", 0.5)]
    [InlineData("energy", 0.0)]
    public async Task Scores_differ_in_what_they_see(string by, double fpr)
    {
        // Logits that are all low, or one of which leads by as much as on golden rows: only the energy sees that they are low.
        using var guard = new ClassifierCase();
        guard.Rows("golden.csv", Enumerable.Range(0, 30).Select(i => (ClassifierCase.Lead(i % 3, 5), new[] { "cat", "dog", "emu" }[i % 3])));
        guard.Rows("foreign.csv", Enumerable.Range(0, 10).Select(i => (Array.ConvertAll(ClassifierCase.Lead(i % 3, i < 5 ? 5 : 0), logit => logit - 8), "?")));

        var result = await guard.ValidRunAsync($"unknown: {{ data: foreign.csv, by: {by}, fpr_at_95_tpr: \"<= 10 %\" }}\n");

        var check = result.Checks.Should().ContainSingle().Subject;
        check.Value.Should().Be(fpr);
        check.Outcome.Should().Be(fpr == 0 ? Outcome.Passed : Outcome.Failed);
        check.Id.Should().Be($"overall//unknown fpr_at_95_tpr{(by == "max_probability" ? "" : $"(by={by})")}/max");
    }

    [Fact]
    public async Task The_areas_are_those_of_scikit_learn()
    {
        // roc_auc_score([1]*5 + [0]*4, [.875, .75, .6875, .625, .625, .71875, .625, .5, .6875]) is 0.675: a row is as sure as its likelier class.
        using var guard = new ClassifierCase("binary");
        guard.Rows("golden.csv", new[] { 0.875, 0.25, 0.6875, 0.375, 0.625 }.Select(p => (new[] { 1 - p, p }, p > 0.5 ? "yes" : "no")));
        guard.Rows("foreign.csv", new[] { 0.71875, 0.375, 0.5, 0.3125 }.Select(p => (new[] { 1 - p, p }, "?")));

        var result = await guard.ValidRunAsync("unknown: { data: foreign.csv, roc_auc: \">= 0.6\", fpr_at_95_tpr: \"<= 80 %\", confident: { above: 0.7, is: \"<= 60 %\" } }\n", ClassifierCase.Probabilities);

        result.Checks.Select(check => Math.Round(check.Value!.Value, 12)).Should().Equal(0.25, 0.675, 0.75);
    }

    [Fact]
    public async Task A_logit_of_few_rows_between_0_and_1_is_no_probability_there()
    {
        using var guard = new ClassifierCase("logit");
        guard.Rows("golden.csv", Enumerable.Range(0, 20).Select(i => (new[] { i % 2 == 0 ? -6.0 : 6 }, i % 2 == 0 ? "0" : "1")));
        guard.Rows("foreign.csv", Enumerable.Range(0, 5).Select(i => (new[] { 0.95 }, "?")));

        var result = await guard.ValidRunAsync("unknown: { data: foreign.csv, confident: \"<= 5 %\" }\n", "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: t\ntask: binary\ninputs: { x: a }\n");

        result.Checks.Should().ContainSingle().Which.Should().Match<CheckResult>(check => check.Value == 0 && check.Outcome == Outcome.Passed, "the sigmoid of 0.95 is 0.72");
    }

    [Fact]
    public async Task Rows_without_a_label_column_and_with_missing_values_are_rows_all_the_same()
    {
        using var guard = new ClassifierCase().Golden();
        guard.Files.Write("foreign.csv", "a,b,c,kind\n0.1,0.2,0.3,noise\n9,0,0,noise\n9,0,0,other\n");

        var result = await guard.ValidRunAsync("unknown: { data: { path: foreign.csv, where: kind = 'noise' }, confident: \"<= 60 %\" }\n");

        result.Checks.Should().ContainSingle().Which.Should().Match<CheckResult>(check => check.Value == 0.5 && check.Rows == 2);
    }

    [Fact]
    public async Task What_the_champion_does_on_the_same_rows_may_be_the_bound()
    {
        using var guard = new ClassifierCase("overconfident").Golden();
        guard.Files.Model("logits", "old.onnx");
        guard.Rows("foreign.csv", Enumerable.Range(0, 20).Select(i => (ClassifierCase.Lead(i % 3, 1), "?")));

        var result = await guard.ValidRunAsync("compare: { champion: old.onnx }\nunknown: { data: foreign.csv, confident: \"<= champion + 1 %\", roc_auc: \">= champion - 0.3\" }\n");

        var confident = result.Checks.Single(check => check.Id.Contains("confident", StringComparison.Ordinal));
        confident.Should().Match<CheckResult>(check => check.Outcome == Outcome.Failed && check.Value == 1);
        confident.Message.Should().Contain("champion is 0");
        result.Guards.Single().Values[1].Champion.Should().Be(1);
        result.Checks.Single(check => check.Id.Contains("roc_auc", StringComparison.Ordinal)).Outcome.Should().Be(Outcome.Passed);
    }

    [Fact]
    public async Task Golden_rows_that_are_not_judged_are_none_of_the_known()
    {
        using var guard = new ClassifierCase().Golden(30);
        guard.Rows("foreign.csv", Enumerable.Range(0, 10).Select(i => (ClassifierCase.Lead(i % 3, 5.5), "?")));
        var head = ClassifierCase.Logits.Replace("golden: golden.csv", "golden: { path: golden.csv, where: side = 'even', quarantine: [{ ids: [golden0, golden10], because: none }] }", StringComparison.Ordinal);

        var result = await guard.ValidRunAsync("unknown: { data: foreign.csv, by: margin, roc_auc: \">= 0.9\" }\n", head);

        result.Checks.Single().Message.Should().StartWith("unknown roc_auc(by=margin)");
        result.Guards.Single().Notes.Single().Should().EndWith("on 13 rows of the golden set.");
    }

    [Fact]
    public async Task Arrays_of_the_rows_that_where_keeps_are_fed_and_no_others()
    {
        using var guard = new ClassifierCase("logits");
        guard.Golden();
        NumpyFiles.WriteNpz(guard.Files.PathOf("foreign.npz"), ("x", [3, 3], new float[] { 9, 0, 0, 1, 0, 0, 1, 0, 0 }), ("kind", [3], new long[] { 1, 2, 2 }));

        var result = await guard.ValidRunAsync("unknown: { data: { path: foreign.npz, where: kind = 2 }, inputs: { x: x }, confident: \"<= 5 %\" }\n");

        result.Checks.Single().Should().Match<CheckResult>(check => check.Value == 0 && check.Rows == 2 && check.N == 2);
    }

    [Fact]
    public async Task Kept_predictions_of_a_part_of_a_file_are_those_of_that_part()
    {
        const string Lines = "unknown: [{ name: low, data: { path: foreign.csv, where: kind = 'low' }, confident: \"<= 99 %\" }, { name: high, data: { path: foreign.csv, where: kind = 'high' }, confident: \">= 1 %\" }]\n";
        using var guard = new ClassifierCase().Golden();
        guard.Files.Write("foreign.csv", "a,b,c,kind\n1,0,0,low\n9,0,0,high\n");
        var options = new RunOptions { CacheDirectory = guard.Files.PathOf("cache") };

        for (var run = 0; run < 2; run++)
        {
            (await SuiteRunner.RunAsync(guard.Files.Parse(Lines, ClassifierCase.Logits), options, TestContext.Current.CancellationToken)).Checks.Select(check => check.Value).Should().Equal(0, 1);
        }
    }

    [Fact]
    public async Task A_row_without_an_answer_ends_the_run_unless_some_are_allowed()
    {
        using var guard = new ClassifierCase().Golden();
        guard.Files.Write("foreign.csv", "id,a,b,c\nu0,1,0,0\nu1,,,\nu2,9,0,0\nu3,1,,0\n");

        var refused = await guard.RunAsync("unknown: { data: foreign.csv, confident: \"<= 99 %\" }\n");
        var result = await guard.ValidRunAsync("unknown: { data: foreign.csv, confident: \"<= 30 %\", no_answer: \"<= 10 %\", roc_auc: \">= 0.8\", by: margin }\n");

        refused.Diagnostics.Should().ContainSingle().Which.Message.Should().Contain("not all finite").And.Contain("lines 3 and 5");
        refused.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Error);
        result.Checks.Select(check => (check.Id[17..], check.Outcome, check.Value)).Should().Equal(
            ("confident(above=0.9)/max", Outcome.Passed, 0.25), ("roc_auc(by=margin)/min", Outcome.Passed, 0.825), ("no_answer/max", Outcome.Failed, 0.5));
        result.Checks[2].Message.Should().Contain("rows      u1 has no finite scores\n            u3 has no finite scores");
        result.Guards.Single().Notes.Single().Should().Contain("on 2 rows that the model was not made for");
        result.Guards.Single().Figures[0].Series[1].Y.Sum().Should().Be(0.5);
    }

    [Fact]
    public async Task What_was_approved_may_be_the_bound()
    {
        const string Lines = "snapshot: true\nunknown: { data: foreign.csv, confident: \"<= snapshot\" }\n";
        using var guard = new ClassifierCase().Golden();
        guard.Rows("foreign.csv", Enumerable.Range(0, 20).Select(i => (ClassifierCase.Lead(i % 3, i < 5 ? 9 : 1), "?")));
        await SuiteRunner.RunAsync(guard.Files.Parse(Lines, ClassifierCase.Logits), new RunOptions { Accept = true }, TestContext.Current.CancellationToken);
        var same = await guard.ValidRunAsync(Lines);
        guard.Files.Model("overconfident");

        var worse = await guard.ValidRunAsync(Lines);

        same.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
        worse.Checks.Single(check => check.Kind == "unknown").Should().Match<CheckResult>(check => check.Outcome == Outcome.Failed && check.Threshold == 0.25 && check.Value == 1);
    }

    [Fact]
    public async Task Noise_decides_where_the_verdict_asks_for_it()
    {
        using var guard = new ClassifierCase().Golden();
        guard.Rows("foreign.csv", Enumerable.Range(0, 20).Select(i => (ClassifierCase.Lead(i % 3, i == 0 ? 9 : 1), "?")));

        var result = await guard.ValidRunAsync("unknown: { data: foreign.csv, confident: \"<= 10 %\" }\nverdict: { judge: sure }\n");

        result.Checks.Should().ContainSingle().Which.Outcome.Should().Be(Outcome.Inconclusive, "1 of 20 may be 24 %");
    }

    [Fact]
    public async Task A_model_that_is_as_it_should_be_is_never_blamed()
    {
        using var guard = new ClassifierCase();
        var random = new Random(3);
        for (var draw = 0; draw < 200; draw++)
        {
            guard.Rows("golden.csv", Enumerable.Range(0, 80).Select(i => (ClassifierCase.Lead(i % 3, 5 + (3 * random.NextDouble())), new[] { "cat", "dog", "emu" }[i % 3])));
            guard.Rows("foreign.csv", Enumerable.Range(0, 80).Select(i => (ClassifierCase.Lead(i % 3, 2 * random.NextDouble()), "?")));

            var result = await guard.ValidRunAsync(Bounds);

            result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
        }
    }
}
