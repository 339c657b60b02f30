using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference.Models;
using ModelSpecs.Engine.Init;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Tests.Init;

/// <summary>What goes with what in a model and a table.</summary>
public sealed class BindingProposalTests
{
    private static readonly Column Id = Made.Integers("id", 1, 2, 3, 4);
    private static readonly Column Age = Made.Numbers("age", 20.5, 30, 40, 50);
    private static readonly Column Income = Made.Integers("income", 5, 6, 7, 7);
    private static readonly Column Sex = Made.Text("sex", "f", "m", "f", "m");
    private static readonly Column Survived = Made.Integers("survived", 0, 1, 1, 0);
    private static readonly ModelOutput[] TwoColumns = [Made.Output("label", ModelElement.Int64, -1), Made.Output("probabilities", ModelElement.Float, -1, 2)];

    [Fact]
    public void Inputs_with_the_names_of_columns_need_no_word_and_the_one_free_column_of_two_values_is_the_label()
    {
        var binding = Bind(Made.Model([Made.Input("age", -1, 1), Made.Input("sex", -1, 1) with { Element = ModelElement.String }], TwoColumns), [Id, Age, Income, Sex, Survived]);

        binding.Inputs.Should().OnlyContain(input => !input.Written && input.Because == "by name");
        binding.Label!.Value.Should().Be("survived");
        binding.Label.IsGuess.Should().BeTrue();
        binding.Id!.Value.Should().Be("id");
        binding.Task!.Value.Should().Be(TaskKind.Binary);
        binding.Positive.Should().BeNull("1 is the usual one");
        binding.Open.Should().BeEmpty();
    }

    [Fact]
    public void A_column_called_class_is_no_label_where_it_has_more_values_than_the_model_has_classes()
    {
        var cabin = Made.Text("class", "First", "Second", "Third", "Third");

        Bind(Made.Model([Made.Input("age", -1, 1)], TwoColumns), [Id, Age, cabin, Survived]).Label!.Value.Should().Be("survived");
    }

    [Theory]
    [InlineData("target")]
    [InlineData("Label")]
    [InlineData("y")]
    public void A_label_is_known_by_its_name(string name)
    {
        var label = Made.Integers(name, 0, 1, 1, 0);

        var binding = Bind(Made.Model([Made.Input("age", -1, 1)], TwoColumns), [Id, label, Age, Sex, Survived]);

        binding.Label!.Value.Should().Be(name);
        binding.Label.IsGuess.Should().BeFalse();
    }

    [Fact]
    public void The_metadata_name_the_columns_of_one_input()
    {
        var binding = Bind(Made.Model([Made.Input("X", -1, 2)], TwoColumns, ("features", "income,age")), [Id, Age, Income, Survived]);

        binding.Inputs.Should().ContainSingle().Which.Columns.Should().Equal("income", "age");
        binding.Inputs[0].Written.Should().BeFalse();
        binding.Guesses.Should().NotContain(guess => guess.StartsWith("inputs"));
    }

    [Fact]
    public void Columns_whose_number_fits_are_a_guess_that_is_told()
    {
        var binding = Bind(Made.Model([Made.Input("X", -1, 2)], TwoColumns), [Id, Age, Income, Sex, Survived]);

        binding.Inputs.Should().ContainSingle().Which.Should().Match<InputProposal>(input => input.Written && input.Because.StartsWith("a guess"));
        binding.Inputs[0].Columns.Should().Equal("age", "income");
        binding.Guesses.Should().Contain(guess => guess.StartsWith("inputs: 'X'") && guess.Contains("training code"));
    }

    [Fact]
    public void Columns_whose_number_does_not_fit_are_asked_for_with_what_to_write()
    {
        var binding = Bind(Made.Model([Made.Input("X", -1, 5)], TwoColumns), [Id, Age, Income, Sex, Survived]);

        binding.Inputs.Should().BeEmpty();
        binding.Open.Should().ContainSingle().Which.Should().Match<OpenQuestion>(question =>
            question.What.Contains("'X' (float [?, 5])") && question.What.Contains("2 number columns that could: 'age', 'income'") && question.Write.StartsWith("--input \"X=COLUMN"));
    }

    [Fact]
    public void A_run_of_numbered_columns_feeds_the_input_that_takes_as_many()
    {
        Column[] pixels = [.. Enumerable.Range(0, 4).Select(i => Made.Integers($"px{i}", i, 1, 2, 3))];
        var digit = Made.Integers("digit", 0, 1, 2, 1);

        var binding = Bind(Made.Model([Made.Input("image", -1, 1, 2, 2)], [Made.Output("probabilities", ModelElement.Float, -1, 3)], ("classes", "0,1,2")), [Id, digit, Sex, .. pixels]);

        binding.Inputs.Should().ContainSingle().Which.Columns.Should().Equal("px0..px3");
        binding.Label!.Value.Should().Be("digit");
        binding.Task!.Value.Should().Be(TaskKind.Multiclass);
        binding.Open.Should().BeEmpty();
    }

    [Fact]
    public void A_text_input_fed_from_numbers_has_its_column_declared()
    {
        var binding = Bind(Made.Model([Made.Input("income", -1, 1) with { Element = ModelElement.String }], TwoColumns), [Id, Age, Income, Survived]);

        binding.Columns.Should().Contain("income", ColumnKind.String);
    }

    [Fact]
    public void The_order_of_nameless_classes_is_never_taken_from_the_labels()
    {
        var species = Made.Text("species", "a", "b", "c", "a");

        var binding = Bind(Made.Model([Made.Input("age", -1, 1)], [Made.Output("scores", ModelElement.Float, -1, 3)]), [Id, Age, species]);

        binding.Label!.Value.Should().Be("species");
        binding.Classes.Should().BeNull();
        binding.Open.Should().ContainSingle().Which.What.Should().Contain("'a', 'b', 'c', but says nothing of their order in the model");
        Bind(Made.Model([Made.Input("age", -1, 1)], [Made.Output("scores", ModelElement.Float, -1, 3)]), [Id, Age, species], new InitChoices { Classes = ["c", "a", "b"] })
            .Should().Match<BindingProposal>(said => said.Open.Count == 0 && said.Classes!.Value[0] == "c");
    }

    [Fact]
    public void Two_columns_that_could_be_the_label_are_asked_about()
    {
        var colour = Made.Text("colour", "r", "g", "b", "r");
        var species = Made.Text("species", "a", "b", "c", "a");

        var binding = Bind(Made.Model([Made.Input("age", -1, 1)], [Made.Output("scores", ModelElement.Float, -1, 3)], ("classes", "[\"x\", \"y\", \"z\"]")), [Id, Age, colour, species]);
        binding.Label.Should().BeNull("neither holds the model's classes");

        binding = Bind(Made.Model([Made.Input("age", -1, 1)], [Made.Output("label", ModelElement.Int64, -1), Made.Output("scores", ModelElement.Float, -1, 3)]), [Id, Age, colour, species]);
        binding.Label.Should().BeNull();
        binding.Open.Should().Contain(question => question.What.Contains("'colour', 'species'") && question.Write.StartsWith("--label"));
    }

    [Fact]
    public void For_which_of_two_texts_one_score_is_high_only_a_person_knows()
    {
        var diagnosis = Made.Text("diagnosis", "benign", "malignant", "benign", "malignant");
        var model = Made.Model([Made.Input("age", -1, 1)], [Made.Output("logit", ModelElement.Float, -1, 1)]);

        Bind(model, [Id, Age, diagnosis]).Open.Should().ContainSingle().Which.Write.Should().StartWith("--positive 'malignant'");
        Bind(model, [Id, Age, diagnosis], new InitChoices { Positive = "malignant" }).Should().Match<BindingProposal>(said => said.Open.Count == 0 && said.Positive!.Value == "malignant" && said.Task!.Value == TaskKind.Binary);
    }

    [Fact]
    public void A_number_named_as_the_output_is_a_regression_and_missing_labels_are_counted()
    {
        var fare = Made.Numbers("fare", 1.5, null, 3, 9.25);

        var binding = Bind(Made.Model([Made.Input("age", -1, 1)], [Made.Output("fare", ModelElement.Float, -1, 1)]), [Id, Age, fare, Income]);

        binding.Label!.Value.Should().Be("fare");
        binding.Task!.Value.Should().Be(TaskKind.Regression);
        binding.RowsWithoutLabel.Should().Be(1);
    }

    [Fact]
    public void A_column_with_a_value_twice_is_no_id()
    {
        var id = Made.Integers("id", 1, 2, 2, 4);

        Bind(Made.Model([Made.Input("age", -1, 1)], TwoColumns), [id, Age, Survived]).Id.Should().BeNull();
    }

    private static BindingProposal Bind(ModelSignature model, Column[] columns, InitChoices? choices = null) => new SpecInit(model, Made.Table(columns), choices ?? new InitChoices()).Bind();
}
