using System.Text;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Running;

/// <summary>Verdicts that know their noise, from the spec's text to the result.</summary>
public sealed class NoiseTests : IDisposable
{
    private const string Head = "spec: A suite\ngolden: golden.csv\nlabel: truth\npredictions: { label: p }\n";

    private readonly SpecWorkspace workspace = new();

    // 402 positives, 318 of them found: recall 0.791, and 100 negatives.
    public NoiseTests() => workspace.Write("golden.csv", Rows(("a", 318, 402), ("b", 100, 100)));

    public void Dispose() => workspace.Dispose();

    [Theory]
    [InlineData("0.70", Outcome.Passed, Outcome.Passed, Outcome.Passed)]
    [InlineData("0.77", Outcome.Passed, Outcome.Inconclusive, Outcome.Passed)]
    [InlineData("0.80", Outcome.Failed, Outcome.Failed, Outcome.Inconclusive)]
    [InlineData("0.85", Outcome.Failed, Outcome.Failed, Outcome.Failed)]
    public async Task The_example_of_docs_verdicts_is_true(string bound, Outcome point, Outcome sure, Outcome lenient)
    {
        (await Recall($"\">= {bound}\"", "point")).Outcome.Should().Be(point);
        (await Recall($"\">= {bound}\"", "sure")).Outcome.Should().Be(sure);
        (await Recall($"\">= {bound}\"", "lenient")).Outcome.Should().Be(lenient);
        var noise = (await Recall($"\">= {bound}\"", "point")).Noise!;
        noise.Low.Should().BeApproximately(0.7486, 5e-5);
        noise.High.Should().BeApproximately(0.8279, 5e-5);
        noise.Method.Should().Be("wilson");
    }

    [Theory]
    [InlineData("0.30", Outcome.Passed, Outcome.Passed)]
    [InlineData("0.23", Outcome.Inconclusive, Outcome.Passed)]
    [InlineData("0.20", Outcome.Failed, Outcome.Inconclusive)]
    [InlineData("0.15", Outcome.Failed, Outcome.Failed)]
    public async Task Upper_bounds_mirror_lower_ones(string bound, Outcome sure, Outcome lenient)
    {
        (await Run($"slices: {{ a: {{ where: \"half = 'a'\", expect: {{ fnr: \"<= {bound}\" }} }} }}\nverdict: {{ judge: sure }}\n")).Checks[0].Outcome.Should().Be(sure);
        (await Run($"slices: {{ a: {{ where: \"half = 'a'\", expect: {{ fnr: \"<= {bound}\" }} }} }}\nverdict: {{ judge: lenient }}\n")).Checks[0].Outcome.Should().Be(lenient);
    }

    [Fact]
    public async Task What_is_left_open_says_how_many_rows_would_decide_it()
    {
        var check = await Recall("\">= 0.80\"", "lenient");

        check.Fails.Should().BeTrue("inconclusive fails unless the spec says otherwise");
        check.Message.Should().Contain("is inconclusive.").And.MatchRegex("about [0-9,]+ more rows like those it rests on would decide it");
        check.Message.Should().Contain("95 % interval [0.7486, 0.8279] (wilson), p = ").And.Contain("is seen here with a probability of 80 %");
    }

    [Fact]
    public async Task A_value_that_is_its_bound_is_decided_by_no_number_of_rows()
    {
        var check = (await Run("expect: { recall: \"> 0.5\" }\nverdict: { judge: lenient }\n", Rows(("a", 50, 100), ("b", 0, 0)))).Checks.Single();

        check.Outcome.Should().Be(Outcome.Inconclusive);
        check.Message.Should().Contain("no number of rows decides that");
    }

    [Fact]
    public async Task Against_overall_the_noise_is_that_of_the_difference()
    {
        var result = await Run("slices: { a: { where: \"half = 'a'\", expect: { accuracy: \">= overall - 0.10\" } } }\nverdict: { judge: lenient }\n");

        var noise = result.Checks.Single().Noise!;
        noise.Of.Should().Be("difference");
        noise.Method.Should().Be("mover");
        noise.Bound.Should().Be(-0.1);
        noise.Estimate.Should().BeApproximately((318.0 / 402) - (418.0 / 502), 1e-12);
        (noise.High - noise.Low).Should().BeLessThan(0.5 * 0.0794, "four fifths of the rows are in both");
    }

    [Fact]
    public async Task A_correction_makes_one_of_many_false_alarms_inconclusive()
    {
        // Twenty slices with one that misses by chance at the 5 % level.
        var rows = Rows([.. Enumerable.Range(0, 20).Select(i => ($"g{i:00}", i == 7 ? 71 : 80, 100))]);
        const string Spec = "slices: { half: { by: half, expect: { recall: \">= 0.80\" } } }\n";

        (await Run(Spec + "verdict: { judge: lenient }\n", rows)).Checks.Single(c => c.Group == "g07").Outcome.Should().Be(Outcome.Failed);
        var holm = (await Run(Spec + "verdict: { judge: lenient, correction: holm }\n", rows)).Checks.Single(c => c.Group == "g07");
        var bh = (await Run(Spec + "verdict: { judge: lenient, correction: benjamini_hochberg }\n", rows)).Checks.Single(c => c.Group == "g07");
        var bySlice = (await Run(Spec + "expect: { recall: \">= 0.5\" }\nverdict: { judge: lenient, correction: holm, family: metric }\n", rows)).Checks.Single(c => c.Group == "g07");

        holm.Outcome.Should().Be(Outcome.Inconclusive);
        holm.Message.Should().Contain("among 20 checks one like it is to be expected by chance");
        holm.Noise!.CorrectedP.Should().BeApproximately(20 * ExactP(71, 100, 0.8), 1e-6);
        bh.Outcome.Should().Be(Outcome.Inconclusive);
        bySlice.Noise!.CorrectedP.Should().BeApproximately(21 * ExactP(71, 100, 0.8), 1e-6);
    }

    [Fact]
    public async Task A_large_failure_survives_the_correction()
    {
        var rows = Rows([.. Enumerable.Range(0, 20).Select(i => ($"g{i:00}", i == 7 ? 40 : 80, 100))]);
        var check = (await Run("slices: { half: { by: half, expect: { recall: \">= 0.80\" } } }\nverdict: { judge: lenient, correction: holm }\n", rows)).Checks.Single(c => c.Group == "g07");

        check.Outcome.Should().Be(Outcome.Failed);
        check.Noise!.CorrectedP.Should().BeLessThan(1e-6);
    }

    [Fact]
    public async Task A_gap_has_an_interval()
    {
        var result = await Run("slices: { half: { by: half, gap: { recall: \"<= 0.15\" } } }\nverdict: { judge: lenient }\n", Rows(("a", 60, 80), ("b", 75, 80)));

        var check = result.Checks.Single();
        check.Value.Should().BeApproximately(0.1875, 1e-12);
        check.Outcome.Should().Be(Outcome.Inconclusive);
        check.Noise!.Of.Should().Be("spread");
        check.Noise.Low.Should().BeInRange(0, 0.15);
        check.Noise.High.Should().BeGreaterThan(0.1875);
    }

    [Fact]
    public async Task A_relative_check_that_cannot_see_its_drop_is_pointed_out_with_the_slices()
    {
        var result = await Run("slices: { half: { by: half, expect: { recall: \">= overall - 0.03\" } } }\n", Rows(("a", 20, 25), ("b", 800, 1000)));

        var warning = result.Diagnostics.Single(d => d.Id == "MSPEC331");
        warning.Severity.Should().Be("warning");
        warning.Line.Should().Be(5);
        warning.Message.Should().Contain("a (25 rows see a change of").And.NotContain("b (");
        result.Checks.Should().OnlyContain(c => c.Outcome == Outcome.Passed, "a warning fails nothing");
    }

    [Fact]
    public async Task A_check_that_cannot_see_its_drop_whatever_the_model_is_pointed_out_before_the_run()
    {
        workspace.Write("golden.csv", Rows(("a", 20, 25), ("b", 800, 1000)));
        const string Slices = "slices: { half: { by: half, expect: { recall: \">= overall - 0.03\" } } }\n";

        var found = await workspace.ValidateAsync(Head + Slices);
        var larger = await workspace.ValidateAsync(Head + Slices.Replace("0.03", "0.30", StringComparison.Ordinal));

        found.Should().ContainSingle(d => d.Id == "MSPEC331").Which.Message.Should().Contain("a (25 rows see at best a change of").And.NotContain("b (");
        larger.Should().BeEmpty();
    }

    [Fact]
    public async Task Counts_are_judged_as_they_are()
    {
        var result = await Run("expect: { n: \">= 502\", positives: \">= 402\" }\nverdict: { judge: sure }\n");

        result.Checks.Should().OnlyContain(c => c.Outcome == Outcome.Passed && c.Noise == null);
    }

    [Fact]
    public async Task Rows_that_belong_together_are_less_sure()
    {
        var text = new StringBuilder("truth,p,half,who\n");
        for (var i = 0; i < 400; i++)
        {
            text.Append($"1,{(i / 10 % 4 == 0 ? 0 : 1)},a,{i / 10}\n");
        }

        const string Spec = "expect: { recall: \">= 0.5\" }\n";
        var alone = (await Run(Spec, text.ToString())).Checks.Single().Noise!;
        var together = (await Run(Spec, text.ToString(), "golden: { path: golden.csv, cluster: who }")).Checks.Single().Noise!;

        ((together.High - together.Low) / (alone.High - alone.Low)).Should().BeInRange(2.6, 3.7, "ten equal rows are one: √10 times as wide");
    }

    [Fact]
    public async Task A_row_without_a_cluster_is_named()
    {
        workspace.Write("golden.csv", "truth,p,half,who\n1,1,a,x\n0,0,b,\n");
        var result = await workspace.RunAsync(Head.Replace("golden: golden.csv", "golden: { path: golden.csv, cluster: who }", StringComparison.Ordinal) + "expect: { recall: \">= 0.5\" }\n");

        result.Diagnostics.Should().ContainSingle(d => d.Id == "MSPEC330").Which.Message.Should().Contain("golden.csv line 3");
        result.Checks.Should().OnlyContain(c => c.Outcome == Outcome.Error);
    }

    private async Task<CheckResult> Recall(string comparison, string judge) =>
        (await Run($"slices: {{ a: {{ where: \"half = 'a'\", expect: {{ recall: {comparison} }} }} }}\nverdict: {{ judge: {judge} }}\n")).Checks.Single();

    private async Task<SuiteResult> Run(string spec, string? rows = null, string golden = "golden: golden.csv")
    {
        if (rows is not null)
        {
            workspace.Write("golden.csv", rows);
        }

        var result = await workspace.RunAsync(Head.Replace("golden: golden.csv", golden, StringComparison.Ordinal) + spec);
        result.Diagnostics.Where(d => d.Severity == "error").Should().BeEmpty();
        return result;
    }

    // Positives of a group, some of them found; group b's are negatives too where it is all right, so that both classes are there.
    private static string Rows(params (string Half, int Found, int Of)[] groups)
    {
        var text = new StringBuilder("truth,p,half\n");
        foreach (var (half, found, of) in groups)
        {
            for (var i = 0; i < of; i++)
            {
                text.Append($"1,{(i < found ? 1 : 0)},{half}\n");
            }
        }

        return text.ToString();
    }

    // Twice the binomial tail.
    private static double ExactP(int successes, int trials, double share)
    {
        double tail = 0, mass = Math.Pow(1 - share, trials);
        for (var k = 0; k <= successes; k++)
        {
            tail += mass;
            mass *= share / (1 - share) * (trials - k) / (k + 1);
        }

        return 2 * tail;
    }
}
