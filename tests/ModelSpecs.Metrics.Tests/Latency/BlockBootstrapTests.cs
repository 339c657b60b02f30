using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Latency;

namespace ModelSpecs.Metrics.Tests.Latency;

public sealed class BlockBootstrapTests
{
    private const int Draws = 300;

    [Fact]
    public void Values_are_the_statistics_themselves()
    {
        double[] series = [4, 1, 3, 2, 5];

        BlockBootstrap.Of(SeriesStatistic.Mean, series, 1).Value.Should().Be(3);
        BlockBootstrap.Of(SeriesStatistic.Quantile(0.5), series, 1).Value.Should().Be(3);
        BlockBootstrap.Of(SeriesStatistic.Quantile(0.9), series, 1).Value.Should().Be(5);
        BlockBootstrap.Of(SeriesStatistic.Rate(6), series, 1).Value.Should().Be(2);
        BlockBootstrap.Difference(SeriesStatistic.Quantile(0.5), series, [2, 2, 2, 2, 2], 2, 1).Value.Should().Be(-1);
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval()
    {
        var series = Series(1, 400, shared: 0).First;

        BlockBootstrap.Of(SeriesStatistic.Mean, series, 5).At(0.95).Should().Be(BlockBootstrap.Of(SeriesStatistic.Mean, series, 5).At(0.95));
        BlockBootstrap.Of(SeriesStatistic.Mean, series, 5).At(0.95).Should().NotBe(BlockBootstrap.Of(SeriesStatistic.Mean, series, 6).At(0.95));
    }

    [Theory]
    [InlineData(0.5, 400, 0)]
    [InlineData(0.95, 1000, 0)]
    [InlineData(0.99, 1000, 0)]
    [InlineData(0.5, 400, 1)]
    [InlineData(0.95, 1000, 1)]
    public void The_interval_of_a_difference_covers_where_the_machine_slows_both_for_a_while_and_where_it_does_not(double share, int count, double shared)
    {
        // Both series have the same distribution: the true difference is 0.
        var covered = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            var (first, second) = Series((ulong)draw, count, shared);
            covered += BlockBootstrap.Difference(SeriesStatistic.Quantile(share), first, second, 1, 1).At(0.95).Contains(0) ? 1 : 0;
        }

        (covered / (double)Draws).Should().BeGreaterThan(0.91);
    }

    [Fact]
    public void What_slows_both_at_once_makes_the_difference_no_less_sure()
    {
        var (first, second) = Series(3, 1000, shared: 2);
        // The same champion, measured at another time.
        var apart = Series(4, 1000, shared: 2).Second;

        var together = BlockBootstrap.Difference(SeriesStatistic.Mean, first, second, 1, 1).StandardError;

        together.Should().BeLessThan(0.5 * BlockBootstrap.Difference(SeriesStatistic.Mean, first, apart, 1, 1).StandardError);
    }

    [Fact]
    public void A_few_calls_have_no_interval() =>
        BlockBootstrap.Of(SeriesStatistic.Mean, [1, 2, 3], 1).HasInterval.Should().BeFalse();

    [Fact]
    public void Series_that_were_not_measured_in_turn_are_refused() =>
        FluentActions.Invoking(() => BlockBootstrap.Difference(SeriesStatistic.Mean, [1, 2], [1], 1, 1)).Should().Throw<ArgumentOutOfRangeException>();

    private static (double[] First, double[] Second) Series(ulong seed, int count, double shared)
    {
        var random = new RandomStream(11, seed);
        var (first, second) = (new double[count], new double[count]);
        var slow = 0.0;
        for (var i = 0; i < count; i++)
        {
            // How slow the machine is goes up and down slowly, the same for both.
            slow = (0.9 * slow) + random.NextDouble() - 0.5;
            first[i] = 5 + (shared * slow) + Tail(random.NextDouble());
            second[i] = 5 + (shared * slow) + Tail(random.NextDouble());
        }

        return (first, second);
    }

    private static double Tail(double u) => -Math.Log(1 - u);
}
