using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Running;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Tests.Inference.Inputs;

public sealed class PredictionColumnTests
{
    private const string Head = "spec: A\ngolden: golden.csv\nlabel: t\n";

    [Fact]
    public async Task A_score_column_is_the_positive_class_s()
    {
        var predictions = await PredictAsync("predictions: { score: p, label: l }\n", "p,l,t\n0.25,0,0\n0.75,1,1\n");

        predictions.Task.Should().Be(TaskKind.Binary);
        predictions.Classes.Should().Equal("0", "1");
        predictions.Scores.Should().Equal(0.25, 0.75);
        predictions.Labels.Should().Equal(0, 1);
        predictions.ModelHash.Should().BeNull();
    }

    [Fact]
    public async Task Score_columns_stand_in_the_order_of_the_classes()
    {
        var predictions = await PredictAsync("predictions: { scores: [c, a, b] }\nclasses: [x, y, z]\n", "a,b,c,t\n0,0.25,0.75,x\n1,0,0,y\n", [1, 0]);

        predictions.Task.Should().Be(TaskKind.Multiclass);
        predictions.Scores.Should().Equal(0, 1, 0, 0.75, 0, 0.25);
    }

    [Fact]
    public async Task Values_are_numbers_and_integers_alike()
    {
        (await PredictAsync("predictions: { value: p }\n", "p,t\n1.5,0\n-2,0\n")).Values.Should().Equal(1.5, -2);
        (await PredictAsync("predictions: { value: p }\n", "p,t\n1,0\n-2,0\n", [1])).Values.Should().Equal(-2);
    }

    [Fact]
    public async Task The_golden_set_s_own_columns_are_left_as_they_are()
    {
        using var model = new ModelCase().Write("golden.csv", "p,t\n2.5,1\n0.5,0\n");
        var suite = model.Parse("predictions: { score: p }\nthreshold: 1\n", Head);
        var table = model.Read(suite);

        var predictions = await Predictor.PredictAsync(suite, table, model.Options, TestContext.Current.CancellationToken);
        Array.Clear(predictions.Scores!);

        ((NumberColumn)table.Find("p")!).Values.Should().Equal(2.5, 0.5);
    }

    [Theory]
    [InlineData("predictions: { score: p }\n", "p,t\n0.5,1\n\"0,25\",0\n", "Found text in column 'p', '0,25' in line 3; expected numbers. A number has a decimal point, whatever the machine's culture: write 0.25.")]
    [InlineData("predictions: { value: v }\ntask: regression\n", "v,t\n0.5,1\n2,\"1,5\"\n", "Found text in column 't', '1,5' in line 3; expected numbers. A number has a decimal point, whatever the machine's culture: write 1.5.")]
    [InlineData("predictions: { score: p }\n", "p,t\n0.5,1\n\"1,234,5\",0\n", "Found text in column 'p', '1,234,5' in line 3; expected numbers. Name the column")]
    public async Task A_decimal_comma_is_named_with_what_to_write(string lines, string csv, string message)
    {
        using var model = new ModelCase().Write("golden.csv", csv);

        var result = await SuiteRunner.RunAsync(model.Parse(lines + "expect: { n: \">= 1\" }\n", Head), new RunOptions { Threads = 1 }, TestContext.Current.CancellationToken);

        result.Diagnostics.Should().ContainSingle().Which.Message.Should().Contain(message);
    }

    private static async Task<Predictions> PredictAsync(string lines, string csv, int[]? rows = null)
    {
        using var model = new ModelCase().Write("golden.csv", csv);
        return await model.PredictAsync(model.Parse(lines, Head), rows);
    }
}
