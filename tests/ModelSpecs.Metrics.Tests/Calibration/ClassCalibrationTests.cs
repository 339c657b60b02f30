using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Calibration;

/// <summary>Calibration of one class against the rest.</summary>
public class ClassCalibrationTests
{
    private static readonly MetricInput Input = Inputs.Multiclass(new Random(4), 300, 4, weighted: true);

    [Theory]
    [InlineData("ece")]
    [InlineData("mce")]
    [InlineData("brier")]
    [InlineData("log_loss")]
    public void A_class_is_a_binary_task_of_its_own(string name)
    {
        var axis = Inputs.Axis(new Random(5), Input.Rows, 3);
        for (var ofClass = 0; ofClass < 4; ofClass++)
        {
            var one = ofClass;
            var rest = new MetricInput
            {
                Task = MetricTask.Binary, Rows = Input.Rows, ClassCount = 2, Truth = Array.ConvertAll(Input.Truth!, truth => truth == one ? 1 : 0), Predicted = new int[Input.Rows],
                Scores = [.. Enumerable.Range(0, Input.Rows).Select(row => Input.Scores![(row * 4) + one])], ScoresAreProbabilities = true, Weights = Input.Weights,
            };
            MetricRequest[] requests = [new(name), new(name) { Bins = 5 }, new(name) { Bins = 5, Strategy = BinStrategy.Quantile }];
            MetricRequest[] named = [.. requests.Select(request => request with { Class = one })];

            var expected = SliceEvaluator.Evaluate(rest, [axis], requests, 1, CancellationToken.None);
            var found = SliceEvaluator.Evaluate(Input, [axis], named, 2, CancellationToken.None);

            Values.Differences(named, found.Overall, expected.Overall).Should().BeEmpty();
            Values.Differences(named, found.Groups[0][2], expected.Groups[0][2]).Should().BeEmpty();
        }
    }

    [Fact]
    public void Without_a_class_it_is_of_the_top_one()
    {
        var input = new MetricInput
        {
            Task = MetricTask.Multiclass, Rows = 2, ClassCount = 3, Truth = [0, 1], Predicted = [0, 2], Scores = [.8, .1, .1, .25, .25, .5], ScoresAreProbabilities = true,
        };

        // Top: 0.8 and right, 0.5 and wrong. Class 1: 0.1 and not, 0.25 and is.
        Values.One(input, "ece").Value.Should().BeApproximately((0.2 + 0.5) / 2, 1e-15);
        Values.One(input, new MetricRequest("ece") { Class = 1 }).Value.Should().BeApproximately((0.1 + 0.75) / 2, 1e-15);
        Values.One(input, new MetricRequest("brier") { Class = 1 }).Value.Should().BeApproximately((0.01 + 0.5625) / 2, 1e-15);
    }
}
