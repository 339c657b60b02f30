using ModelSpecs.Engine.Compare;
using ModelSpecs.Engine.Tests.Running;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Results;
using ModelSpecs.Results.Compare;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Tests.Compare;

/// <summary>Several candidates under one spec, each against the first.</summary>
public sealed class CandidateComparisonTests : IDisposable
{
    private const string Expectations = "expect: { recall: \">= 0.5\" }\nslices: { young: age < 25 }";

    private readonly SpecWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task A_challenger_that_is_better_overall_and_worse_on_a_slice_is_not_recommended()
    {
        // Positives: 100 young and 300 old of 1,200 rows.
        workspace.Write("golden.csv", CompareSets.Csv(1200, ("a", 5, 120), ("b", 60, 20)));
        var result = await workspace.CompareAsync(CompareSets.Spec(Expectations), "a", "b");

        result.Cell("overall", "recall", "a").Value.Should().BeApproximately(275 / 400.0, 1e-12);
        result.Cell("overall", "recall", "b").Value.Should().BeApproximately(320 / 400.0, 1e-12);
        result.Cell("overall", "recall", "b").Standing.Should().Be(Standing.Better);
        result.Cell("young", "recall", "b").Standing.Should().Be(Standing.Worse);
        result.Cell("young", "recall", "a").Should().Match<ComparedCell>(cell => cell.Best && cell.Standing == Standing.Champion);
        result.Candidates[1].Should().Match<CandidateResult>(candidate => candidate.Worse == 1 && candidate.Better == 1 && candidate.Checks!.Passes);
        result.Recommendation.Decision.Should().Be(Decision.Keep);
        result.Recommendation.Candidate.Should().Be("a");
        result.Recommendation.Because[1].Should().Be("b cannot be recommended, although it is ahead on the whole set (recall 0.8 against 0.6875): it is worse than a beyond chance in 1 place (young: recall 0.4 against 0.95).");
    }

    [Fact]
    public async Task Nothing_is_recommended_on_metrics_that_too_few_labels_withhold()
    {
        var rows = CompareSets.Csv(1200, ("a", 60, 120), ("b", 5, 20)).Split('\n');
        // A tenth of the labels have not come.
        workspace.Write("golden.csv", string.Join('\n', rows.Select((row, i) => i % 10 == 1 && row.Length > 0 ? string.Join(',', row.Split(',').Select((cell, column) => column == 2 ? "" : cell)) : row)));
        var spec = CompareSets.Spec(Expectations + "\nverdict: { inconclusive: warn }").Replace("golden: golden.csv", "golden: { path: golden.csv, labels_missing: drop }", StringComparison.Ordinal);

        var without = await workspace.CompareAsync(spec, "a", "b");
        var result = await workspace.CompareAsync(spec + "health: { labels_received: \">= 95 %\" }\nwaivers: [{ check: \"overall: health labels_received\", until: 2099-01-01, owner: me, because: late }]\n", "a", "b");

        without.Recommendation.Decision.Should().Be(Decision.Replace);
        result.Recommendation.Decision.Should().Be(Decision.None);
        result.Recommendation.Candidate.Should().BeNull();
        result.Recommendation.Because.Should().ContainSingle().Which.Should().StartWith("No candidate can be recommended: labels_received is 1,080 of 1,200 rows (90 %), and >= 95 % is needed: ");
    }

    [Fact]
    public async Task P_values_are_McNemars_and_Holm_corrects_them_over_slices_and_candidates()
    {
        workspace.Write("golden.csv", CompareSets.Csv(1200, ("a", 5, 20), ("b", 5, 32), ("c", 16, 20)));
        var result = await workspace.CompareAsync(CompareSets.Spec(Expectations), "a", "b", "c");

        // One metric, two places, two challengers: four p-values.
        (string Slice, string Candidate, double P)[] expected =
        [
            ("overall", "b", McNemar.ExactP(0, 12)), ("overall", "c", McNemar.ExactP(0, 11)), ("young", "b", 1), ("young", "c", McNemar.ExactP(0, 11)),
        ];
        foreach (var (slice, candidate, p) in expected)
        {
            result.Cell(slice, "recall", candidate).P.Should().BeApproximately(p, 1e-12);
        }

        var adjusted = new double[4];
        Corrections.Holm([.. expected.Select(one => one.P)], adjusted);
        expected.Select(one => result.Cell(one.Slice, "recall", one.Candidate).CorrectedP!.Value).Should().Equal(adjusted, (found, wanted) => Math.Abs(found - wanted) < 1e-12);
        adjusted[0].Should().BeApproximately(4 * expected[0].P, 1e-12, "the smallest is multiplied by their number");
        result.Cell("young", "recall", "b").Standing.Should().Be(Standing.NoEvidence);
    }

    [Fact]
    public async Task Without_evidence_of_a_difference_the_champion_is_kept_and_the_words_say_so()
    {
        workspace.Write("golden.csv", CompareSets.Csv(1200, ("a", 5, 20), ("b", 5, 18)));
        var result = await workspace.CompareAsync(CompareSets.Spec(Expectations), "a", "b");

        result.Recommendation.Decision.Should().Be(Decision.Keep);
        result.Recommendation.Because[0].Should().Be("Keep a: there is no evidence of a difference that would speak for another candidate.");
        result.Recommendation.Because[1].Should().StartWith("b: no evidence of a difference (of recall on the whole set these rows show a change of ");
        result.Cell("overall", "recall", "b").Should().Match<ComparedCell>(cell => cell.Best && cell.Standing == Standing.NoEvidence && cell.Detectable > 0.003);
    }

    [Fact]
    public async Task A_challenger_that_is_better_and_nowhere_worse_replaces_the_champion_and_of_several_the_best_does()
    {
        workspace.Write("golden.csv", CompareSets.Csv(1200, ("a", 20, 120), ("b", 20, 60), ("c", 20, 40), ("d", 20, 119)));
        var result = await workspace.CompareAsync(CompareSets.Spec(Expectations), "a", "b", "c", "d");

        result.Recommendation.Decision.Should().Be(Decision.Replace);
        result.Recommendation.Candidate.Should().Be("c");
        result.Recommendation.Because[0].Should().Be("Replace a by c: better beyond chance in 1 place (overall: recall 0.85 against 0.65) and nowhere worse beyond chance; it passes the spec.");
        result.Recommendation.Because[1].Should().StartWith("b could take its place too: ").And.EndWith("c is ahead by recall on the whole set (0.85 against 0.8).");
        result.Recommendation.Because[2].Should().StartWith("d: no evidence of a difference");
        result.Flips.Select(pair => (pair.From, pair.To)).Should().Equal(("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d"));
        var flips = result.Flips[1].Slices.Should().ContainSingle().Subject;
        (flips.Slice, flips.NewlyWrong, flips.NewlyRight, flips.FirstNewlyRight.Count).Should().Be(("overall", 0L, 80L, 10));
    }

    [Fact]
    public async Task A_challenger_that_fails_the_spec_is_not_recommended_however_much_better_it_is()
    {
        workspace.Write("golden.csv", CompareSets.Csv(1200, ("a", 20, 120), ("b", 20, 40)));
        var result = await workspace.CompareAsync(CompareSets.Spec("expect: { recall: [\">= 0.5\", \"<= 0.8\"] }\nslices: { young: age < 25 }"), "a", "b");

        result.Candidates[1].Checks!.Failing.Should().ContainSingle().Which.Should().Be(new FailingCheck("overall: recall <= 0.8", Outcome.Failed, 0.85, 0.8));
        result.Recommendation.Decision.Should().Be(Decision.Keep);
        result.Recommendation.Because[1].Should().Contain("it fails 1 check (overall: recall <= 0.8)");
    }

    [Fact]
    public async Task Where_the_champion_fails_the_spec_a_challenger_that_passes_takes_its_place_and_without_one_nobody_is_recommended()
    {
        workspace.Write("golden.csv", CompareSets.Csv(1200, ("a", 20, 20), ("b", 20, 16), ("c", 20, 18)));
        var spec = CompareSets.Spec("expect: { recall: \">= 0.91\" }\nslices: { young: age < 25 }");
        var one = await workspace.CompareAsync(spec, "a", "b");
        var none = await workspace.CompareAsync(spec, "a", "c");

        one.Recommendation.Should().Match<Recommendation>(recommendation => recommendation.Decision == Decision.Replace && recommendation.Candidate == "b");
        one.Recommendation.Because[0].Should().Contain("it passes the spec, of which a fails 1 check (overall: recall >= 0.91)");
        none.Recommendation.Should().Match<Recommendation>(recommendation => recommendation.Decision == Decision.None && recommendation.Candidate == null);
        none.Recommendation.Because[0].Should().Be("No candidate can be recommended: a itself fails 1 check (overall: recall >= 0.91), and no other candidate can take its place.");
    }

    [Fact]
    public async Task In_the_specs_own_checks_champion_is_the_first_candidate()
    {
        workspace.Write("golden.csv", CompareSets.Csv(1200, ("a", 20, 20), ("b", 60, 20), ("c", 20, 20)));
        var spec = CompareSets.Spec("slices: { young: age < 25 }\ncompare: { champion: { predictions: { score: c } }, recall: { max_drop: 0.05 } }");
        var result = await workspace.CompareAsync(spec, "b", "a");

        // The spec's own champion, c, would fail b; held against itself it passes.
        result.Candidates.Select(candidate => candidate.Checks!.Failed).Should().Equal(0, 0);
        result.Cell("young", "recall", "a").Standing.Should().Be(Standing.Better);
    }

    [Fact]
    public async Task The_specs_champion_and_its_model_are_the_candidates_of_a_spec()
    {
        workspace.Write("golden.csv", CompareSets.Csv(1200, ("a", 20, 20), ("b", 60, 20)));
        var suite = workspace.Parse(CompareSets.Spec("compare: { champion: { predictions: { score: b } }, recall: { max_drop: 0.05 } }"));

        Candidate.OfSpec(suite).Select(candidate => candidate.Name).Should().Equal("b", "a");
        Candidate.OfSpec(workspace.Parse(CompareSets.Spec(Expectations))).Should().BeEmpty();
        (await CandidateComparison.RunAsync(suite, Candidate.OfSpec(suite), new CompareOptions { Tool = "test" }, TestContext.Current.CancellationToken)).Champion.Should().Be("b");
    }

    [Fact]
    public async Task A_candidate_that_cannot_be_judged_is_told_of_and_never_recommended_and_the_others_are_compared()
    {
        workspace.Write("golden.csv", CompareSets.Csv(1200, ("a", 20, 120), ("b", 20, 40)));
        var result = await workspace.CompareAsync(CompareSets.Spec(Expectations), "a", "gone", "b");

        result.Candidates[1].Should().Match<CandidateResult>(candidate => !candidate.Judged && candidate.Checks == null && candidate.Pareto == null);
        result.Candidates[1].Diagnostics.Should().Contain(diagnostic => diagnostic.Severity == DiagnosticResult.Error && diagnostic.Message.Contains("'gone'"));
        result.Recommendation.Candidate.Should().Be("b");
        result.Recommendation.Because.Should().Contain("gone cannot be recommended: it could not be judged.");
        result.Cell("overall", "recall", "b").Standing.Should().Be(Standing.Better);
    }

    [Fact]
    public async Task Without_a_champion_that_can_be_judged_nothing_is_compared_and_nobody_recommended()
    {
        workspace.Write("golden.csv", CompareSets.Csv(120, ("a", 1, 2)));
        var result = await workspace.CompareAsync(CompareSets.Spec(Expectations), "gone", "a");

        result.Slices.Should().BeEmpty();
        result.Candidates.Select(candidate => candidate.Judged).Should().Equal(false, true);
        result.Recommendation.Should().Match<Recommendation>(recommendation => recommendation.Decision == Decision.None && recommendation.Candidate == null);
    }

    [Fact]
    public async Task A_candidate_of_other_classes_is_not_compared()
    {
        workspace.Write("golden.csv", "truth,a,b\n1,1,z\n0,0,y\n1,0,z\n0,1,y\n");
        var labels = (string name) => new Candidate(name, CompareSets.Column(name).Source with { Predictions = new() { Label = new(name, default) } });
        var result = await workspace.CompareAsync(
            "spec: A suite\ngolden: golden.csv\nlabel: truth\npredictions: { label: a }\nexpect: { accuracy: \">= 0\" }\n".Replace(">= 0", ">= 0.1"), new CompareOptions { Tool = "test" }, labels("a"), labels("b"));

        result.Candidates[1].Judged.Should().BeFalse();
        result.Candidates[1].Diagnostics.Should().Contain(diagnostic => diagnostic.Severity == DiagnosticResult.Error);
        result.Recommendation.Candidate.Should().NotBe("b");
    }

    [Fact]
    public async Task A_value_that_is_lost_counts_as_worse()
    {
        // Nobody young is predicted positive by b: its precision there is 0 of 0.
        workspace.Write("golden.csv", CompareSets.Csv(1200, ("a", 20, 20), ("b", 100, 0)));
        var result = await workspace.CompareAsync(CompareSets.Spec("expect: { precision: \">= 0.5\" }\nslices: { young: age < 25 }"), "a", "b");

        result.Cell("young", "precision", "b").Should().Match<ComparedCell>(cell => cell.Standing == Standing.Lost && cell.Value == null && cell.Reason != null && !cell.Best);
        result.Candidates[1].Worse.Should().Be(1);
        result.Recommendation.Decision.Should().Be(Decision.Keep);
        result.Recommendation.Because[1].Should().Be("b cannot be recommended: it has no value in 1 place where a has one (young: precision undefined against 1).");
    }

    [Fact]
    public async Task Below_min_rows_nothing_is_judged_and_nothing_corrected_for()
    {
        workspace.Write("golden.csv", CompareSets.Csv(1200, ("a", 5, 120), ("b", 60, 120)));
        var result = await workspace.CompareAsync(CompareSets.Spec(Expectations + "\nverdict: { min_rows: 101 }"), "a", "b");

        var young = result.Cell("young", "recall", "b");
        young.Should().Match<ComparedCell>(cell => cell.Standing == Standing.TooFewRows && cell.P == null && cell.Reason == "it rests on 100 rows and min_rows is 101");
        result.Cell("overall", "recall", "b").CorrectedP.Should().Be(result.Cell("overall", "recall", "b").P);
        result.Candidates[0].Objectives.Should().NotContain(objective => objective.Objective == "recall, worst slice");
    }

    [Fact]
    public async Task A_slice_that_predictions_cut_has_the_champions_rows_and_decides_nothing()
    {
        workspace.Write("golden.csv", CompareSets.Csv(1200, ("a", 5, 120), ("b", 60, 0)));
        var result = await workspace.CompareAsync(CompareSets.Spec("expect: { accuracy: \">= 0.5\" }\nslices: { high: score >= 0.5 }"), "a", "b");

        result.SlicesOfChampion.Should().BeTrue();
        result.Slices.Single(slice => slice.Slice == "high").N.Should().Be(275);
        result.Cell("high", "accuracy", "b").Should().Match<ComparedCell>(cell => cell.Standing == Standing.NotJudged && cell.P == null && cell.Value < 1);
        result.Recommendation.Candidate.Should().Be("b", "it is better on the whole");
    }

    [Fact]
    public async Task A_metric_without_a_direction_is_shown_and_decides_nothing()
    {
        workspace.Write("golden.csv", CompareSets.Csv(1200, ("a", 5, 120), ("b", 60, 0)));
        var result = await workspace.CompareAsync(CompareSets.Spec("expect: { selection_rate: \">= 0\", n: \">= 1\" }".Replace(">= 0\"", ">= 0.01\"")), "a", "b");

        result.Metrics.Should().Equal(new ComparedMetric("selection_rate", null));
        result.Cell("overall", "selection_rate", "b").Should().Match<ComparedCell>(cell => cell.Standing == Standing.NotJudged && cell.Difference > 0 && !cell.Best);
        result.Recommendation.Decision.Should().Be(Decision.Keep);
    }

    [Fact]
    public async Task Metrics_can_be_chosen_and_numbers_have_no_newly_wrong_rows()
    {
        workspace.Write("golden.csv", "y,a,b\n" + string.Concat(Enumerable.Range(0, 200).Select(i => FormattableString.Invariant($"{i},{i + (i % 7)},{i + (i % 3)}\n"))));
        var result = await workspace.CompareAsync(
            "spec: A suite\ngolden: golden.csv\nlabel: y\ntask: regression\npredictions: { value: a }\nexpect: { mae: \"<= 5\" }\n",
            new CompareOptions { Tool = "test", Metrics = ["rmse", "mae"] },
            [.. new[] { "a", "b" }.Select(name => new Candidate(name, CompareSets.Column(name).Source with { Predictions = new() { Value = new(name, default) } }))]);

        result.Metrics.Should().Equal(new ComparedMetric("rmse", "lower"), new ComparedMetric("mae", "lower"));
        result.Cell("overall", "rmse", "b").Should().Match<ComparedCell>(cell => cell.Standing == Standing.Better && cell.Best && cell.Difference < 0);
        result.Flips.Single().Slices.Single().Should().Match<PairFlip>(flip => flip.NewlyWrong == null && flip.Changed > 0 && flip.CorrectedP == null);
        result.Recommendation.Candidate.Should().Be("b");
    }

    [Fact]
    public async Task What_is_wrong_with_the_candidates_is_said_at_once()
    {
        workspace.Write("golden.csv", CompareSets.Csv(120, ("a", 1, 2)));
        var compare = () => workspace.CompareAsync(
            CompareSets.Spec(Expectations), new CompareOptions { Tool = "test", Metrics = ["recal"] }, CompareSets.Column("a"), CompareSets.Column("a"), CompareSets.Column("a", 0.4));

        var problems = (await compare.Should().ThrowAsync<SpecException>()).Which.Diagnostics;
        problems.Select(problem => problem.Id).Should().Equal("MSPEC914", "MSPEC914", "MSPEC917");
        problems[0].Message.Should().Contain("Two candidates have the same name. Found 'a' 3 times");
        problems[1].Message.Should().Contain("The same candidate stands twice. Found 'a' and 'a'");
        problems[2].Message.Should().Contain("Did you mean 'recall'?");
    }

    [Fact]
    public async Task Two_operating_points_of_one_model_are_two_candidates()
    {
        workspace.Write("golden.csv", CompareSets.Csv(1200, ("a", 20, 120)));
        var result = await workspace.CompareAsync(
            CompareSets.Spec(Expectations), new CompareOptions { Tool = "test" }, CompareSets.Column("a"), CompareSets.Column("a", 0.15) with { Name = "low" });

        result.Candidates.Select(candidate => candidate.Threshold).Should().Equal(0.5, 0.15);
        result.Cell("overall", "recall", "low").Value.Should().Be(1);
        result.Recommendation.Candidate.Should().Be("low");
    }

    [Fact]
    public async Task A_comparison_leaves_nothing_to_be_accepted_and_the_snapshot_has_no_say()
    {
        workspace.Write("golden.csv", CompareSets.Csv(1200, ("a", 20, 120), ("b", 20, 40)));
        var result = await workspace.CompareAsync(CompareSets.Spec(Expectations + "\nsnapshot: { recall: { max_drop: 0.01 } }"), "a", "b");

        Directory.EnumerateFiles(workspace.Root).Select(Path.GetFileName).Should().BeEquivalentTo("golden.csv", "modelspecs.yaml", "x.spec.yaml");
        result.Candidates.Should().OnlyContain(candidate => candidate.Checks!.OfSnapshot == 3 && candidate.Checks.Passes);
        result.Recommendation.Candidate.Should().Be("b");
    }

    [Fact]
    public async Task What_carries_a_replacement_survives_the_number_of_metrics_too()
    {
        // McNemar's p of 7 rows against none is 0.016: evidence alone, and none among four metrics.
        workspace.Write("golden.csv", CompareSets.Csv(1200, ("a", 20, 20), ("b", 20, 13)));
        const string One = "expect: { recall: \">= 0.5\" }";
        const string Many = "expect: { recall: \">= 0.5\", accuracy: \">= 0.5\", specificity: \">= 0.5\", fnr: \"<= 0.5\" }";
        var alone = await workspace.CompareAsync(CompareSets.Spec(One), "a", "b");
        var among = await workspace.CompareAsync(CompareSets.Spec(Many), "a", "b");

        alone.Cell("overall", "recall", "b").CorrectedP.Should().BeApproximately(0.015625, 1e-12);
        alone.Recommendation.Candidate.Should().Be("b");
        among.Cell("overall", "recall", "b").Standing.Should().Be(Standing.Better, "marks are corrected within a metric");
        among.Recommendation.Should().Match<Recommendation>(recommendation => recommendation.Decision == Decision.Keep && recommendation.Candidate == "a");
        among.Recommendation.Because[1].Should().EndWith("but among 4 metrics that much is to be expected by chance.");
    }

    [Fact]
    public async Task Rows_of_one_cluster_are_counted_as_flips_and_not_tested_as_if_they_stood_alone()
    {
        workspace.Write("golden.csv", CompareSets.Csv(1200, ("a", 20, 120), ("b", 20, 40)));
        var spec = CompareSets.Spec(Expectations);
        var alone = await workspace.CompareAsync(spec, "a", "b");
        var clustered = await workspace.CompareAsync(spec.Replace("golden: golden.csv", "golden: { path: golden.csv, cluster: age }"), "a", "b");

        alone.Flips.Single().Slices.Single().CorrectedP.Should().BeLessThan(1e-6);
        clustered.Flips.Single().Slices.Single().Should().Match<PairFlip>(flip => flip.NewlyRight == 80 && flip.CorrectedP == null);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Results_do_not_depend_on_threads(int threads)
    {
        workspace.Write("golden.csv", CompareSets.Csv(1200, ("a", 20, 30), ("b", 25, 22)));
        const string Spec = "expect: { f1: \">= 0.5\", log_loss: \"<= 1\" }\nslices: { young: age < 25 }";
        workspace.Options = workspace.Options with { Threads = threads };
        var one = await workspace.CompareAsync(CompareSets.Spec(Spec), "a", "b");
        workspace.Options = workspace.Options with { Threads = 2 };
        var two = await workspace.CompareAsync(CompareSets.Spec(Spec), "a", "b");

        two.Slices.Should().BeEquivalentTo(one.Slices, options => options.WithStrictOrdering());
        one.Cell("young", "f1", "b").P.Should().NotBeNull();
    }
}
