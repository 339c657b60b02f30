using ModelSpecs.Metrics.Cost;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Cost;

public class ThresholdSearchTests
{
    private static readonly MetricRequest Errors = new("cost") { Costs = CostMatrix.Binary(-5, 10, 40, 1) };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_threshold_costs_less_than_the_best_in_any_slice(bool weighted)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var input = Inputs.Binary(random, 1 + random.Next(120), random.Next(3) * 10, weighted);
            var axis = Inputs.Axis(random, input.Rows, 3);
            MetricRequest[] costs = [new("cost") { Costs = CostMatrix.Binary(-random.Next(3), random.Next(10), random.Next(30), random.Next(2)) }, Errors with { Total = true }];

            var best = ThresholdSearch.Best(input, [axis], costs, 2, TestContext.Current.CancellationToken);

            for (var group = -1; group < axis.Groups; group++)
            {
                var rows = Enumerable.Range(0, input.Rows).Where(row => group < 0 || axis.Codes[row] == group).ToArray();
                var slice = Inputs.Take(input, rows);
                for (var i = 0; i < costs.Length; i++)
                {
                    var found = group < 0 ? best.Overall[i] : best.Groups[0][group][i];
                    if (slice.Rows == 0 || slice.Weights?.Sum() == 0)
                    {
                        found.Should().BeNull();
                        continue;
                    }

                    // The threshold, used, costs what was said, and every other one as much or more.
                    found!.Value.Now.Should().BeApproximately(Cost(slice, costs[i], 0.5), 1e-9);
                    found.Value.Cost.Should().BeApproximately(Cost(slice, costs[i], found.Value.Threshold), 1e-9);
                    slice.Scores!.Append(double.PositiveInfinity).Min(threshold => Cost(slice, costs[i], threshold)).Should().BeApproximately(found.Value.Cost, 1e-9);
                    found.Value.IsBetter.Should().Be(found.Value.Cost < found.Value.Now - 1e-9);
                }
            }
        }
    }

    [Fact]
    public void The_threshold_is_the_roundest_number_that_divides_the_rows_like_this()
    {
        var input = Scored([1, 1, 0, 0], [0.8123, 0.4567, 0.4321, 0.1]);

        var best = ThresholdSearch.Best(input, [], [Errors], 1, TestContext.Current.CancellationToken).Overall[0]!.Value;

        best.Should().Be(new BestThreshold(0.45, -2, (-5 + 40 + 1 + 1) / 4.0));
        best.IsBetter.Should().BeTrue();
    }

    [Fact]
    public void The_threshold_stays_above_the_next_score_where_the_best_is_the_highest()
    {
        // 0.9 would be rounder, and would alert on both.
        var input = Scored([1, 0, 0], [0.97, 0.96, 0.1]);

        ThresholdSearch.Best(input, [], [Errors], 1, TestContext.Current.CancellationToken).Overall[0]!.Value.Threshold.Should().Be(0.97);
    }

    [Fact]
    public void Where_positives_are_not_worth_their_alarms_none_is_predicted()
    {
        var input = Scored([0, 0, 1], [0.9, 0.8, 0.1]);

        ThresholdSearch.Best(input, [], [new("cost") { Costs = CostMatrix.Binary(0, 5, 1, 0) }], 1, TestContext.Current.CancellationToken).Overall[0]
            .Should().Be(new BestThreshold(double.PositiveInfinity, 1 / 3.0, 11 / 3.0));
    }

    [Fact]
    public void At_equal_costs_the_highest_threshold_wins_and_nothing_better_is_claimed()
    {
        var input = Scored([1, 0, 0], [0.9, 0.7, 0.2]);

        var best = ThresholdSearch.Best(input, [], [new("cost") { Costs = CostMatrix.Binary(0, 0, 1, 0) }], 1, TestContext.Current.CancellationToken).Overall[0]!.Value;

        best.Threshold.Should().Be(0.9);
        best.Cost.Should().Be(0);
        best.IsBetter.Should().BeFalse("the threshold in force costs nothing either");
    }

    [Fact]
    public void Only_a_binary_task_with_scores_and_stated_costs_has_a_best_threshold()
    {
        var labels = new MetricInput { Task = MetricTask.Binary, Rows = 2, ClassCount = 2, Truth = [0, 1], Predicted = [0, 1] };

        FluentActions.Invoking(() => ThresholdSearch.Best(null!, [], [Errors], 1, default)).Should().Throw<ArgumentNullException>().WithParameterName("input");
        FluentActions.Invoking(() => ThresholdSearch.Best(labels, null!, [Errors], 1, default)).Should().Throw<ArgumentNullException>().WithParameterName("axes");
        FluentActions.Invoking(() => ThresholdSearch.Best(labels, [], null!, 1, default)).Should().Throw<ArgumentNullException>().WithParameterName("costs");
        FluentActions.Invoking(() => ThresholdSearch.Best(labels, [], [Errors], 1, default)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => ThresholdSearch.Best(Inputs.Multiclass(new Random(1), 5, 3), [], [], 1, default)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => ThresholdSearch.Best(Scored([1], [0.5]), [], [new("cost")], 1, default)).Should().Throw<ArgumentException>();
    }

    [Theory]
    [InlineData(1e6, 1e6 + 1e-5, false)]
    [InlineData(1e6, 1e6 + 1, true)]
    [InlineData(-1e6 - 1e-5, -1e6, false)]
    [InlineData(1, 1, false)]
    [InlineData(1 + 1e-3, 1, false)]
    [InlineData(0, 1e-12, true)]
    public void A_gain_that_rounding_explains_is_none(double cost, double now, bool better) => new BestThreshold(0.5, cost, now).IsBetter.Should().Be(better);

    [Fact]
    public void No_thread_is_one_thread()
    {
        var input = Inputs.Binary(new Random(1), 30);

        ThresholdSearch.Best(input, [], [Errors], 0, TestContext.Current.CancellationToken).Overall
            .Should().Equal(ThresholdSearch.Best(input, [], [Errors], 1, TestContext.Current.CancellationToken).Overall);
    }

    [Theory]
    [InlineData(0.4321, 0.4567, 0.45)]
    [InlineData(0.4, 0.49, 0.49)]
    [InlineData(0.25, 0.5, 0.5)]
    [InlineData(0.999, 1, 1)]
    [InlineData(0.99961, 0.99969, 0.9996899999999999)]
    [InlineData(double.NegativeInfinity, 0.0371, 0.03)]
    [InlineData(double.NegativeInfinity, 0, 0)]
    [InlineData(-3.2, -2.1, -3)]
    [InlineData(-1, 0.0000123, 0.00001)]
    [InlineData(0.1, 0.10000000000000002, 0.10000000000000002)]
    public void A_round_number_has_the_fewest_digits(double above, double upTo, double expected) =>
        RoundNumber.Within(above, upTo).Should().BeApproximately(expected, 1e-4 * Math.Abs(expected)).And.BeLessThanOrEqualTo(upTo).And.BeGreaterThan(above);

    [Fact]
    public void Matrices_are_equal_by_their_costs()
    {
        CostMatrix.Binary(1, 2, 3, 4).Should().Be(new CostMatrix(2, [4, 2, 3, 1]));
        CostMatrix.Binary(1, 2, 3, 4).GetHashCode().Should().Be(new CostMatrix(2, [4, 2, 3, 1]).GetHashCode());
        CostMatrix.Binary(1, 2, 3, 4).Should().NotBe(CostMatrix.Binary(1, 2, 3, 5));
        FluentActions.Invoking(() => new CostMatrix(2, [1, 2, 3])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => CostMatrix.Binary(1, double.NaN, 3, 4)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Without_a_matrix_or_with_one_of_other_classes_there_is_no_cost()
    {
        Values.One(Scored([1], [0.5]), "cost").Undefined.Should().Be("no cost is stated");
        FluentActions.Invoking(() => Values.One(Inputs.Multiclass(new Random(1), 5, 3), Errors)).Should().Throw<ArgumentException>();
    }

    private static MetricInput Scored(int[] truth, double[] scores) => new()
    {
        Task = MetricTask.Binary,
        Rows = truth.Length,
        ClassCount = 2,
        Truth = truth,
        Predicted = Array.ConvertAll(scores, score => score >= 0.5 ? 1 : 0),
        Scores = scores,
    };

    private static double Cost(MetricInput slice, MetricRequest request, double threshold)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var row = 0; row < slice.Rows; row++)
        {
            var w = slice.Weights?[row] ?? 1;
            weight += w;
            sum += w * request.Costs![slice.Truth![row], slice.Scores![row] >= threshold ? 1 : 0];
        }

        return request.Total ? sum : sum / weight;
    }
}
