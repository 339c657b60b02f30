using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Tests.Inference.Outputs;

public sealed class TaskTests
{
    [Theory]
    [InlineData("0.5\n1.5\n", TaskKind.Regression)] // fractions
    [InlineData("3\n4\n5\n", TaskKind.Regression)] // many integers
    [InlineData("true\nfalse\n", TaskKind.Binary)]
    [InlineData("yes\nno\n", TaskKind.Binary)]
    public async Task One_score_a_row_is_what_the_label_column_says(string labels, TaskKind expected)
    {
        using var model = new ModelCase("score");

        (await model.PredictAsync("", Csv(labels, "0.5"))).Task.Should().Be(expected);
    }

    [Theory]
    [InlineData("0\n1\n")]
    [InlineData("1\n2\n")]
    [InlineData("0.0\n1.0\n")]
    [InlineData("0\n0\n")]
    public async Task Two_numbers_may_be_classes_or_numbers_and_must_be_said(string labels)
    {
        using var model = new ModelCase("score");

        var problem = (await model.ProblemsAsync("", Csv(labels, "0.5"))).Should().ContainSingle().Subject;
        problem.Id.Should().Be("MSPEC223");
        problem.Message.Should().Contain("Add task: binary, task: multiclass or task: regression");

        (await model.PredictAsync("task: regression\n", Csv(labels, "0.5"))).Values.Should().OnlyContain(v => v == 0.5);
        (await model.PredictAsync("task: binary\n", Csv(labels.Replace('2', '0'), "0.5"))).Scores.Should().OnlyContain(s => s == 0.5);
    }

    [Theory]
    [InlineData("threshold: 0.25\n")]
    [InlineData("positive: 1\n")]
    [InlineData("classes: [\"0\", \"1\"]\n")]
    [InlineData("outputs: { activation: sigmoid }\n")]
    [InlineData("outputs: { score: output }\n")]
    public async Task Keys_of_classification_say_the_task(string key)
    {
        using var model = new ModelCase("score");

        (await model.PredictAsync(key, Csv("0\n1\n", "0.5"))).Task.Should().Be(TaskKind.Binary);
    }

    [Fact]
    public async Task An_output_named_as_the_value_is_a_regression()
    {
        using var model = new ModelCase("score");

        (await model.PredictAsync("outputs: { value: output }\n", Csv("0\n1\n", "7.25"))).Values.Should().Equal(7.25, 7.25);
    }

    [Fact]
    public async Task One_column_of_several_may_be_the_value()
    {
        using var model = new ModelCase("two_columns");

        var predictions = await model.PredictAsync("inputs: { x: [a, b] }\noutputs: { value: \"y[1]\" }\n", "a,b,t\n1,2,0\n");

        predictions.Values.Should().Equal(42);
        var problem = (await model.ProblemsAsync("inputs: { x: [a, b] }\ntask: regression\n", "a,b,t\n1,2,0\n")).Should().ContainSingle().Subject;
        problem.Id.Should().Be("MSPEC222");
        problem.Message.Should().Contain("Found 2 columns in 'y'").And.Contain("value: \"y[0]\"");
    }

    [Theory]
    [InlineData("scores_named", "task: binary\n", "Found task binary and 3 columns in 'output'")]
    [InlineData("label_text", "task: regression\n", "It is not clear which output of the model gives a number a row")]
    public async Task A_task_that_does_not_fit_the_outputs_is_an_error(string name, string task, string expected)
    {
        using var model = new ModelCase(name);

        var problem = (await model.ProblemsAsync($"inputs: {{ x: {(name == "scores_named" ? "[x, x, x]" : "x")} }}\n{task}", "x,t\n1,cat\n0,dog\n")).Should().ContainSingle().Subject;

        problem.Message.Should().Contain(expected);
    }

    [Fact]
    public async Task One_score_a_row_is_no_multiclass_task()
    {
        using var model = new ModelCase("score");

        var problem = (await model.ProblemsAsync("task: multiclass\n", Csv("0\n1\n", "0.5"))).Should().ContainSingle().Subject;

        problem.Id.Should().Be("MSPEC224");
        problem.Span.Line.Should().Be(5);
    }

    [Fact]
    public async Task Two_columns_may_be_told_to_be_a_multiclass_task()
    {
        using var model = new ModelCase("binary");

        var predictions = await model.PredictAsync("task: multiclass\nclasses: [cat, dog]\ninputs: { x: [a, b] }\n", "a,b,t\n0.5,0.5,cat\n");

        predictions.Task.Should().Be(TaskKind.Multiclass);
        predictions.PositiveIndex.Should().Be(-1);
    }

    [Fact]
    public async Task An_integer_output_alone_is_unclear_beside_integer_labels()
    {
        using var model = new ModelCase("label_int");

        (await model.ProblemsAsync("", "x,t\n5,6\n7,8\n9,1\n")).Should().ContainSingle().Which.Id.Should().Be("MSPEC223");
        (await model.PredictAsync("task: regression\n", "x,t\n5,6\n7,8\n9,1\n")).Values.Should().Equal(5, 7, 9);
        (await model.PredictAsync("outputs: { label: label }\n", "x,t\n5,6\n7,8\n9,1\n")).Classes.Should().Equal("1", "5", "6", "7", "8", "9");
        (await model.PredictAsync("", "x,t\n5,6.5\n7,8\n9,1\n")).Values.Should().Equal(5, 7, 9);
    }

    [Fact]
    public async Task Several_outputs_that_could_be_the_scores_must_be_told_apart()
    {
        using var model = new ModelCase("two_scores");
        const string Csv = "a,b,t\n0.25,0.75,0\n";

        var problem = (await model.ProblemsAsync("inputs: { x: [a, b] }\n", Csv)).Should().ContainSingle().Subject;

        problem.Id.Should().Be("MSPEC221");
        problem.Message.Should().Contain("Found 'p' (float [?, 2]) and 'q' (float [?, 2])").And.Contain("outputs: { score: p }");
        (await model.PredictAsync("inputs: { x: [a, b] }\nclasses: [\"0\", \"1\"]\noutputs: { score: q }\n", Csv)).Scores.Should().Equal(0.75);
    }

    private static string Csv(string labels, string score) =>
        "x,t\n" + string.Concat(labels.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(label => $"{score},{label}\n"));
}
