using ModelSpecs.Engine.Inference;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Tests.Inference.Outputs;

/// <summary>Models with several labels: a column of scores each, each by itself a probability.</summary>
public sealed class LabelScoresTests
{
    private const string Head = "spec: A suite\nmodel: model.onnx\ngolden: golden.csv\nlabel: [a, b, c]\n";

    [Fact]
    public async Task Sigmoids_of_a_model_are_the_scores_of_the_labels_in_their_order()
    {
        using var model = new ModelCase("topics");
        model.Write("golden.csv", "x0,x1,a,b,c\n1,0,1,0,0\n0,3,0,1,1\n");

        var predictions = await model.PredictAsync(model.Parse("inputs: { x: [x0, x1] }\nexpect: { accuracy: \">= 0.5\" }\n", Head));

        predictions.Task.Should().Be(TaskKind.Multilabel);
        predictions.Classes.Should().Equal("a", "b", "c");
        predictions.ScoresAreProbabilities.Should().BeTrue();
        double[] logits = [1, 0, -2, -3, 3, 0];
        predictions.Scores.Should().HaveCount(6);
        predictions.Scores!.Zip(logits, (score, logit) => Math.Abs(score - (1 / (1 + Math.Exp(-logit))))).Should().OnlyContain(error => error < 1e-6);
    }

    [Fact]
    public async Task Logits_become_sigmoids()
    {
        using var model = new ModelCase("logits");
        model.Write("golden.csv", "x0,x1,x2,a,b,c\n0,2,-2,1,0,0\n");

        var predictions = await model.PredictAsync(model.Parse("inputs: { x: [x0, x1, x2] }\nexpect: { accuracy: \">= 0.5\" }\n", Head));

        predictions.Scores!.Zip([0.5, 0.8807970779778823, 0.11920292202211755], (score, expected) => Math.Abs(score - expected)).Should().OnlyContain(error => error < 1e-6);
    }

    [Theory]
    [InlineData("label: [a, b]", "", "MSPEC", "Found 2 label columns and 3 columns in 'topics'; expected a label column for each score, in the model's order.")]
    [InlineData("label: [a, b, c]", "outputs: { activation: softmax }\n", "MSPEC", "Found activation: softmax and task: multilabel; expected sigmoid or none.")]
    public async Task A_model_that_does_not_fit_the_labels_is_named(string label, string outputs, string id, string words)
    {
        using var model = new ModelCase("topics");
        model.Write("golden.csv", "x0,x1,a,b,c\n1,0,1,0,0\n");

        var problems = await model.ProblemsAsync(model.Parse(outputs + "inputs: { x: [x0, x1] }\nexpect: { accuracy: \">= 0.5\" }\n", Head.Replace("label: [a, b, c]", label, StringComparison.Ordinal)));

        problems.Should().ContainSingle().Which.Should().Match<Spec.Diagnostics.SpecDiagnostic>(problem => problem.Id.StartsWith(id, StringComparison.Ordinal) && problem.Message.Contains(words, StringComparison.Ordinal));
    }
}
