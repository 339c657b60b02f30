using System.Globalization;
using ModelSpecs.Engine.Running;
using ModelSpecs.Engine.Tests.Inference;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Guards.Robustness;

/// <summary>Robustness of every task, of labels alone, and of rows that weigh.</summary>
public sealed class TaskRobustnessTests
{
    [Fact]
    public async Task Of_several_labels_any_may_change_and_the_one_that_moves_most_counts()
    {
        using var files = new ModelCase("topics");
        // Sigmoids of a − b, b and −2 a: with a 2 instead of −1 the first appears and the third goes.
        files.Write("golden.csv", "a,b,l1,l2,l3\n-1,0.5,0,1,1\n-1,-0.5,0,0,1\n2,1,1,1,0\n");

        var result = await RunAsync(files, "robust: { set: { a: 2 }, changed_predictions: \"<= 10 %\", score_movement: \"<= 0.1\", expect: { hamming_loss: { max_drop: 0.1 } } }\n",
            "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: [l1, l2, l3]\ninputs: { x: [a, b] }\n");

        result.Checks.Should().HaveCount(3).And.OnlyContain(check => check.Outcome == Outcome.Failed);
        // Two rows change, and both do; each score by up to 1 / (1 + e^−2) − 1 / (1 + e^4).
        (result.Checks[0].Value, result.Checks[0].Rows).Should().Be((1, 2));
        result.Checks[1].Value.Should().BeApproximately((1 / (1 + Math.Exp(-2))) - (1 / (1 + Math.Exp(4))), 1e-6);
        result.Checks[2].Value.Should().BeApproximately(4.0 / 9, 1e-12);
        result.Checks[0].Message.Should().Contain("a -1 → 2; [l2, l3] → [l1, l2]");
    }

    [Fact]
    public async Task Labels_alone_can_change_and_one_that_nobody_knows_is_no_pass()
    {
        using var files = new ModelCase("label_text");
        files.Write("golden.csv", "k,t\n0,cat\n1,dog\n0,cat\n2,emu\n");
        const string Head = "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: t\ninputs: { x: k }\n";

        var swapped = await RunAsync(files, "robust: { swap: { k: [0, 1] }, changed_predictions: \"<= 10 %\" }\n", Head);
        var unknown = await RunAsync(files, "robust: { shift: { columns: [k], by: 5 }, changed_predictions: \"<= 99 %\" }\n", Head);
        var scores = await RunAsync(files, "robust: { swap: { k: [0, 1] }, score_movement: \"<= 0.1\" }\n", Head);

        swapped.Checks.Single().Should().Match<CheckResult>(check => check.Outcome == Outcome.Failed && check.Value == 1 && check.Rows == 3);
        swapped.Checks.Single().Message.Should().Contain("k 0 → 1; cat → dog");
        unknown.Checks.Single().Outcome.Should().Be(Outcome.Error);
        scores.Diagnostics.Should().ContainSingle(d => d.Severity == "error").Which.Message.Should().Be("score_movement says nothing here. Found labels only; expected changed_predictions, or a score output.");
    }

    [Fact]
    public async Task A_ranking_is_changed_whole_and_loses_its_order()
    {
        using var files = new ModelCase("linear");
        files.Write("golden.csv", "q,a,b,t\n" + string.Concat(Enumerable.Range(0, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i / 6},{i % 6},0,{i % 6}\n"))));

        var result = await RunAsync(files, "robust: { scale: { columns: [a], by: -1 }, expect: { ndcg: { max_drop: 0.1 } }, score_movement: \"<= 1\", rows: 7 }\n",
            "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: t\nquery: q\ninputs: { x: [a, b] }\n");

        result.Diagnostics.Should().NotContain(d => d.Severity == "error");
        result.Checks.Should().HaveCount(2).And.OnlyContain(check => check.Outcome == Outcome.Failed);
        // Every row but those of a = 0 moves, though few were asked for: a part of a query is another query.
        result.Checks.Single(check => check.Name.Contains("score_movement", StringComparison.Ordinal)).Should().Match<CheckResult>(check => check.Rows == 50 && check.Value == 6);
    }

    [Fact]
    public async Task Rows_count_by_their_weights_and_the_share_is_then_resampled()
    {
        using var files = new ModelCase("linear");
        files.Write("golden.csv", "a,b,t,w\n" + string.Concat(Enumerable.Range(0, 40).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i % 10},0,{(i % 10 >= 5 ? 1 : 0)},{(i % 10 == 4 ? 0 : 1)}\n"))));

        var result = await RunAsync(files, "robust: { shift: { columns: [a], by: 1 }, changed_predictions: \"<= 1 %\" }\nverdict: { judge: lenient, inconclusive: warn }\n",
            "spec: A suite\nmodel: model.onnx\ngolden: { path: golden.csv, weight: w }\nlabel: t\ntask: binary\nthreshold: 5\ninputs: { x: [a, b] }\noutputs: { score: y }\n");

        // Rows of a = 4 alone cross the threshold, and they weigh nothing.
        result.Checks.Single().Value.Should().Be(0);
        result.Checks.Single().Outcome.Should().Be(Outcome.Passed);
    }

    private static Task<SuiteResult> RunAsync(ModelCase files, string lines, string head) =>
        SuiteRunner.RunAsync(files.Parse(lines, head), new RunOptions { Threads = 2 }, TestContext.Current.CancellationToken);
}
