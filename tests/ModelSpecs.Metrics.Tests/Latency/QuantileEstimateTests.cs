using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Latency;

namespace ModelSpecs.Metrics.Tests.Latency;

public sealed class QuantileEstimateTests
{
    [Theory]
    [InlineData(1, 0.99, 0)]
    [InlineData(100, 0.5, 49)]
    [InlineData(200, 0.95, 189)]
    [InlineData(1000, 0.99, 989)]
    [InlineData(1001, 0.99, 990)]
    [InlineData(10, 0, 0)]
    [InlineData(10, 1, 9)]
    public void A_quantile_is_the_smallest_value_that_the_share_does_not_exceed(int count, double share, int place) =>
        OrderStatistics.Place(count, share).Should().Be(place);

    [Fact]
    public void With_fewer_values_than_needed_an_end_is_infinite_and_with_as_many_it_is_not()
    {
        var needed = OrderStatistics.Needed(0.99, 0.95);

        needed.Should().Be(368);
        QuantileEstimate.Of(Rising(needed - 1), 0.99).At(0.95).High.Should().Be(double.PositiveInfinity);
        QuantileEstimate.Of(Rising(needed), 0.99).At(0.95).High.Should().Be(needed - 1);
    }

    [Theory]
    [InlineData(0.5, 100)]
    [InlineData(0.9, 200)]
    [InlineData(0.95, 400)]
    [InlineData(0.99, 1000)]
    public void The_interval_covers_what_it_says_of_latencies_with_a_long_tail(double share, int count)
    {
        // Log-normal with one call of fifty ten times as long: the quantile of the mixture by bisection is not needed, that of the uniform below it is known.
        var covered = 0;
        const int Draws = 2_000;
        for (var draw = 0; draw < Draws; draw++)
        {
            var random = new RandomStream(7, (ulong)draw);
            var values = new double[count];
            for (var i = 0; i < count; i++)
            {
                values[i] = Stretch(random.NextDouble());
            }

            covered += QuantileEstimate.Of(values, share).At(0.95).Contains(Stretch(share)) ? 1 : 0;
        }

        (covered / (double)Draws).Should().BeInRange(0.945, 0.995, "order statistics never cover less than they say, but for the draw of the simulation");
    }

    [Fact]
    public void Interval_and_p_value_never_disagree()
    {
        var estimate = QuantileEstimate.Of(Rising(400), 0.95);
        var interval = estimate.At(0.95);

        for (var bound = 300.0; bound < 420; bound += 0.5)
        {
            (estimate.PValue(bound) > 0.05).Should().Be(interval.Contains(bound), "bound {0}", bound);
        }

        estimate.PValue(double.NaN).Should().Be(double.NaN);
    }

    [Fact]
    public void It_is_refused_without_values_and_for_shares_that_are_no_quantile()
    {
        FluentActions.Invoking(() => QuantileEstimate.Of([], 0.5)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => QuantileEstimate.Of([1], 1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => QuantileEstimate.Of([1], 0)).Should().Throw<ArgumentOutOfRangeException>();
    }

    private static double[] Rising(int count) => [.. Enumerable.Range(0, count).Select(i => (double)i)];

    // Increasing: a share of the uniform is the same share of what it becomes.
    private static double Stretch(double u) => 1 + u + (u > 0.98 ? 10 * (u - 0.98) / (1.0001 - u) : 0);
}
