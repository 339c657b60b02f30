using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests;

public class InputValidationTests
{
    private static readonly MetricRequest[] Accuracy = [new("accuracy")];

    [Theory]
    [InlineData(new[] { 0, 1, 2 }, new[] { 0, 1, 1 }, "*Truth*outside 0 to 1*")]
    [InlineData(new[] { 0, 1, -1 }, new[] { 0, 1, 1 }, "*Truth*outside 0 to 1*")]
    [InlineData(new[] { 0, 1, 1 }, new[] { 0, 1, 3 }, "*Predicted*outside 0 to 1*")]
    [InlineData(new[] { 0, 1 }, new[] { 0, 1, 1 }, "*Truth has 2 entries; expected 3*")]
    [InlineData(new[] { 0, 1, 1 }, new[] { 0 }, "*Predicted has 1 entries; expected 3*")]
    public void Classes_out_of_range_and_columns_of_another_length_are_refused(int[] truth, int[] predicted, string message)
    {
        var input = new MetricInput { Task = MetricTask.Binary, Rows = 3, ClassCount = 2, Truth = truth, Predicted = predicted };

        Evaluate(input, []).Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Theory]
    [InlineData(40, 39, 3)]
    [InlineData(40, 0, 3)]
    [InlineData(5, 4, -2)]
    [InlineData(40, 17, -2)]
    public void A_group_out_of_range_is_refused_wherever_it_stands(int rows, int place, int code)
    {
        var input = Inputs.Binary(new Random(1), rows);
        var codes = new int[rows];
        codes[place] = code;

        Evaluate(input, [new SliceAxis(codes, 3)]).Should().Throw<ArgumentException>().WithMessage("*Codes*outside -1 to 2*");
    }

    [Theory]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Weights_are_finite_and_not_negative(double weight)
    {
        var input = Inputs.Weigh(Inputs.Binary(new Random(1), 3), [1, weight, 1]);

        Evaluate(input, []).Should().Throw<ArgumentException>().WithMessage("*weight*");
    }

    [Fact]
    public void Scores_have_one_entry_a_row_and_class()
    {
        var input = Inputs.Score(Inputs.Multiclass(new Random(1), 4, 3), new double[11]);

        Evaluate(input, []).Should().Throw<ArgumentException>().WithMessage("*Scores has 11 entries; expected 12*");
    }

    [Theory]
    [InlineData(MetricTask.Binary, 3)]
    [InlineData(MetricTask.Multiclass, 0)]
    public void A_task_has_the_classes_it_can_have(MetricTask task, int classes)
    {
        var input = new MetricInput { Task = task, Rows = 0, ClassCount = classes, Truth = [], Predicted = [] };

        Evaluate(input, []).Should().Throw<ArgumentException>().WithMessage("*classes*");
    }

    [Fact]
    public void Requests_that_cannot_be_met_are_refused()
    {
        var input = Inputs.Binary(new Random(1), 3);
        MetricRequest[] wrong =
        [
            new("no_such_metric"),
            new("recall") { Class = 2 },
            new("recall") { Class = -1 },
            new("ece") { Bins = 0 },
            new("ece") { Bins = 1_000_001 },
            new("fbeta") { Beta = 0 },
            new("fbeta") { Beta = double.NaN },
            new("top_k_accuracy") { TopK = 0 },
            new("pinball") { Alpha = 1.5 },
            new("pinball") { Alpha = double.NaN },
        ];

        foreach (var request in wrong)
        {
            var evaluate = () => SliceEvaluator.Evaluate(input, [], [request], 1, CancellationToken.None);
            evaluate.Should().Throw<ArgumentException>(request.ToString());
        }
    }

    private static Func<SliceValues> Evaluate(MetricInput input, SliceAxis[] axes) =>
        () => SliceEvaluator.Evaluate(input, axes, Accuracy, 1, CancellationToken.None);
}
