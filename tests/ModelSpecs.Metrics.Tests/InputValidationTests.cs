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
    public void One_class_of_several_is_enough() =>
        Evaluate(new MetricInput { Task = MetricTask.Multiclass, Rows = 1, ClassCount = 1, Truth = [0], Predicted = [0] }, [])().Overall[0].Value.Should().Be(1);

    [Fact]
    public void Rows_are_not_negative_and_columns_have_one_entry_each()
    {
        Evaluate(new MetricInput { Task = MetricTask.Binary, Rows = -1, ClassCount = 2, Truth = [], Predicted = [] }, []).Should().Throw<ArgumentOutOfRangeException>();
        var numbers = new MetricInput { Task = MetricTask.Regression, Rows = 2, TrueValues = [1, 2], PredictedValues = [1, 2, 3] };
        Evaluate(numbers, []).Should().Throw<ArgumentException>().WithMessage("PredictedValues has 3 entries; expected 2*");
        var missing = new MetricInput { Task = MetricTask.Regression, Rows = 2, PredictedValues = [1, 2] };
        Evaluate(missing, []).Should().Throw<ArgumentException>().WithMessage("TrueValues has no entries; expected 2*");
        var columns = new MetricInput { Task = MetricTask.Regression, Rows = 2, TrueValues = [1, 2], PredictedValues = [1, 2], Columns = new Dictionary<string, double[]> { ["latency"] = [7] } };
        Evaluate(columns, []).Should().Throw<ArgumentException>().WithMessage("latency has 1 entries; expected 2*");
        Evaluate(Inputs.Weigh(Inputs.Binary(new Random(1), 3), [1, 1]), []).Should().Throw<ArgumentException>().WithMessage("Weights has 2 entries; expected 3*");
    }

    public static TheoryData<string, Func<MetricRequest, MetricRequest>> Points => new()
    {
        { "only a multi-label task", request => request with { Average = MetricAverage.Samples } },
        { "at_fpr must be", request => request with { AtFpr = -0.01 } },
        { "at_fpr must be", request => request with { AtFpr = 1.01 } },
        { "at_fpr must be", request => request with { AtFpr = double.NaN } },
        { "at_fpr must be", request => request with { AtPrecision = 0 } },
        { "at_fpr must be", request => request with { AtPrecision = 1.01 } },
        { "at_fpr must be", request => request with { AtPrevalence = 0 } },
        { "at_fpr must be", request => request with { AtPrevalence = 1.01 } },
        { "at_fpr must be", request => request with { AtTop = 0 } },
        { "at_fpr must be", request => request with { AtTop = 1.01 } },
        { "q must be", request => request with { Quantile = -0.01 } },
        { "q must be", request => request with { Quantile = 1.01 } },
        { "alpha from 0 to 1", request => request with { Alpha = -0.01 } },
        { "costs of 3 classes", request => request with { Costs = new Metrics.Cost.CostMatrix(3, new double[9]) } },
    };

    [Theory]
    [MemberData(nameof(Points), DisableDiscoveryEnumeration = true)]
    public void A_parameter_out_of_its_range_is_named(string words, Func<MetricRequest, MetricRequest> change)
    {
        var evaluate = () => SliceEvaluator.Evaluate(Inputs.Binary(new Random(1), 3), [], [change(new MetricRequest("recall"))], 1, CancellationToken.None);

        evaluate.Should().Throw<ArgumentException>().WithMessage($"recall: *{words}*");
    }

    [Fact]
    public void The_ends_of_a_range_are_in_it()
    {
        MetricRequest[] requests =
        [
            new("recall") { AtFpr = 0 }, new("recall") { AtFpr = 1 }, new("recall") { AtPrecision = 1 }, new("precision") { AtPrevalence = 1 }, new("lift") { AtTop = 1 },
            new("quantile") { Column = "latency", Quantile = 0 }, new("quantile") { Column = "latency", Quantile = 1 }, new("ece") { Bins = 1 }, new("recall") { Class = 0 }, new("recall") { Alpha = 0 }, new("recall") { Alpha = 1 },
        ];

        var evaluate = () => SliceEvaluator.Evaluate(Inputs.Binary(new Random(1), 40), [], requests, 1, CancellationToken.None);

        evaluate.Should().NotThrow();
    }

    [Fact]
    public void Nothing_that_is_needed_is_null()
    {
        var estimate = () => SliceEvaluator.Estimate(Inputs.Binary(new Random(1), 3), [], Accuracy, null!, 1, CancellationToken.None);

        estimate.Should().Throw<ArgumentNullException>().WithParameterName("options");
    }

    [Fact]
    public void Every_name_is_of_one_metric()
    {
        KernelTable.Names.Should().OnlyHaveUniqueItems();
        KernelTable.Names.Should().OnlyContain(name => KernelTable.Find(name).Name == name);
        KernelTable.Names.Should().Contain(["min", "max", "mean", "p90"]);
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
