using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Regression;

public class RegressionTests
{
    private static readonly double[] Truth = [1, 2, 4, 9];
    private static readonly double[] Predicted = [2, 2, 3, 7];

    // Errors 1, 0, −1, −2; the truth's mean is 4, its squared deviation 9 + 4 + 0 + 25.
    [Theory]
    [InlineData("r2", 1 - (6 / 38.0))]
    [InlineData("mse", 1.5)]
    [InlineData("mae", 1)]
    [InlineData("median_ae", 1)]
    [InlineData("max_error", 2)]
    [InlineData("quantile_coverage", 0.5)]
    public void A_metric_asks_for_all_it_reads(string name, double expected) => Alone(name, Truth, Predicted).Value.Should().BeApproximately(expected, 1e-15);

    [Theory]
    [InlineData(double.NaN, 2)]
    [InlineData(2, double.NaN)]
    public void What_is_no_number_is_not_covered_and_not_uncovered(double truth, double predicted) =>
        Alone("quantile_coverage", [1, truth], [2, predicted]).IsDefined.Should().BeFalse();

    [Fact]
    public void A_true_value_that_is_no_number_leaves_no_spread() => Alone("r2", [1, double.NaN, 5], [1, 2, 5]).IsDefined.Should().BeFalse();

    private static MetricValue Alone(string name, double[] truth, double[] predicted) =>
        Values.One(new MetricInput { Task = MetricTask.Regression, Rows = truth.Length, TrueValues = truth, PredictedValues = predicted }, name);
}
