using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Running;

/// <summary>What only the data can show: found by validation and by a run alike, never a pass.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Head = "spec: A suite\ngolden: golden.csv\nlabel: truth\npredictions: { score: p }\n";
    private const string Checks = "expect: { recall: \">= 0.1\" }\n";

    private readonly SpecWorkspace workspace = new();

    public BadInputTests() => workspace.Write("golden.csv", "id,w,truth,p\na,1,1,0.9\nb,-1,0,0.1\na,1,1,0.8\n,1,0,0.2\n");

    public void Dispose() => workspace.Dispose();

    [Theory]
    [InlineData("MSPEC304", "id: id\n", "a' (golden.csv line 2 and golden.csv line 4)")]
    [InlineData("MSPEC305", "id: id\n", "golden.csv line 5")]
    public async Task Ids_must_name_rows(string id, string extra, string words)
    {
        var spec = Head + extra + Checks;

        var found = await workspace.ValidateAsync(spec);
        var result = await workspace.RunAsync(spec);

        found.Should().ContainSingle(d => d.Id == id).Which.Message.Should().Contain(words);
        result.Diagnostics.Should().ContainSingle(d => d.Id == id);
        result.Checks.Should().OnlyContain(c => c.Outcome == Outcome.Error && c.Fails).And.NotBeEmpty();
    }

    [Fact]
    public async Task Validation_reports_rows_without_a_label_as_a_run_does()
    {
        workspace.Write("golden.csv", "truth,p\n1,0.9\n,0.1\n0,0.2\n");

        var found = await workspace.ValidateAsync(Head + Checks);
        var result = await workspace.RunAsync(Head + Checks);

        found.Should().ContainSingle().Which.Id.Should().Be("MSPEC236");
        result.Diagnostics.Should().ContainSingle().Which.Message.Should().Be(found[0].Message);
        (await workspace.ValidateAsync(Head.Replace("golden: golden.csv", "golden: { path: golden.csv, labels_missing: drop }", StringComparison.Ordinal) + Checks)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("<= 1.5", true)]
    [InlineData("<= 1", true)]
    [InlineData("< 1", false)]
    public async Task A_bound_beyond_the_range_of_the_inferred_task_never_fails(string bound, bool wrong)
    {
        workspace.Write("golden.csv", "truth,p\n1,0.9\n0,0.2\n");

        var result = await workspace.RunAsync(Head + $"expect: {{ brier: \"{bound}\" }}\n");

        if (wrong)
        {
            result.Diagnostics.Should().ContainSingle(d => d.Id == "MSPEC036").Which.Message.Should()
                .Be($"The check 'brier {bound}' can never fail. In a binary task brier is a number from 0 to 1: choose a smaller bound, or remove the check.");
        }

        result.Checks.Should().ContainSingle().Which.Outcome.Should().Be(wrong ? Outcome.Error : Outcome.Passed);
    }

    [Fact]
    public async Task All_metrics_has_no_form_that_the_language_refuses()
    {
        workspace.Write("golden.csv", "truth,a,b,c\nx,0.7,0.2,0.1\ny,0.2,0.5,0.3\nz,0.1,0.1,0.8\n");
        workspace.Options = workspace.Options with { AllMetrics = true };

        var result = await workspace.RunAsync("spec: A suite\ngolden: golden.csv\nlabel: truth\nclasses: [x, y, z]\npredictions: { scores: [a, b, c] }\nexpect: { accuracy: \">= 0.1\" }\n");

        result.Slices[0].Metrics.Select(m => m.Metric).Should().Contain("roc_auc(average=weighted)").And.Contain("recall(average=micro)").And.NotContain("roc_auc(average=micro)");
    }

    [Fact]
    public async Task Weights_must_be_finite_and_not_negative()
    {
        var found = await workspace.ValidateAsync(Head.Replace("golden: golden.csv", "golden: { path: golden.csv, weight: w }", StringComparison.Ordinal) + Checks);

        found.Should().ContainSingle(d => d.Id == "MSPEC303").Which.Message.Should().Contain("line 3").And.Contain("'-1'");
    }

    [Fact]
    public async Task Columns_must_be_in_the_header_and_all_missing_ones_are_named_at_once()
    {
        var found = await workspace.ValidateAsync(Head.Replace("label: truth", "label: trut", StringComparison.Ordinal) + "id: idd\n" + Checks);

        found.Where(d => d.Id == "MSPEC308").Select(d => d.Message).Should().HaveCount(2)
            .And.Contain(m => m.Contains("Did you mean 'truth'?")).And.Contain(m => m.Contains("Did you mean 'id'?"));
        found.First(d => d.Id == "MSPEC308").Span.Line.Should().Be(3);
    }

    [Fact]
    public async Task Nothing_left_after_rows_without_a_label_is_an_error()
    {
        workspace.Write("golden.csv", "truth,p,kept\n,0.9,yes\n,0.1,yes\n1,0.8,no\n0,0.2,no\n");

        var result = await workspace.RunAsync(Head.Replace("golden: golden.csv", "golden: { path: golden.csv, where: \"kept = 'yes'\", labels_missing: drop }", StringComparison.Ordinal) + Checks);

        result.Diagnostics.Should().Contain(d => d.Id == "MSPEC306");
        result.Checks.Should().OnlyContain(c => c.Outcome == Outcome.Error);
    }

    [Fact]
    public async Task A_metric_that_the_outputs_do_not_carry_is_an_error()
    {
        workspace.Write("golden.csv", "truth,p\n1,4.5\n0,-2\n1,3\n0,0.5\n");

        var result = await workspace.RunAsync(Head + "threshold: 1\nexpect: { log_loss: \"<= 1\", roc_auc: \">= 0.5\" }\n");

        result.Diagnostics.Should().ContainSingle(d => d.Id == "MSPEC300").Which.Message.Should().Contain("log_loss needs probabilities");
        result.Checks.Should().OnlyContain(c => c.Outcome == Outcome.Error);
    }

    [Fact]
    public async Task An_operating_point_needs_scores()
    {
        workspace.Write("golden.csv", "truth,p\n1,1\n0,0\n1,0\n0,0\n");

        var result = await workspace.RunAsync(Head.Replace("score: p", "label: p", StringComparison.Ordinal) + "expect: { recall: [{ at_fpr: 0.1, is: \">= 0.5\" }, \">= 0.5\"] }\n");

        result.Diagnostics.Should().ContainSingle(d => d.Id == "MSPEC300").Which.Message.Should().Contain("recall(at_fpr=0.1) needs scores");
        result.Checks.Should().OnlyContain(c => c.Outcome == Outcome.Error);
    }

    [Fact]
    public async Task An_operating_point_of_several_classes_is_that_of_the_named_one()
    {
        workspace.Write("golden.csv", "truth,a,b,c\na,.8,.1,.1\nb,.2,.7,.1\nc,.1,.1,.8\n");
        var spec = Head.Replace("score: p", "scores: [a, b, c]", StringComparison.Ordinal) + "classes: [a, b, c]\nexpect: { precision: { at_prevalence: 0.1, CLASS is: \">= 0.5\" } }\n";

        var named = await workspace.RunAsync(spec.Replace("CLASS", "class: b,", StringComparison.Ordinal));

        named.Checks.Should().ContainSingle().Which.Value.Should().Be(1);
    }

    [Fact]
    public async Task A_cost_of_several_classes_is_stated_by_a_matrix_of_the_models_classes()
    {
        workspace.Write("golden.csv", "truth,a,b,c\na,.8,.1,.1\nb,.2,.7,.1\nc,.1,.8,.1\n");
        var spec = Head.Replace("score: p", "scores: [a, b, c]", StringComparison.Ordinal) + "classes: [a, b, c]\nexpect: { cost: { COST, is: \"<= 1\" } }\n";

        var result = await workspace.RunAsync(spec.Replace("COST", "matrix: { c: { b: 6 } }", StringComparison.Ordinal));

        result.Checks.Should().ContainSingle().Which.Value.Should().Be(2);
        result.Checks[0].Metric.Should().Be("cost(matrix=c>b 6)");
        result.Checks[0].Suggestion.Should().BeNull();
    }

    [Fact]
    public async Task A_matrix_that_names_no_class_of_the_model_is_an_error()
    {
        workspace.Write("golden.csv", "truth,p\ngood,good\nbad,bad\n");

        var result = await workspace.RunAsync(Head.Replace("score: p", "label: p", StringComparison.Ordinal) + "positive: bad\nexpect: { cost: { matrix: { god: { bad: 1 }, worse: { bad: 1 } }, is: \"<= 1\" } }\n");

        result.Diagnostics.Where(d => d.Id == "MSPEC301").Select(d => d.Message).Should().HaveCount(2)
            .And.Contain(message => message.Contains("'god'") && message.Contains("Did you mean 'good'?")).And.Contain(message => message.Contains("'worse'"));
    }

    [Fact]
    public async Task A_cost_that_another_threshold_would_lower_says_so()
    {
        workspace.Write("golden.csv", "truth,p\n1,0.9\n1,0.412\n0,0.23\n0,0.1\n");
        var spec = Head + "expect: { cost: { false_negative: 8, false_positive: 1, is: \"<= BOUND\" } }\n";

        var failed = (await workspace.RunAsync(spec.Replace("BOUND", "1", StringComparison.Ordinal))).Checks.Single();
        var passed = (await workspace.RunAsync(spec.Replace("BOUND", "2", StringComparison.Ordinal))).Checks.Single();
        var best = (await workspace.RunAsync("threshold: 0.4\n" + spec.Replace("BOUND", "2", StringComparison.Ordinal))).Checks.Single();

        failed.Outcome.Should().Be(Outcome.Failed);
        failed.Suggestion.Should().Be(new ThresholdSuggestion(0.4, 0, 2));
        failed.Message.Should().Contain("suggested at threshold 0.4 the cost would be 0");
        passed.Message.Should().EndWith(" At threshold 0.4 the cost would be 0.");
        best.Suggestion.Should().BeNull();
        best.Message.Should().NotContain("threshold");
    }

    [Fact]
    public async Task A_cost_that_only_silence_would_lower_says_that()
    {
        workspace.Write("golden.csv", "truth,p\n0,0.9\n0,0.8\n1,0.23\n");

        var check = (await workspace.RunAsync(Head + "expect: { cost: { false_positive: 1, is: \"<= 0.5\" } }\n")).Checks.Single();

        check.Suggestion.Should().Be(new ThresholdSuggestion(null, 0, 2 / 3.0));
        check.Message.Should().Contain("with no row predicted positive the cost would be 0");
    }

    [Fact]
    public async Task A_metric_of_a_column_leaves_nulls_out_and_names_no_rows()
    {
        workspace.Write("golden.csv", "truth,p,ms,part\n1,0.9,10,a\n0,0.1,,a\n1,0.8,30,a\n0,0.2,80,b\n1,0.7,,c\n");

        var result = await workspace.RunAsync(Head + "expect: { mean: { of: ms, is: \"<= 5\" } }\nslices: { part: { by: part, expect: { max: { of: ms, is: \"<= overall\" } } } }\n");

        result.Checks.Select(c => (c.Metric, c.Group, c.Outcome, c.Value, c.Rows)).Should().Equal(
            ("mean(of=ms)", null, Outcome.Failed, 40, 3),
            ("max(of=ms)", "a", Outcome.Passed, 30, 2),
            ("max(of=ms)", "b", Outcome.Passed, 80, 1),
            ("max(of=ms)", "c", Outcome.Error, null, 0));
        result.Checks.Should().OnlyContain(c => c.WorstRows.Count == 0);
        result.Checks[3].Message.Should().Contain("no row that counts has a value in the column");
    }

    [Fact]
    public async Task The_column_of_a_metric_is_there_and_holds_finite_numbers()
    {
        workspace.Write("golden.csv", "truth,p,ms,part,cost\n1,0.9,10,a,1\n0,0.1,30,b,Infinity\n");
        var spec = Head + "expect: { mean: { of: mss, is: \"<= 5\" }, p95: { of: part, is: \"<= 5\" }, sum: [{ of: cost, is: \"<= 5\" }, { of: mss, is: \"<= 5\" }] }\n";

        var missing = await workspace.ValidateAsync(spec);
        var found = await workspace.ValidateAsync(spec.Replace("mss", "ms", StringComparison.Ordinal));
        var result = await workspace.RunAsync(spec.Replace("mss", "ms", StringComparison.Ordinal));

        missing.Should().ContainSingle(d => d.Id == "MSPEC308").Which.Message.Should().Contain("mean.of: column 'mss' is not in golden.csv").And.Contain("Did you mean 'ms'?");
        found.Should().ContainSingle(d => d.Id == "MSPEC320").Which.Message.Should().Be("p95.of: column 'part' is not a number. Found string; expected integer or number.");
        found.Should().ContainSingle(d => d.Id == "MSPEC321").Which.Message.Should().Be("sum.of: golden.csv line 3 has no finite value in column 'cost'. Found 'Infinity'; expected a finite number, or nothing.");
        result.Diagnostics.Select(d => d.Id).Should().BeEquivalentTo("MSPEC320", "MSPEC321");
        result.Checks.Should().OnlyContain(c => c.Outcome == Outcome.Error).And.NotBeEmpty();
    }

    [Fact]
    public async Task A_class_that_is_not_there_is_an_error()
    {
        var result = await workspace.RunAsync(Head + "expect: { recall: { class: seven, is: \">= 0.5\" } }\n");

        result.Diagnostics.Should().ContainSingle(d => d.Id == "MSPEC301").Which.Message.Should().Contain("'seven'");
    }

    [Fact]
    public async Task A_missing_golden_set_makes_every_check_an_error_that_says_so()
    {
        File.Delete(Path.Combine(workspace.Root, "golden.csv"));

        var result = await workspace.RunAsync(Head + Checks);

        result.Checks.Should().ContainSingle().Which.Message.Should().Contain("golden.csv").And.Contain("MSPEC1");
        result.Checks[0].Fails.Should().BeTrue();
    }

    [Fact]
    public async Task A_threshold_is_refused_where_there_are_no_scores()
    {
        workspace.Write("golden.csv", "truth,said\n1,1\n0,0\n1,0\n");

        var result = await workspace.RunAsync("spec: A suite\ngolden: golden.csv\nlabel: truth\nthreshold: 0.3\npredictions: { label: said }\nexpect: { recall: \">= 0.2\" }\n");

        result.Diagnostics.Should().ContainSingle(d => d.Id == "MSPEC307").Which.Line.Should().Be(4);
    }

    [Fact]
    public async Task Scores_and_labels_that_disagree_are_a_warning_with_their_number()
    {
        workspace.Write("golden.csv", "truth,p,said\n1,0.4,1\n0,0.1,0\n1,0.8,1\n0,0.3,1\n");

        var result = await workspace.RunAsync("spec: A suite\ngolden: golden.csv\nlabel: truth\npredictions: { score: p, label: said }\nexpect: { recall: \">= 0.5\" }\n");

        result.Diagnostics.Should().ContainSingle(d => d.Id == "MSPEC302" && d.Severity == "warning").Which.Message.Should().Contain("2 of 4 rows");
        result.Checks.Should().ContainSingle().Which.Outcome.Should().Be(Outcome.Passed);
    }
}
