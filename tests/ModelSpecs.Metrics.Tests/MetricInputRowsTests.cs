namespace ModelSpecs.Metrics.Tests;

public sealed class MetricInputRowsTests
{
    [Fact]
    public void Rows_are_taken_in_the_order_asked_for_and_as_often()
    {
        var input = new MetricInput
        {
            Task = MetricTask.Binary, Rows = 3, ClassCount = 2, ClassesDeclared = true, ClassNames = ["no", "yes"], Truth = [0, 1, 1], Predicted = [1, 0, 1], Scores = [0.1, 0.2, 0.3],
            ScoresAreProbabilities = true, Weights = [1, 2, 3], Columns = new Dictionary<string, double[]> { ["latency"] = [7, 8, 9] },
        };

        var gathered = input.Gather([2, 0, 2, 1]);

        gathered.Should().BeEquivalentTo(new MetricInput
        {
            Task = MetricTask.Binary, Rows = 4, ClassCount = 2, ClassesDeclared = true, ClassNames = ["no", "yes"], Truth = [1, 0, 1, 1], Predicted = [1, 1, 1, 0], Scores = [0.3, 0.1, 0.3, 0.2],
            ScoresAreProbabilities = true, Weights = [3, 1, 3, 2], Columns = new Dictionary<string, double[]> { ["latency"] = [9, 7, 9, 8] },
        });
    }

    [Fact]
    public void A_row_of_several_classes_takes_its_scores_along()
    {
        var input = new MetricInput { Task = MetricTask.Multiclass, Rows = 2, ClassCount = 3, Truth = [2, 1], Predicted = [0, 1], Scores = [1, 2, 3, 4, 5, 6] };

        input.Gather([1, 0]).Should().BeEquivalentTo(new MetricInput { Task = MetricTask.Multiclass, Rows = 2, ClassCount = 3, Truth = [1, 2], Predicted = [1, 0], Scores = [4, 5, 6, 1, 2, 3] });
    }

    [Fact]
    public void A_row_of_several_labels_takes_all_of_them_along()
    {
        var input = new MetricInput { Task = MetricTask.Multilabel, Rows = 2, ClassCount = 2, Truth = [1, 0, 0, 1], Predicted = [1, 1, 0, 0], Scores = [1, 2, 3, 4] };

        input.Gather([1, 1, 0]).Should().BeEquivalentTo(
            new MetricInput { Task = MetricTask.Multilabel, Rows = 3, ClassCount = 2, Truth = [0, 1, 0, 1, 1, 0], Predicted = [0, 0, 0, 0, 1, 1], Scores = [3, 4, 3, 4, 1, 2] });
    }

    [Fact]
    public void Numbers_are_taken_with_their_predictions_and_what_is_not_there_stays_away()
    {
        var input = new MetricInput { Task = MetricTask.Regression, Rows = 2, TrueValues = [1, 2], PredictedValues = [3, 4] };

        var gathered = input.Gather([1]);

        gathered.Should().BeEquivalentTo(new MetricInput { Task = MetricTask.Regression, Rows = 1, TrueValues = [2], PredictedValues = [4] });
        (gathered.Truth, gathered.Scores, gathered.Weights, gathered.Columns).Should().Be((null, null, null, null));
        FluentActions.Invoking(() => input.Gather([2])).Should().Throw<IndexOutOfRangeException>();
    }
}
