using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Tests.Inference.Outputs;

/// <summary>The positive class, the operating point and the activation.</summary>
public sealed class BinaryTests
{
    private const string Inputs = "inputs: { x: [a, b] }\n";

    [Theory]
    [InlineData("[\"0\", \"1\"]", 1)]
    [InlineData("[\"1\", \"0\"]", 0)]
    [InlineData("[\"true\", \"false\"]", 0)]
    [InlineData("[No, Yes]", 1)]
    [InlineData("[\"False\", \"True\"]", 1)]
    [InlineData("[\"-1\", \"1\"]", 1)]
    public async Task The_usual_positive_classes_need_not_be_said(string classes, int positive)
    {
        using var model = new ModelCase("binary");

        var predictions = await model.PredictAsync($"{Inputs}classes: {classes}\n", "a,b,t\n0.25,0.75,1\n");

        predictions.PositiveIndex.Should().Be(positive);
        predictions.Scores.Should().Equal(positive == 1 ? 0.75 : 0.25);
    }

    [Fact]
    public async Task Other_positive_classes_must_be_said()
    {
        using var model = new ModelCase("binary");

        var problem = (await model.ProblemsAsync(Inputs + "classes: [cat, dog]\n", "a,b,t\n0.25,0.75,cat\n")).Should().ContainSingle().Subject;

        problem.Id.Should().Be("MSPEC227");
        problem.Message.Should().Contain("Found 'cat', 'dog'").And.Contain("Add positive: dog");
        (await model.PredictAsync(Inputs + "classes: [cat, dog]\npositive: cat\n", "a,b,t\n0.25,0.75,cat\n")).Scores.Should().Equal(0.25);
    }

    [Fact]
    public async Task A_positive_class_that_the_model_does_not_have_is_an_error()
    {
        using var model = new ModelCase("labelled_text");

        var problem = (await model.ProblemsAsync(Inputs + "positive: yess\n", "a,b,t\n0.25,0.75,yes\n0.75,0.25,no\n")).Should().ContainSingle().Subject;

        problem.Id.Should().Be("MSPEC228");
        problem.Message.Should().EndWith("Did you mean 'yes'?");
    }

    [Theory]
    [InlineData("1\n0\n", "", "0,1")]
    [InlineData("true\nfalse\n", "", "false,true")]
    [InlineData("no\nyes\n", "", "no,yes")]
    [InlineData("cat\ndog\n", "positive: cat\n", "cat,dog")]
    [InlineData("cat\ncat\n", "positive: cat\n", "not cat,cat")]
    [InlineData("cat\ncat\n", "positive: dog\n", "cat,dog")]
    [InlineData("1\n1\n", "", "0,1")]
    [InlineData("no\nno\n", "", "no,yes")]
    public async Task One_score_is_the_positive_class_s_and_the_other_class_is_the_other_label(string labels, string positive, string expected)
    {
        using var model = new ModelCase("score");

        var predictions = await model.PredictAsync($"task: binary\n{positive}", "x,t\n" + string.Join("\n", labels.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => $"0.25,{l}")) + "\n");

        predictions.Classes.Should().Equal(expected.Split(','));
        predictions.Scores.Should().OnlyContain(s => s == 0.25);
    }

    [Fact]
    public async Task More_than_two_labels_are_no_binary_task()
    {
        using var model = new ModelCase("score");

        var problem = (await model.ProblemsAsync("task: binary\n", "x,t\n0.5,a\n0.5,b\n0.5,c\n")).Should().ContainSingle().Subject;

        problem.Id.Should().Be("MSPEC224");
        problem.Message.Should().Contain("Found 3 different labels in 't': 'a', 'b', 'c'");
    }

    [Theory]
    [InlineData("score", "x", "3.5", "Found 3.5 to 3.5 in 'output'", "activation: sigmoid")]
    [InlineData("binary", "[x, x]", "-3.5", "Found -3.5 to -3.5 in 'probabilities'", "activation: softmax")]
    public async Task Scores_that_are_no_probabilities_need_an_operating_point(string name, string columns, string score, string found, string remedy)
    {
        using var model = new ModelCase(name);
        var (spec, csv) = ($"inputs: {{ x: {columns} }}\nclasses: [\"0\", \"1\"]\n", $"x,t\n{score},1\n");

        var problem = (await model.ProblemsAsync(spec, csv)).Should().ContainSingle().Subject;

        problem.Id.Should().Be("MSPEC230");
        problem.Message.Should().Contain(found).And.Contain(remedy);
        var said = await model.PredictAsync(spec + "threshold: 2\n", csv);
        said.ScoresAreProbabilities.Should().BeFalse();
        said.Scores.Should().Equal(double.Parse(score, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_sigmoid_makes_probabilities_of_logits_without_overflow()
    {
        using var model = new ModelCase("score");

        var predictions = await model.PredictAsync("task: binary\noutputs: { activation: sigmoid }\n", "x,t\n0,1\n2,0\n-2,1\n1000,1\n-1000,0\n");

        predictions.ScoresAreProbabilities.Should().BeTrue();
        predictions.Scores.Should().Equal(0.5, 1 / (1 + Math.Exp(-2)), Math.Exp(-2) / (1 + Math.Exp(-2)), 1, 0);
    }

    [Fact]
    public async Task A_softmax_makes_probabilities_of_logits_without_overflow()
    {
        using var model = new ModelCase("scores_named");

        var predictions = await model.PredictAsync("inputs: { x: [a, b, c] }\noutputs: { activation: softmax }\n", "a,b,c,t\n1000,999,0,cat\n0,0,0,dog\n");

        predictions.ScoresAreProbabilities.Should().BeTrue();
        var e = Math.Exp(-1);
        predictions.Scores.Should().Equal(1 / (1 + e), e / (1 + e), 0, 1 / 3.0, 1 / 3.0, 1 / 3.0);
    }

    [Fact]
    public async Task An_output_called_logits_is_taken_at_its_word_unless_it_holds_probabilities()
    {
        using var several = new ModelCase("logits");
        const string Spec = "inputs: { x: [a, b, c] }\nclasses: [cat, dog, emu]\n";
        (await several.PredictAsync(Spec, "a,b,c,t\n0,0,9,cat\n")).Scores![0].Should().Be(1 / (2 + Math.Exp(9)));
        (await several.PredictAsync(Spec, "a,b,c,t\n0.5,0.25,0.25,cat\n")).Scores.Should().Equal(0.5, 0.25, 0.25);
        (await several.PredictAsync(Spec + "outputs: { activation: none }\n", "a,b,c,t\n0,0,9,cat\n")).Scores.Should().Equal(0, 0, 9);

        using var one = new ModelCase("logit");
        (await one.PredictAsync("task: binary\n", "x,t\n2,1\n0,0\n")).Scores.Should().Equal(1 / (1 + Math.Exp(-2)), 0.5);
    }

    [Fact]
    public async Task Scores_of_another_name_are_never_activated_unasked()
    {
        using var model = new ModelCase("scores_named");

        var predictions = await model.PredictAsync("inputs: { x: [a, b, c] }\n", "a,b,c,t\n5,-1,2,cat\n");

        predictions.Scores.Should().Equal(5, -1, 2);
        predictions.ScoresAreProbabilities.Should().BeFalse();
    }

    [Fact]
    public async Task A_softmax_of_one_score_is_an_error()
    {
        using var model = new ModelCase("score");

        (await model.ProblemsAsync("task: binary\noutputs: { activation: softmax }\n", "x,t\n0,1\n")).Should().ContainSingle().Which.Id.Should().Be("MSPEC232");
    }

    [Theory]
    [InlineData("0.9996,0.0004,1", true)]
    [InlineData("0.9,0.098,1", false)] // sums to 0.998
    [InlineData("0.25,0.25,0", false)]
    public async Task Rows_of_probabilities_sum_to_one_within_a_thousandth(string row, bool expected)
    {
        using var model = new ModelCase("binary");

        (await model.PredictAsync(Inputs + "classes: [\"0\", \"1\"]\n", $"a,b,t\n{row}\n")).ScoresAreProbabilities.Should().Be(expected);
    }

    [Fact]
    public async Task A_rounding_beyond_the_range_is_taken_back()
    {
        using var model = new ModelCase("binary");

        var predictions = await model.PredictAsync(Inputs + "classes: [\"0\", \"1\"]\n", "a,b,t\n-0.0000002,1.0000002,1\n");

        predictions.ScoresAreProbabilities.Should().BeTrue();
        predictions.Scores.Should().Equal(1);
    }

    [Fact]
    public async Task One_column_of_the_scores_may_be_named()
    {
        using var model = new ModelCase("labelled_int");

        var predictions = await model.PredictAsync(Inputs + "outputs: { score: \"scores[1]\" }\n", "a,b,t\n0.75,0.25,0\n0.25,0.75,1\n");

        predictions.Task.Should().Be(TaskKind.Binary);
        predictions.Scores.Should().Equal(0.25, 0.75);
        predictions.Labels.Should().Equal(0, 1);
    }

    [Theory]
    [InlineData("labelled_int", "outputs: { score: \"scores[0]\" }\n")] // the model's labels say 1 where this column is low
    [InlineData("labelled_int", "classes: [\"1\", \"0\"]\n")]
    [InlineData("labelled_text", "classes: [\"yes\", \"no\"]\n")]
    [InlineData("binary", "outputs: { score: \"probabilities[0]\" }\nclasses: [\"0\", \"1\"]\n")]
    public async Task A_score_of_the_other_class_is_an_error(string name, string lines)
    {
        using var model = new ModelCase(name);
        var (no, yes) = name == "labelled_text" ? ("no", "yes") : ("0", "1");

        var problem = (await model.ProblemsAsync(Inputs + lines, $"a,b,t\n0.75,0.25,{no}\n0.25,0.75,{yes}\n0.125,0.875,{yes}\n")).Should().ContainSingle().Subject;

        problem.Id.Should().Be("MSPEC231");
    }

    [Theory]
    [InlineData("log", "inputs: { x: x }\n", "x,t\n1,1\n-1,2\n2,3\n-4,4\n0,5\n", "Found NaN in 'y', lines 3, 5 and 6 (3 of 5 rows)")]
    public async Task Predictions_that_are_not_finite_are_an_error_with_their_lines(string name, string lines, string csv, string expected)
    {
        using var model = new ModelCase(name);

        var problem = (await model.ProblemsAsync(lines, csv)).Should().ContainSingle().Subject;

        problem.Id.Should().Be("MSPEC229");
        problem.Message.Should().Contain(expected);
    }

    [Fact]
    public async Task Rows_that_are_not_asked_for_may_have_any_prediction()
    {
        using var model = new ModelCase("log");

        (await model.PredictAsync("task: regression\n", "x,t\n1,1\n-1,2\n1,3\n", rows: [0, 2])).Values.Should().Equal(0, 0);
    }
}
