using ModelSpecs.Engine.Inference;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Tests.Inference.Outputs;

/// <summary>Where the names of score columns come from, and that the truth never orders them.</summary>
public sealed class ClassNameTests
{
    private const string Inputs3 = "inputs: { x: [a, b, c] }\n";
    private const string Inputs2 = "inputs: { x: [a, b] }\n";

    [Theory]
    [InlineData("zipmap_text", new[] { "cat", "dog", "emu" })]
    [InlineData("zipmap_int", new[] { "3", "5", "7" })]
    [InlineData("classifier_text", new[] { "cat", "dog", "emu" })]
    [InlineData("classifier_int", new[] { "3", "5", "7" })]
    public async Task Keys_of_a_map_and_the_classifier_in_the_graph_name_the_columns(string name, string[] expected)
    {
        using var model = new ModelCase(name);

        // One class is never predicted here: its name is known all the same.
        var predictions = await model.PredictAsync(Inputs3, $"a,b,c,t\n9,0,0,{expected[0]}\n0,9,0,{expected[2]}\n");

        predictions.Task.Should().Be(TaskKind.Multiclass);
        predictions.Classes.Should().Equal(expected);
        predictions.ClassesDeclared.Should().BeFalse();
        predictions.Labels.Should().Equal(0, 1);
        predictions.ScoresAreProbabilities.Should().BeTrue();
        predictions.Scores!.Take(3).Should().BeInDescendingOrder();
        predictions.Scores![0].Should().BeApproximately(Math.Exp(9) / (Math.Exp(9) + 2), 1e-6);
    }

    [Fact]
    public async Task Metadata_names_the_columns()
    {
        using var model = new ModelCase("scores_named");

        var predictions = await model.PredictAsync(Inputs3, "a,b,c,t\n1,0,0,emu\n0,0.25,0.75,cat\n");

        predictions.Classes.Should().Equal("cat", "dog", "emu");
        predictions.Scores.Should().Equal(1, 0, 0, 0, 0.25, 0.75);
    }

    [Fact]
    public async Task The_spec_goes_before_everything_else_and_orders_the_columns_of_a_map()
    {
        using var tensor = new ModelCase("scores_named");
        (await tensor.PredictAsync(Inputs3 + "classes: [x, y, z]\n", "a,b,c,t\n1,0,0,x\n")).Classes.Should().Equal("x", "y", "z");

        using var map = new ModelCase("zipmap_text");
        var predictions = await map.PredictAsync(Inputs3 + "classes: [emu, cat, dog]\n", "a,b,c,t\n9,0,0,cat\n0,9,0,dog\n");

        predictions.Classes.Should().Equal("emu", "cat", "dog");
        predictions.ClassesDeclared.Should().BeTrue();
        predictions.Labels.Should().Equal(1, 2);
        predictions.Scores![1].Should().BeGreaterThan(0.99);
        predictions.Scores![5].Should().BeGreaterThan(0.99);
    }

    [Fact]
    public async Task A_label_output_names_the_columns_by_the_model_s_own_pairs()
    {
        using var model = new ModelCase("labelled_three");

        // The truth disagrees with every prediction, and has no say.
        var predictions = await model.PredictAsync(Inputs3, "a,b,c,t\n1,0,0,emu\n0,1,0,cat\n0,0,1,dog\n");

        predictions.Classes.Should().Equal("cat", "dog", "emu");
        predictions.Labels.Should().Equal(0, 1, 2);
    }

    [Fact]
    public async Task Ties_say_nothing_and_the_other_rows_decide()
    {
        using var model = new ModelCase("labelled_three");

        var predictions = await model.PredictAsync(Inputs3, "a,b,c,t\n0.5,0.5,0,cat\n0.25,0.375,0.375,dog\n1,0,0,emu\n0,1,0,cat\n0,0,1,dog\n");

        predictions.Classes.Should().Equal("cat", "dog", "emu");
    }

    [Fact]
    public async Task Integer_labels_that_are_indexes_name_the_columns_that_never_win_too()
    {
        using var model = new ModelCase("labelled_three_int");

        (await model.PredictAsync(Inputs3, "a,b,c,t\n1,0,0,2\n0,0,1,1\n")).Classes.Should().Equal("0", "1", "2");
    }

    [Theory]
    [InlineData("labelled_three", "a,b,c,t\n1,0,0,cat\n0,1,0,dog\n")] // emu never wins
    [InlineData("labelled_three_from_one", "a,b,c,t\n1,0,0,1\n0,1,0,2\n")] // 1 and 2 are seen; the third may be anything
    [InlineData("scores", "a,b,c,t\n1,0,0,0\n0,1,0,1\n")]
    public async Task Names_that_cannot_be_known_must_be_said(string name, string csv)
    {
        using var model = new ModelCase(name);

        var problem = (await model.ProblemsAsync(Inputs3, csv)).Should().ContainSingle().Subject;

        problem.Id.Should().Be("MSPEC225");
        problem.Message.Should().Contain("expected classes: with 3 names in the model's order").And.Contain("says nothing of their order");
    }

    [Fact]
    public async Task Two_columns_are_told_apart_at_any_operating_point()
    {
        using var model = new ModelCase("labelled_low");

        // The model says yes from 0.25 on: no row's highest score and label need to go together.
        var predictions = await model.PredictAsync(Inputs2, "a,b,t\n0.7,0.3,no\n0.6,0.4,yes\n0.9,0.1,no\n");

        predictions.Task.Should().Be(TaskKind.Binary);
        predictions.Classes.Should().Equal("no", "yes");
        predictions.PositiveIndex.Should().Be(1);
        predictions.Scores!.Select(s => (float)s).Should().Equal(0.3f, 0.4f, 0.1f);
        predictions.Labels.Should().Equal(1, 1, 0);
    }

    [Fact]
    public async Task Two_columns_of_which_one_text_label_is_seen_must_be_named()
    {
        using var model = new ModelCase("labelled_text");

        (await model.ProblemsAsync(Inputs2, "a,b,t\n0.7,0.3,no\n0.6,0.4,yes\n")).Should().ContainSingle(p => p.Id == "MSPEC225");
        (await model.PredictAsync(Inputs2 + "classes: [no, yes]\n", "a,b,t\n0.7,0.3,no\n0.6,0.4,yes\n")).Classes.Should().Equal("no", "yes");
    }

    [Fact]
    public async Task Two_columns_of_an_integer_label_are_zero_and_one_even_if_one_is_never_predicted()
    {
        using var model = new ModelCase("labelled_int");

        var predictions = await model.PredictAsync(Inputs2, "a,b,t\n0.7,0.3,0\n0.6,0.4,1\n");

        predictions.Classes.Should().Equal("0", "1");
        predictions.PositiveIndex.Should().Be(1);
    }

    [Theory]
    [InlineData("scores_named", "classes: [a, b]\n", "Found 2 classes and 3 columns in 'output'")]
    [InlineData("zipmap_text", "classes: [a, b]\n", "Found 2 classes and 3 columns in 'probability'")]
    [InlineData("zipmap_text", "classes: [cat, dog, owl]\n", "Found 'cat', 'dog', 'owl'; expected 'cat', 'dog', 'emu'")]
    [InlineData("zipmap_int", "classes: [cat, dog, owl]\n", "Found 'cat', 'dog', 'owl'; expected '3', '5', '7'")]
    public async Task Classes_that_do_not_fit_the_columns_are_an_error(string name, string classes, string expected)
    {
        using var model = new ModelCase(name);

        var problem = (await model.ProblemsAsync(Inputs3 + classes, "a,b,c,t\n1,0,0,cat\n")).Should().ContainSingle().Subject;

        problem.Id.Should().Be("MSPEC226");
        problem.Message.Should().Contain(expected);
    }

    [Fact]
    public async Task Integer_labels_beside_declared_names_are_indexes_where_the_scores_agree()
    {
        using var model = new ModelCase("labelled_three_int");

        var predictions = await model.PredictAsync(Inputs3 + "classes: [cat, dog, emu]\n", "a,b,c,t\n1,0,0,cat\n0,1,0,cat\n0,0,1,cat\n");

        predictions.Labels.Should().Equal(0, 1, 2);
    }

    [Fact]
    public async Task Integer_labels_of_another_counting_are_left_to_the_scores()
    {
        using var model = new ModelCase("labelled_three_from_one");

        var predictions = await model.PredictAsync(Inputs3 + "classes: [cat, dog, emu]\n", "a,b,c,t\n1,0,0,cat\n0,1,0,cat\n0,0,1,cat\n");

        predictions.Labels.Should().BeNull();
        predictions.Scores.Should().NotBeNull();
    }

    [Fact]
    public async Task A_text_label_that_is_none_of_the_declared_classes_is_an_error()
    {
        using var model = new ModelCase("labelled_three");

        var problem = (await model.ProblemsAsync(Inputs3 + "classes: [cat, dog, owl]\n", "a,b,c,t\n1,0,0,cat\n0,0,1,dog\n")).Should().ContainSingle().Subject;

        problem.Id.Should().Be("MSPEC235");
        problem.Message.Should().Contain("Found 'emu'; expected 'cat', 'dog', 'owl'");
    }

    [Theory]
    [InlineData("label_int", "x,t\n0,0\n1,1\n2,0\n", new[] { "0", "1", "2" }, new[] { 0, 1, 2 })]
    [InlineData("label_text", "x,t\n2,cat\n1,fox\n0,dog\n", new[] { "cat", "dog", "emu", "fox" }, new[] { 2, 1, 0 })]
    public async Task Labels_alone_are_classes_by_what_occurs_in_them_and_in_the_truth(string name, string csv, string[] classes, int[] labels)
    {
        using var model = new ModelCase(name);

        var predictions = await model.PredictAsync("inputs: { x: x }\ntask: multiclass\n", csv);

        predictions.Classes.Should().Equal(classes);
        predictions.Labels.Should().Equal(labels);
        predictions.Scores.Should().BeNull();
    }

    [Fact]
    public async Task Boolean_labels_alone_are_a_binary_task()
    {
        using var model = new ModelCase("label_bool");

        var predictions = await model.PredictAsync("", "x,t\n0,true\n1,true\n");

        predictions.Task.Should().Be(TaskKind.Binary);
        predictions.Classes.Should().Equal("false", "true");
        predictions.PositiveIndex.Should().Be(1);
        predictions.Labels.Should().Equal(0, 1);
    }

    [Fact]
    public async Task Integer_labels_alone_are_indexes_of_declared_classes()
    {
        using var model = new ModelCase("label_int");

        (await model.PredictAsync("classes: [cat, dog, emu]\n", "x,t\n2,cat\n0,dog\n")).Labels.Should().Equal(2, 0);
    }
}
