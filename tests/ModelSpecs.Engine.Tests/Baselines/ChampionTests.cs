using ModelSpecs.Engine.Tests.Running;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Baselines;

/// <summary>A second model's predictions as the bar.</summary>
public sealed class ChampionTests : IDisposable
{
    private readonly SpecWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task A_slice_that_is_worse_than_the_champions_fails_and_its_rows_are_named()
    {
        var result = await Run(worse: 30, "compare: { champion: { predictions: { score: first } }, recall: { max_drop: 0.02 }, newly_wrong: \"<= 10 %\" }");

        var recall = result.Checks.Single(check => check.Id == "young//compare recall/min");
        recall.Outcome.Should().Be(Outcome.Failed);
        recall.Value.Should().BeApproximately(70 / 100.0, 1e-12);
        recall.Threshold.Should().BeApproximately(1 - 0.02, 1e-12);
        recall.Noise!.Of.Should().Be("difference");
        recall.Noise.Method.Should().Be("tango");
        recall.Noise.Estimate.Should().BeApproximately(-0.3, 1e-12);
        recall.Noise.High.Should().BeLessThan(-0.02);
        recall.Message.Should().Contain("champion is 1").And.Contain("now wrong 30 of 300 rows: r0, r12, r24");
        result.Checks.Single(check => check.Id == "young//compare newly_wrong/max").Outcome.Should().Be(Outcome.Passed, "30 of 300 is 10 %");
        result.Checks.Single(check => check.Id == "overall//compare newly_wrong/max").Value.Should().BeApproximately(30 / 1200.0, 1e-12);

        var baseline = result.Baselines.Single();
        baseline.Name.Should().Be("champion");
        baseline.Changes[0].Verdict.Should().Be("worse");
        var flips = baseline.Flips.Single(flip => flip.Slice == "young");
        (flips.Rows, flips.NewlyWrong, flips.NewlyRight, flips.Changed).Should().Be((300, 30, 0, 30));
        flips.FirstNewlyWrong.Should().StartWith(["r0", "r12", "r24"]);
    }

    [Fact]
    public async Task The_same_predictions_are_no_worse_and_nothing_changed()
    {
        var result = await Run(worse: 0, "compare: { champion: { predictions: { score: first } }, recall: { max_drop: 0 }, roc_auc: { max_drop: 0 }, changed_predictions: \"<= 0\" }\nverdict: { judge: sure }");

        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
        result.Baselines.Single().Changes.Should().BeEmpty();
        result.Baselines.Single().Flips.Should().BeEmpty();
    }

    [Fact]
    public async Task A_bound_of_expect_and_of_a_gap_may_name_the_champion()
    {
        workspace.Write("golden.csv", BaselineSets.Csv(1200, 30));
        var result = await workspace.RunAsync("""
            spec: A suite
            golden: golden.csv
            label: truth
            id: id
            predictions: { score: second }
            expect: { accuracy: ">= champion", recall: ">= 0.5 x champion" }
            slices: { age: { by: age, gap: { recall: ["<= champion + 0.2"] } } }
            compare: { champion: { predictions: { score: first } } }
            """);

        result.Checks.Select(check => (check.Id, check.Outcome)).Should().BeEquivalentTo(
        [
            ("overall//accuracy/min", Outcome.Failed), ("overall//recall/min", Outcome.Passed), ("age//gap recall/max", Outcome.Failed),
        ]);
        var gap = result.Checks.Single(check => check.Slice == "age");
        gap.Value.Should().BeApproximately(0.3, 1e-12);
        gap.Threshold.Should().BeApproximately(0.2, 1e-12, "the champion has no gap");
    }

    [Fact]
    public async Task Lenient_lets_pass_what_few_rows_cannot_show_and_says_how_many_would()
    {
        var result = await Run(worse: 4, "compare: { champion: { predictions: { score: first } }, recall: { max_drop: 0.02 } }\nverdict: { judge: lenient, inconclusive: warn }");

        var recall = result.Checks.Single(check => check.Id == "young//compare recall/min");
        recall.Outcome.Should().Be(Outcome.Inconclusive);
        recall.Message.Should().Contain("more rows like those it rests on would decide it");
    }

    [Fact]
    public async Task A_champion_of_other_classes_is_refused()
    {
        workspace.Write("golden.csv", "truth,now,then\n1,1,b\n0,0,a\n1,0,c\n0,1,a\n");
        var result = await workspace.RunAsync("spec: A suite\ngolden: golden.csv\nlabel: truth\npredictions: { label: now }\nexpect: { accuracy: \">= 0\", recall: \">= 0.1\" }\ncompare: { champion: { predictions: { label: then } } }\n".Replace("accuracy: \">= 0\", ", "", StringComparison.Ordinal));

        result.IsUnusable.Should().BeTrue();
        result.Diagnostics.Should().Contain(d => d.Severity == DiagnosticResult.Error);
    }

    [Fact]
    public async Task Slices_may_be_cut_by_the_champion()
    {
        workspace.Write("golden.csv", BaselineSets.Csv(1200, 30));
        var result = await workspace.RunAsync(BaselineSets.Head("second").Replace("young: age < 25", "high: score >= 0.5", StringComparison.Ordinal)
            + "compare: { champion: { predictions: { score: first } }, rows_from: champion, accuracy: { max_drop: 0.01 } }\n");

        result.IsUnusable.Should().BeFalse(string.Join('\n', result.Diagnostics));
        result.Slices.Single(slice => slice.Slice == "high").N.Should().Be(400, "the champion finds every positive");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Results_do_not_depend_on_threads(int threads)
    {
        workspace.Options = workspace.Options with { Threads = threads };
        var result = await Run(worse: 9, "compare: { champion: { predictions: { score: first } }, f1: { max_drop: 0.02 }, log_loss: { max_drop: 0.02 } }\nverdict: { judge: lenient }");

        var noise = result.Checks.Select(check => (check.Id, check.Noise?.Low, check.Noise?.High, check.Noise?.P)).ToList();
        workspace.Options = workspace.Options with { Threads = 2 };
        var again = await Run(worse: 9, "compare: { champion: { predictions: { score: first } }, f1: { max_drop: 0.02 }, log_loss: { max_drop: 0.02 } }\nverdict: { judge: lenient }");
        again.Checks.Select(check => (check.Id, check.Noise?.Low, check.Noise?.High, check.Noise?.P)).Should().Equal(noise);
    }

    private Task<SuiteResult> Run(int worse, string rest)
    {
        workspace.Write("golden.csv", BaselineSets.Csv(1200, worse));
        return workspace.RunAsync(BaselineSets.Head("second") + rest + "\n");
    }
}
