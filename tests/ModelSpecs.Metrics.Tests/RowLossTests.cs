using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests;

public class RowLossTests
{
    [Theory]
    [InlineData(MetricTask.Binary)]
    [InlineData(MetricTask.Multiclass)]
    public void The_mean_loss_of_probabilities_is_the_log_loss(MetricTask task)
    {
        var input = Inputs.Any(task, new Random(1), 500);

        Losses(input).Average().Should().BeApproximately(Values.One(input, "log_loss").Value, 1e-12);
    }

    [Fact]
    public void Binary_scores_that_are_no_probabilities_lose_the_share_of_rows_on_the_better_side() =>
        Losses(new MetricInput { Task = MetricTask.Binary, Rows = 5, ClassCount = 2, Truth = [1, 1, 0, 0, 1], Predicted = [0, 1, 1, 0, 1], Scores = [-300, 2, 500, -1, 2] })
            .Should().Equal(0.9, 0.4, 0.9, 0.3, 0.4);

    [Fact]
    public void Multi_class_scores_that_are_no_probabilities_lose_the_margin_to_the_best_other_class() =>
        Losses(new MetricInput { Task = MetricTask.Multiclass, Rows = 2, ClassCount = 3, Truth = [0, 2], Predicted = [1, 2], Scores = [1, 4, 2, 0, 3, 8] })
            .Should().Equal(3, -5);

    [Fact]
    public void Labels_alone_are_right_or_wrong() =>
        Losses(new MetricInput { Task = MetricTask.Binary, Rows = 2, ClassCount = 2, Truth = [1, 0], Predicted = [1, 1] }).Should().Equal(0, 1);

    [Fact]
    public void Several_labels_lose_their_mean_log_loss_the_pairs_in_the_wrong_order_or_the_labels_that_are_wrong()
    {
        MetricInput Rows(double[]? scores, bool areProbabilities) => new()
        {
            Task = MetricTask.Multilabel, Rows = 2, ClassCount = 3, Truth = [1, 0, 0, 0, 1, 1], Predicted = [1, 1, 0, 1, 0, 0], Scores = scores, ScoresAreProbabilities = areProbabilities,
        };
        double[] scores = [0.8, 0.9, 0.1, 0.5, 0.5, 0.25];

        var ofProbabilities = Losses(Rows(scores, true));
        ofProbabilities[0].Should().BeApproximately(-(Math.Log(0.8) + Math.Log(0.1) + Math.Log(0.9)) / 3, 1e-12);
        ofProbabilities[1].Should().BeApproximately(-(Math.Log(0.5) + Math.Log(0.5) + Math.Log(0.25)) / 3, 1e-12);
        Losses(Rows(scores, false)).Should().Equal(0.5, 1);
        Losses(Rows(null, false)).Should().Equal(1 / 3.0, 1);
        Losses(Rows(null, true)).Should().Equal(1 / 3.0, 1);
    }

    [Fact]
    public void A_regression_loses_the_absolute_error() =>
        Losses(new MetricInput { Task = MetricTask.Regression, Rows = 2, TrueValues = [1, 5], PredictedValues = [3, 4.5] }).Should().Equal(2, 0.5);

    [Fact]
    public void The_places_must_be_as_many_as_the_rows()
    {
        var compute = () => RowLoss.Compute(Inputs.Binary(new Random(2), 3), new double[2]);

        compute.Should().Throw<ArgumentException>().WithMessage("*2 places*3 rows*");
    }

    private static double[] Losses(MetricInput input)
    {
        var losses = new double[input.Rows];
        RowLoss.Compute(input, losses);
        return losses;
    }
}
