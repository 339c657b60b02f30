using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Running;

/// <summary>A task with several labels, from the columns to verdicts and messages.</summary>
public sealed class MultilabelRunTests : IDisposable
{
    private const string Head = "spec: Topics\ngolden: golden.csv\nlabel: [a, b]\npredictions: { scores: [pa, pb] }\n";

    private readonly SpecWorkspace workspace = new();

    public MultilabelRunTests() => workspace.Write("golden.csv", "kind,a,b,pa,pb\nx,1,true,0.9,0.8\nx,0,true,0.2,0.4\ny,1,false,0.7,0.1\ny,0,false,0.6,0.3\n");

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task Labels_are_zeros_and_ones_or_booleans_and_every_one_has_a_score()
    {
        var result = await workspace.RunAsync(Head + "expect:\n  accuracy: \">= 0.5\"\n  hamming_loss: \"<= 0.25\"\n  recall: { class: b, is: \">= 0.5\" }\nslices:\n  right: { where: correct, expect: { n: \">= 2\" } }\n");

        result.Diagnostics.Should().BeEmpty();
        result.Task.Should().Be("multilabel");
        result.Classes.Should().Equal("a", "b");
        result.Threshold.Should().Be(0.5);
        result.Checks.Select(check => (check.Metric, check.Value, check.Outcome)).Should().Equal(
            ("accuracy", 0.5, Outcome.Passed), ("hamming_loss", 0.25, Outcome.Passed), ("recall(class=b)", 0.5, Outcome.Passed), ("n", 2.0, Outcome.Passed));
    }

    [Fact]
    public async Task The_threshold_is_that_of_every_label()
    {
        var result = await workspace.RunAsync(Head + "threshold: 0.65\nexpect: { accuracy: \">= 0.75\" }\n");

        result.Checks.Should().ContainSingle().Which.Value.Should().Be(0.75);
        result.Threshold.Should().Be(0.65);
    }

    [Fact]
    public async Task Each_label_can_have_a_threshold_of_its_own()
    {
        var result = await workspace.RunAsync(Head + "threshold: { b: 0.35, a: 0.65 }\nexpect:\n  recall: [{ class: a, is: \">= 1\" }, { class: b, is: \">= 1\" }]\n  selection_rate: { class: b, is: \">= 0.5\" }\n  accuracy: \">= 1\"\n");

        result.Diagnostics.Should().BeEmpty();
        (result.Threshold, result.Thresholds).Should().BeEquivalentTo(((double?)null, new[] { 0.65, 0.35 }), options => options.WithStrictOrdering());
        result.Checks.Select(check => check.Value).Should().Equal(1, 1, 0.5, 1);
    }

    [Fact]
    public async Task A_label_without_a_threshold_of_its_own_has_the_usual_one()
    {
        var result = await workspace.RunAsync(Head + "threshold: { a: 0.65 }\nexpect: { accuracy: \">= 0.75\" }\n");

        result.Thresholds.Should().Equal(0.65, 0.5);
        result.Checks.Should().ContainSingle().Which.Value.Should().Be(0.75);
    }

    [Fact]
    public async Task Predictions_can_be_zeros_and_ones_without_scores()
    {
        workspace.Write("golden.csv", "kind,a,b,ha,hb\nx,1,true,1,true\nx,0,true,0,false\ny,1,false,1,false\ny,0,false,1,false\n");
        var head = Head.Replace("scores: [pa, pb]", "labels: [ha, hb]", StringComparison.Ordinal);

        var result = await workspace.RunAsync(head + "expect:\n  accuracy: \">= 0.9\"\n  recall: { class: b, is: \">= 0.5\" }\nslices:\n  x: { where: \"kind = 'x'\", expect: { hamming_loss: \"<= 0.25\" } }\n");
        var ranked = await workspace.RunAsync(head + "expect: { roc_auc: \">= 0.5\" }\n");

        result.Diagnostics.Where(problem => problem.Severity == "error").Should().BeEmpty();
        (result.Threshold, result.Thresholds).Should().Be((null, null));
        result.Checks.Select(check => (check.Value, check.Outcome)).Should().Equal((0.5, Outcome.Failed), (0.5, Outcome.Passed), (0.25, Outcome.Passed));
        result.Checks[0].WorstRows.Select(row => (row.Id, row.Truth, row.Prediction, row.Loss)).Should().Equal(("line 3", "b", "–", 0.5), ("line 5", "–", "a", 0.5));
        ranked.Diagnostics.Should().ContainSingle().Which.Message.Should().Contain("roc_auc needs scores. Found labels only");
    }

    [Fact]
    public async Task Predicted_labels_of_rows_that_are_left_out_are_left_out_with_them()
    {
        workspace.Write("golden.csv", "a,b,ha,hb\n,1,0,0\n0,0,0,0\n1,1,1,0\n");

        var result = await workspace.RunAsync("spec: s\ngolden: { path: golden.csv, labels_missing: drop }\nlabel: [a, b]\npredictions: { labels: [ha, hb] }\nexpect:\n  hamming_loss: \"<= 0.25\"\n  recall: [{ class: a, is: \">= 1\" }, { class: b, is: \"<= 0\" }]\n");

        result.Checks.Select(check => check.Value).Should().Equal(0.25, 1, 0);
    }

    [Theory]
    [InlineData("2", "MSPEC233", "A prediction of several labels says of each row whether it has it. Found 2 in column 'ha' in line 2; expected 0 or 1, or false or true. Correct the rows.")]
    [InlineData("yes", "MSPEC233", "Found text in column 'ha'; expected 0 or 1, or false or true, in each row. Give each label a column of its own.")]
    [InlineData("", "MSPEC234", "Found nulls in column 'ha' in line 2")]
    public async Task A_predicted_label_that_is_no_yes_or_no_is_an_error(string label, string id, string words)
    {
        workspace.Write("golden.csv", $"a,b,ha,hb\n0,1,{label},0\n1,1,1,1\n");

        var result = await workspace.RunAsync("spec: s\ngolden: golden.csv\nlabel: [a, b]\npredictions: { labels: [ha, hb] }\nexpect: { accuracy: \">= 0.1\" }\n");

        result.Diagnostics.Should().ContainSingle().Which.Should().Match<DiagnosticResult>(problem => problem.Id == id && problem.Message.Contains(words, StringComparison.Ordinal));
        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Error);
    }

    [Fact]
    public async Task A_share_of_one_label_has_the_interval_of_a_share()
    {
        workspace.Options = workspace.Options with { Intervals = ModelSpecs.Engine.Planning.IntervalScope.All };

        var result = await workspace.RunAsync(Head + "expect:\n  accuracy: \">= 0.5\"\n  recall: { class: b, is: \">= 0.5\" }\n  roc_auc: { class: a, is: \">= 0.5\" }\n  f1: { class: a, is: \">= 0.1\" }\n");

        result.Slices[0].Metrics.Select(metric => (metric.Metric, metric.Interval?.Method)).Should().Equal(
            ("accuracy", "wilson"), ("recall(class=b)", "wilson"), ("roc_auc(class=a)", "delong"), ("f1(class=a)", "percentile"));
    }

    [Fact]
    public async Task A_failure_names_the_rows_by_their_labels()
    {
        var result = await workspace.RunAsync(Head + "expect: { accuracy: \">= 0.9\" }\n");

        var failed = result.Checks.Should().ContainSingle().Which;
        failed.Outcome.Should().Be(Outcome.Failed);
        failed.WorstRows.Select(row => (row.Id, row.Truth, row.Prediction)).Take(2).Should().Equal(("line 5", "–", "a"), ("line 3", "b", "–"));
    }

    [Theory]
    [InlineData("prediction = 'a'")]
    [InlineData("score > 0.5")]
    [InlineData("confidence > 0.5")]
    [InlineData("error > 0")]
    public async Task What_only_one_prediction_has_is_refused_in_a_predicate(string predicate)
    {
        var spec = Head + $"slices:\n  some: {{ where: \"{predicate}\", expect: {{ accuracy: \">= 0.1\" }} }}\n";

        var found = await workspace.ValidateAsync(spec);
        var result = await workspace.RunAsync(spec);

        found.Should().ContainSingle().Which.Message.Should().Contain(predicate.Split(' ')[0]).And.Contain("correct");
        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Error && check.Fails).And.NotBeEmpty();
    }

    [Theory]
    [InlineData("2", "MSPEC238", "Found 2 in column 'a' in line 2; expected 0 or 1, or false or true.")]
    [InlineData("yes", "MSPEC238", "Found text in column 'a'; expected 0 or 1")]
    [InlineData("", "MSPEC236", "Found nulls in column 'a' in line 2")]
    public async Task A_label_that_is_no_yes_or_no_is_an_error(string label, string id, string words)
    {
        workspace.Write("golden.csv", $"a,b,pa,pb\n{label},1,0.9,0.8\n0,1,0.2,0.4\n");

        var result = await workspace.RunAsync(Head + "expect: { accuracy: \">= 0.1\" }\n");

        result.Diagnostics.Should().ContainSingle().Which.Should().Match<DiagnosticResult>(problem => problem.Id == id && problem.Message.Contains(words, StringComparison.Ordinal));
        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Error);
    }

    [Fact]
    public async Task A_row_that_lacks_any_label_can_be_left_out()
    {
        workspace.Write("golden.csv", "a,b,pa,pb\n,1,0.9,0.8\n0,,0.2,0.4\n1,1,0.9,0.9\n");

        var result = await workspace.RunAsync(Head.Replace("golden: golden.csv", "golden: { path: golden.csv, labels_missing: drop }", StringComparison.Ordinal) + "expect: { accuracy: \">= 1\" }\n");

        result.Diagnostics.Should().BeEmpty();
        (result.Rows, result.RowsWithoutLabel).Should().Be((1, 2));
        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
    }

    [Fact]
    public async Task Scores_that_are_no_probabilities_need_a_threshold()
    {
        workspace.Write("golden.csv", "a,b,pa,pb\n1,1,3,2\n0,1,-1,4\n");

        var each = await workspace.RunAsync(Head + "threshold: { a: 0, b: 2 }\nexpect: { accuracy: \">= 1\" }\n");
        var some = await workspace.RunAsync(Head + "threshold: { b: 2 }\nexpect: { accuracy: \">= 1\" }\n");
        var without = await workspace.RunAsync(Head + "expect: { accuracy: \">= 0.1\" }\n");
        var with = await workspace.RunAsync(Head + "threshold: 0\nexpect: { accuracy: \">= 1\" }\n");
        var loss = await workspace.RunAsync(Head + "threshold: 0\nexpect: { log_loss: \"<= 1\" }\n");

        without.Diagnostics.Should().ContainSingle().Which.Id.Should().Be("MSPEC230");
        some.Diagnostics.Should().ContainSingle().Which.Message.Should().EndWith("expected 0 to 1. State threshold for each label ('a' missing).");
        each.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
        with.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Passed);
        loss.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Error);
    }

    [Fact]
    public async Task A_metric_of_one_label_needs_its_name()
    {
        var result = await workspace.RunAsync(Head + "expect: { prevalence: \">= 0.1\" }\n");

        result.Diagnostics.Should().ContainSingle().Which.Message.Should().Contain("is about one class, and the task has 2");
        result.Checks.Should().OnlyContain(check => check.Outcome == Outcome.Error);
    }
}
