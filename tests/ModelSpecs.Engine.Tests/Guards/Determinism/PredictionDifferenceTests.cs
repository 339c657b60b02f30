using ModelSpecs.Engine.Guards.Determinism;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Tests.Guards.Determinism;

public sealed class PredictionDifferenceTests
{
    [Theory]
    [InlineData(0.5, 0.5, 0)]
    [InlineData(0.5, 0.25, 0.25)]
    [InlineData(200, 198, 0.01)]
    [InlineData(-200, -202, 0.01)]
    [InlineData(double.NaN, double.NaN, 0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, 0)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(1, double.NaN, double.PositiveInfinity)]
    [InlineData(double.NaN, 1, double.PositiveInfinity)]
    public void Values_differ_absolutely_below_1_and_relatively_above(double a, double b, double difference) =>
        PredictionDifference.Of(Values(a), 0, Values(b), 0).Should().BeApproximately(difference, 1e-15);

    [Fact]
    public void The_largest_of_a_row_s_scores_counts_and_no_other_row_s()
    {
        var a = Scores(0.1, 0.9, 0.5, 0.5);
        var b = Scores(0.5, 0.5, 0.1, 0.8);

        PredictionDifference.Of(a, 0, b, 1).Should().BeApproximately(0.1, 1e-15);
        PredictionDifference.Of(a, 1, b, 0).Should().Be(0);
    }

    [Fact]
    public void Another_label_is_a_difference_of_1()
    {
        var (a, b) = (Labels(0, 1), Labels(0, 0));

        PredictionDifference.Of(a, 0, b, 0).Should().Be(0);
        PredictionDifference.Of(a, 1, b, 1).Should().Be(1);
    }

    private static Predictions Values(params double[] values) => new() { Task = TaskKind.Regression, Rows = values.Length, Values = values };

    private static Predictions Scores(params double[] scores) => new() { Task = TaskKind.Multiclass, Rows = scores.Length / 2, Classes = ["a", "b"], Scores = scores };

    private static Predictions Labels(params int[] labels) => new() { Task = TaskKind.Multiclass, Rows = labels.Length, Classes = ["a", "b"], Labels = labels };
}
