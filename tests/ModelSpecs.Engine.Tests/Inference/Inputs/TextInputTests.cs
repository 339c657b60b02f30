namespace ModelSpecs.Engine.Tests.Inference.Inputs;

public sealed class TextInputTests
{
    [Fact]
    public async Task Texts_go_to_inputs_of_either_shape_and_null_is_the_empty_text()
    {
        using var model = new ModelCase("texts");

        var predictions = await model.PredictAsync("task: regression\n", "color,size,t\nred,S,1\ngreen,L,2\n,S,3\ngrün,L,4\n\"\",L,5\n");

        predictions.Values.Should().Equal(11, 22, 15, 27, 25);
    }

    [Fact]
    public async Task Several_text_columns_make_a_row()
    {
        using var model = new ModelCase("text_row");

        var predictions = await model.PredictAsync("task: regression\ninputs: { words: [first, second] }\n", "first,second,t\na,b,1\nb,a,2\nb,,3\n");

        predictions.Values.Should().Equal(21, 12, 2);
    }

    [Theory]
    [InlineData("1", "integers")]
    [InlineData("1.5", "numbers")]
    [InlineData("true", "booleans")]
    public async Task A_column_that_was_read_as_something_else_must_be_declared_text(string color, string kind)
    {
        using var model = new ModelCase("texts");

        var problems = await model.ProblemsAsync("task: regression\n", $"color,size,t\n{color},S,1\n");

        var problem = problems.Should().ContainSingle().Subject;
        problem.Id.Should().Be("MSPEC215");
        problem.Message.Should().Contain($"Found {kind}, '{color}' in line 2; expected a text column").And.Contain("golden: { columns: { color: string } }");
    }

    [Fact]
    public async Task A_fixed_batch_of_texts_is_filled_up()
    {
        using var model = new ModelCase("texts");

        var predictions = await model.PredictAsync("task: regression\nrun: { batch_size: 2 }\n", "color,size,t\nred,S,1\ngreen,L,2\nred,L,3\n");

        predictions.Values.Should().Equal(11, 22, 21);
    }
}
