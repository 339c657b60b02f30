using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Perturbation;

namespace ModelSpecs.Metrics.Tests.Perturbation;

public sealed class PredictionMovementTests
{
    [Fact]
    public void A_row_moves_by_its_score_and_changes_by_its_class()
    {
        var (before, after) = (Binary([0.2, 0.6, double.NaN], [0, 1, 0]), Binary([0.7, 0.6, double.NaN], [1, 1, 0]));

        PredictionMovement.Distances(before, after).Should().Equal(0.49999999999999994, 0, 0);
        PredictionMovement.Changed(before, after).Should().Equal(true, false, false);
        PredictionMovement.Distances(before, Binary([double.NaN, 0.6, 0.1], [1, 1, 0])).Should().Equal(double.NaN, 0, double.NaN);
    }

    [Fact]
    public void Of_several_classes_the_one_counts_that_moves_most()
    {
        var before = new MetricInput { Task = MetricTask.Multiclass, Rows = 2, ClassCount = 3, Predicted = [0, 1], Scores = [0.5, 0.25, 0.25, 0, 1, 0] };
        var after = new MetricInput { Task = MetricTask.Multiclass, Rows = 2, ClassCount = 3, Predicted = [0, 2], Scores = [0.375, 0.375, 0.25, 0, 0.25, 0.75] };

        PredictionMovement.Distances(before, after).Should().Equal(0.125, 0.75);
        PredictionMovement.Changed(before, after).Should().Equal(false, true);
    }

    [Fact]
    public void Labels_have_no_distance_and_numbers_no_class()
    {
        var labels = new MetricInput { Task = MetricTask.Binary, Rows = 1, ClassCount = 2, Predicted = [0] };
        var numbers = new MetricInput { Task = MetricTask.Regression, Rows = 1, PredictedValues = [1] };

        PredictionMovement.Distances(labels, labels).Should().Equal(double.NaN);
        PredictionMovement.Changed(numbers, new MetricInput { Task = MetricTask.Regression, Rows = 1, PredictedValues = [5] }).Should().Equal(false);
    }

    [Fact]
    public void The_worst_step_against_the_order_counts()
    {
        double[][] path = [[1, 1, 1], [2, 0.5, 1], [1.75, 2, 1]];

        PredictionMovement.WrongWay(path, isIncreasing: true).Should().Equal(0.25, 0.5, 0);
        PredictionMovement.WrongWay(path, isIncreasing: false).Should().Equal(1, 1.5, 0);
    }

    [Fact]
    public void Inputs_of_other_rows_are_refused() =>
        FluentActions.Invoking(() => PredictionMovement.Distances(Binary([0.2], [0]), Binary([0.2, 0.3], [0, 0]))).Should().Throw<ArgumentException>();

    [Fact]
    public void A_multiple_of_an_estimate_has_the_multiple_of_its_interval_and_the_p_value_of_the_bound()
    {
        var share = new ProportionEstimate(0.25, 25, 100, IntervalMethod.Wilson);
        var (scaled, turned) = (new ScaledEstimate(share, 4), new ScaledEstimate(share, -1));

        (scaled.Value, scaled.Rows, scaled.Method).Should().Be((1, 100, IntervalMethod.Wilson));
        (scaled.At(0.95).Low, scaled.At(0.95).High).Should().Be((share.At(0.95).Low * 4, share.At(0.95).High * 4));
        (turned.At(0.95).Low, turned.At(0.95).High).Should().Be((-share.At(0.95).High, -share.At(0.95).Low));
        scaled.PValue(1.2).Should().Be(share.PValue(0.3));
        turned.PValue(-0.3).Should().Be(share.PValue(0.3));
        scaled.FamilyPValue(1.2).Should().Be(share.FamilyPValue(0.3));
        scaled.RowsNeeded(1.2, 0.95).Should().Be(share.RowsNeeded(0.3, 0.95));
        scaled.StandardError.Should().Be(share.StandardError * 4);
        FluentActions.Invoking(() => new ScaledEstimate(share, 0)).Should().Throw<ArgumentOutOfRangeException>();
    }

    private static MetricInput Binary(double[] scores, int[] predicted) => new() { Task = MetricTask.Binary, Rows = scores.Length, ClassCount = 2, Scores = scores, Predicted = predicted };
}
