using ModelSpecs.Metrics.Cost;
using ModelSpecs.Metrics.Slices;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Trivial;

public class TrivialTests
{
    public static TheoryData<MetricTask, bool> Tasks => SliceEvaluatorTests.Inputs_with_and_without_weights;

    /// <summary>The baseline of a slice is what the metric says of that slice with the constant written into its predictions.</summary>
    [Theory]
    [MemberData(nameof(Tasks))]
    public void The_baseline_is_the_metric_of_the_constant_prediction(MetricTask task, bool weighted)
    {
        for (var seed = 0; seed < Mutants.Cases(25); seed++)
        {
            var random = new Random(seed);
            var input = Inputs.Any(task, random, 1 + random.Next(60), weighted);
            var axis = Inputs.Axis(random, input.Rows, 3);
            var requests = Requests.All(input).Where(request => request.Name is not ("pinball" or "cost")).ToArray();

            var values = SliceEvaluator.EvaluateTrivial(input, [axis], requests, 2, CancellationToken.None);

            Compare(values.Overall, input, requests, $"seed {seed}");
            for (var group = 0; group < axis.Groups; group++)
            {
                var rows = Enumerable.Range(0, input.Rows).Where(row => axis.Codes[row] == group).ToArray();
                Compare(values.Groups[0][group], Inputs.Take(input, rows), requests, $"seed {seed}, group {group}");
            }
        }
    }

    [Theory]
    [InlineData(0.5, 3)]
    [InlineData(0.1, 1)]
    [InlineData(0.95, 9)]
    public void The_baseline_of_the_pinball_loss_predicts_the_quantile(double alpha, double constant)
    {
        var input = new MetricInput { Task = MetricTask.Regression, Rows = 5, TrueValues = [9, 1, 2, 5, 3], PredictedValues = new double[5] };
        var request = new MetricRequest("pinball") { Alpha = alpha };

        var trivial = SliceEvaluator.EvaluateTrivial(input, [], [request], 1, CancellationToken.None).Overall[0];

        trivial.Value.Should().BeApproximately(Values.One(Predict(input, constant), request).Value, 1e-15);
    }

    [Fact]
    public void A_value_without_weight_is_no_quantile()
    {
        var input = new MetricInput { Task = MetricTask.Regression, Rows = 3, TrueValues = [1, 4, 6], Weights = [0, 2, 1] };
        var request = new MetricRequest("pinball") { Alpha = 0 };

        // Predicting the lowest value, 4, costs nothing below it and (6 − 4) · 0 above.
        SliceEvaluator.EvaluateTrivial(input, [], [request], 1, CancellationToken.None).Overall[0].Value.Should().Be(0);
        SortedValues.Of(input.TrueValues, input.Weights, null).Quantile(0, 0).Should().Be(4);
    }

    [Fact]
    public void The_baseline_of_a_cost_predicts_the_class_that_costs_least()
    {
        // Three of four rows are negative; but to miss the positive one costs 10, to stop the three 3.
        var input = Labels(2, [1, 0, 0, 0]);
        var request = new MetricRequest("cost") { Costs = CostMatrix.Binary(truePositive: 0, falsePositive: 1, falseNegative: 10, trueNegative: 0) };

        var trivial = SliceEvaluator.EvaluateTrivial(input, [], [request, request with { Total = true }], 1, CancellationToken.None).Overall;

        trivial.Select(value => value.Value).Should().Equal(0.75, 3);
    }

    [Fact]
    public void The_majority_is_the_first_of_equals()
    {
        var input = Labels(4, [3, 1, 1, 3]);

        var values = SliceEvaluator.EvaluateTrivial(input, [], [new("recall") { Class = 1 }, new("recall") { Class = 3 }], 1, CancellationToken.None);

        values.Overall.Select(value => value.Value).Should().Equal(1, 0);
    }

    [Fact]
    public void Predictions_are_not_read()
    {
        var input = new MetricInput { Task = MetricTask.Binary, Rows = 4, ClassCount = 2, Truth = [1, 0, 0, 0] };
        var requests = new[] { "accuracy", "log_loss", "brier", "roc_auc", "average_precision", "ece" }.Select(name => new MetricRequest(name)).ToArray();

        var values = SliceEvaluator.EvaluateTrivial(input, [], requests, 1, CancellationToken.None).Overall;

        values.Select(value => Math.Round(value.Value, 12)).Should().Equal(0.75, Math.Round(-(0.25 * Math.Log(0.25)) - (0.75 * Math.Log(0.75)), 12), 0.1875, 0.5, 0.25, 0);
    }

    [Fact]
    public void A_metric_of_another_task_has_no_baseline()
    {
        var value = SliceEvaluator.EvaluateTrivial(Labels(2, [0, 1]), [], [new("mse")], 1, CancellationToken.None).Overall[0];

        value.Undefined.Should().Be("mse is not defined for this task");
    }

    private static void Compare(MetricValue[] trivial, MetricInput slice, MetricRequest[] requests, string because)
    {
        var groups = requests.GroupBy(request => request.Name is "mae" or "mape" or "smape" or "median_ae" or "max_error" or "quantile_coverage").ToArray();
        foreach (var ofConstant in groups)
        {
            var chosen = ofConstant.ToArray();
            var constant = slice.Task == MetricTask.Regression
                ? Predict(slice, slice.Rows == 0 ? 0 : ofConstant.Key ? Median(slice) : Mean(slice))
                : slice.Task == MetricTask.Ranking ? Inputs.Score(slice, new double[slice.Rows])
                : slice.Task == MetricTask.Multilabel ? PredictLabelShares(slice) : PredictShares(slice);
            var expected = Values.Of(constant, chosen);
            var actual = chosen.Select(request => trivial[Array.IndexOf(requests, request)]).ToArray();
            Differences(chosen, actual, expected).Should().BeEmpty(because);
        }
    }

    // Rank metrics: the constant is one score for all rows.
    private static IEnumerable<string> Differences(MetricRequest[] requests, MetricValue[] actual, MetricValue[] expected)
    {
        for (var i = 0; i < requests.Length; i++)
        {
            // What is exactly calibrated is so but for rounding.
            var isRounding = requests[i].Name is "ece" or "mce" or "r2" && actual[i].IsDefined && expected[i].IsDefined
                && Math.Abs(actual[i].Value - expected[i].Value) < 1e-12;
            if (!isRounding && (!Values.Agree(actual[i], expected[i], 1e-10) || actual[i].Rows != expected[i].Rows))
            {
                yield return $"{requests[i]}: {actual[i]}, expected {expected[i]}";
            }
        }
    }

    private static MetricInput Labels(int classes, int[] truth) => new()
    {
        Task = classes == 2 ? MetricTask.Binary : MetricTask.Multiclass,
        Rows = truth.Length,
        ClassCount = classes,
        Truth = truth,
        Predicted = truth,
    };

    private static double Weight(MetricInput input, int row) => input.Weights?[row] ?? 1;

    private static double Mean(MetricInput slice)
    {
        var rows = Enumerable.Range(0, slice.Rows);
        return rows.Sum(row => Weight(slice, row) * slice.TrueValues![row]) / rows.Sum(row => Weight(slice, row));
    }

    private static double Median(MetricInput slice)
    {
        var rows = Enumerable.Range(0, slice.Rows).OrderBy(row => slice.TrueValues![row]).ToArray();
        if (slice.Weights is null || slice.Weights.Distinct().Count() == 1)
        {
            return (slice.TrueValues![rows[(rows.Length - 1) / 2]] + slice.TrueValues[rows[rows.Length / 2]]) / 2;
        }

        var half = slice.Weights.Sum() / 2;
        return slice.TrueValues![rows.First(row => Weight(slice, row) > 0 && rows.TakeWhile(other => other != row).Append(row).Sum(other => Weight(slice, other)) >= half)];
    }

    private static MetricInput Predict(MetricInput slice, double constant) => new()
    {
        Task = MetricTask.Regression,
        Rows = slice.Rows,
        TrueValues = slice.TrueValues,
        PredictedValues = [.. Enumerable.Repeat(constant, slice.Rows)],
        Weights = slice.Weights,
        Columns = slice.Columns,
    };

    private static MetricInput PredictLabelShares(MetricInput slice)
    {
        var shares = Enumerable.Range(0, slice.ClassCount).Select(label =>
        {
            var rows = Enumerable.Range(0, slice.Rows);
            return rows.Sum(row => Weight(slice, row) * slice.Truth![(row * slice.ClassCount) + label]) / rows.Sum(row => Weight(slice, row));
        }).ToArray();
        return new MetricInput
        {
            Task = MetricTask.Multilabel,
            Rows = slice.Rows,
            ClassCount = slice.ClassCount,
            Truth = slice.Truth,
            Predicted = [.. Enumerable.Range(0, slice.Rows).SelectMany(_ => shares.Select(share => share > 0.5 ? 1 : 0))],
            Scores = [.. Enumerable.Range(0, slice.Rows).SelectMany(_ => shares)],
            ScoresAreProbabilities = true,
            Weights = slice.Weights,
            Columns = slice.Columns,
        };
    }

    private static MetricInput PredictShares(MetricInput slice)
    {
        var classes = slice.ClassCount;
        var weights = new double[classes];
        for (var row = 0; row < slice.Rows; row++)
        {
            weights[slice.Truth![row]] += Weight(slice, row);
        }

        var total = weights.Sum();
        var shares = Array.ConvertAll(weights, weight => weight / total);
        var scores = slice.Task == MetricTask.Binary
            ? Enumerable.Repeat(shares[1], slice.Rows)
            : Enumerable.Range(0, slice.Rows).SelectMany(_ => shares);
        return new MetricInput
        {
            Task = slice.Task,
            Rows = slice.Rows,
            ClassCount = classes,
            ClassesDeclared = slice.ClassesDeclared,
            Truth = slice.Truth,
            Predicted = [.. Enumerable.Repeat(Array.IndexOf(weights, weights.Max()), slice.Rows)],
            Scores = [.. scores],
            ScoresAreProbabilities = true,
            Weights = slice.Weights,
            Columns = slice.Columns,
        };
    }
}
