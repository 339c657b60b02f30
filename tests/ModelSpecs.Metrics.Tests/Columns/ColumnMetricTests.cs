using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Columns;

public class ColumnMetricTests
{
    private const double None = double.NaN;

    [Theory]
    [InlineData("mean", 2.5)]
    [InlineData("sum", 10)]
    [InlineData("min", 1)]
    [InlineData("max", 4)]
    [InlineData("std", 1.118033988749895)]
    [InlineData("median", 2.5)]
    [InlineData("p90", 3.7)]
    [InlineData("p95", 3.85)]
    [InlineData("p99", 3.97)]
    public void Nulls_are_left_out_and_the_value_rests_on_the_rest(string name, double expected)
    {
        var value = Of(name, [3, None, 1, 4, None, 2]);

        value.Value.Should().BeApproximately(expected, 1e-14);
        value.Rows.Should().Be(4);
    }

    [Fact]
    public void The_values_of_a_slice_are_its_own()
    {
        var random = new Random(3);
        var input = Inputs.Multiclass(random, 500, 3, weighted: true);
        var axis = Inputs.Axis(random, input.Rows, 4);
        MetricRequest[] requests = [.. Requests.All(input).Where(request => request.Column is not null)];

        var values = SliceEvaluator.Evaluate(input, [axis], requests, 2, CancellationToken.None).Groups[0];

        for (var group = 0; group < axis.Groups; group++)
        {
            var slice = Inputs.Take(input, [.. Enumerable.Range(0, input.Rows).Where(row => axis.Codes[row] == group)]);
            Values.Differences(requests, values[group], Values.Of(slice, requests)).Should().BeEmpty();
        }
    }

    [Fact]
    public void Without_a_value_or_without_weight_there_is_nothing_to_say()
    {
        Of("mean", [None, None]).Should().Be(new MetricValue(double.NaN, 0, "no row that counts has a value in the column"));
        Of("p95", [5, None], [0, 2]).Should().Be(new MetricValue(double.NaN, 0, "no row that counts has a value in the column"));
        Of("max", [5, 9, 7], [1, 0, 1]).Value.Should().Be(7);
        Of("median", [5, 9, 7], [2, 0, 2]).Value.Should().Be(6, "a row without weight does not make the weights differ");
        Of("median", [5, 9, 7], [2, 1, 2]).Value.Should().Be(7);
    }

    [Fact]
    public void A_value_without_weight_is_no_other_reason_than_no_value() =>
        Of("mean", [5, None], [0, 2]).Should().Be(Of("mean", [None], [2]));

    [Fact]
    public void A_constant_far_from_zero_has_no_spread()
    {
        Of("std", [1e9 + 0.1, 1e9 + 0.1, 1e9 + 0.1]).Value.Should().Be(0);
        Of("quantile", [double.MaxValue, -double.MaxValue]).Value.Should().Be(0, "the middle of what overflows as a difference");
    }

    [Fact]
    public void A_column_that_is_not_there_is_named()
    {
        var input = Input([1, 2], null);

        Values.One(input, "mean").Undefined.Should().Be("no column is named");
        Values.One(input, new MetricRequest("mean") { Column = "y" }).Undefined.Should().Be("there is no column 'y'");
        SliceEvaluator.EvaluateTrivial(input, [], [new("mean"), new("mean") { Column = "x" }], 1, CancellationToken.None).Overall
            .Select(value => value.Value).Should().Equal(double.NaN, 1.5);
        FluentActions.Invoking(() => Of("mean", [1], [1, 2])).Should().Throw<ArgumentException>();
    }

    private static MetricValue Of(string name, double[] column, double[]? weights = null) =>
        Values.One(Input(column, weights), new MetricRequest(name) { Column = "x" });

    private static MetricInput Input(double[] column, double[]? weights) => new()
    {
        Task = MetricTask.Regression,
        Rows = weights?.Length ?? column.Length,
        TrueValues = new double[weights?.Length ?? column.Length],
        PredictedValues = new double[weights?.Length ?? column.Length],
        Weights = weights,
        Columns = new Dictionary<string, double[]> { ["x"] = column },
    };
}
