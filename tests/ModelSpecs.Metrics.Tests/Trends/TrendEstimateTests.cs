using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Metrics.Trends;

namespace ModelSpecs.Metrics.Tests.Trends;

public sealed class TrendEstimateTests
{
    [Fact]
    public void The_interval_holds_zero_exactly_where_the_test_finds_no_trend() => Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<(int Seed, byte Length, bool Tied)>(), t =>
    {
        var random = new Random(t.Seed);
        var values = Enumerable.Range(0, 5 + (t.Length % 30)).Select(i => (0.1 * i * random.NextDouble()) + random.NextDouble()).Select(v => t.Tied ? Math.Round(v, 1) : v).ToArray();
        var estimate = Trend(values);
        var interval = estimate.At(0.95);

        if (!t.Tied)
        {
            (interval.Low > 0 || interval.High < 0).Should().Be(estimate.PValue(0) < 0.05);
        }

        interval.Low.Should().BeLessThanOrEqualTo(estimate.Value);
        interval.High.Should().BeGreaterThanOrEqualTo(estimate.Value);
    }));

    [Theory]
    [InlineData(0.9, 4)]
    [InlineData(0.95, 5)]
    [InlineData(0.99, 6)]
    public void With_fewer_values_no_trend_is_ever_found(double confidence, int fewest)
    {
        TrendEstimate.FewestValues(confidence).Should().Be(fewest);
        Trend(Falling(fewest)).PValue(0).Should().BeLessThan(1 - confidence);
        Trend(Falling(fewest - 1)).PValue(0).Should().BeGreaterThanOrEqualTo(1 - confidence);
        double.IsInfinity(Trend(Falling(fewest - 1)).At(confidence).Low).Should().BeTrue();
    }

    [Theory]
    [InlineData(0.95, 1, 6)]
    [InlineData(0.95, 2, 8)]
    public void With_fewer_values_no_change_is_ever_found(double confidence, int sides, int fewest)
    {
        ChangePoint.FewestValues(confidence, sides).Should().Be(fewest);
        Step(fewest).PValue.Should().BeLessThan(1 - confidence);
        Step(fewest - 1).PValue.Should().BeGreaterThanOrEqualTo(1 - confidence);

        ChangePoint Step(int n) => ChangePoint.Of([.. Enumerable.Range(0, n).Select(i => i < n / 2 ? 1.0 : 0.0)], falls: true, rises: sides == 2, ChangePoint.FewestDraws, 1, CancellationToken.None);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.0001)]
    [InlineData(0.0001 / 10)]
    public void As_many_orders_are_drawn_as_a_level_needs(double level)
    {
        double[] broken = [.. Enumerable.Range(0, 40).Select(i => i < 20 ? 1.0 : 0.0)];

        ChangePoint.Of(broken, falls: true, rises: false, ChangePoint.DrawsFor(level), 1, CancellationToken.None).PValue.Should().BeLessThan(level / 5);
    }

    [Fact]
    public void Of_no_trend_at_most_one_series_in_twenty_is_said_to_have_one()
    {
        var random = new Random(7);
        var (trends, changes) = (0, 0);
        for (var run = 0; run < 2_000; run++)
        {
            var values = Enumerable.Range(0, 12).Select(_ => random.NextDouble()).ToArray();
            trends += Trend(values).PValue(0) < 0.05 ? 1 : 0;
            changes += run < 200 && ChangePoint.Of(values, falls: true, rises: true, ChangePoint.FewestDraws, 3, CancellationToken.None).PValue < 0.05 ? 1 : 0;
        }

        trends.Should().BeInRange(50, 125);
        changes.Should().BeInRange(1, 22);
    }

    [Fact]
    public void The_interval_of_the_slope_covers_what_it_says()
    {
        var random = new Random(11);
        var covered = 0;
        for (var run = 0; run < 2_000; run++)
        {
            var interval = Trend([.. Enumerable.Range(0, 15).Select(i => (0.3 * i) + Gauss(random))]).At(0.95);
            covered += interval.Low <= 0.3 && interval.High >= 0.3 ? 1 : 0;
        }

        // Exact, so never less; the steps of the distribution make it a little more.
        covered.Should().BeInRange(1_880, 1_960);
    }

    [Fact]
    public void Values_that_are_all_the_same_have_no_slope_and_no_trend()
    {
        var estimate = Trend([0.9, 0.9, 0.9, 0.9, 0.9, 0.9]);

        estimate.At(0.95).Should().Be(new ModelSpecs.Metrics.Statistics.Interval(0, 0));
        (estimate.Value, estimate.Tau, estimate.PValue(0), estimate.StandardError).Should().Be((0, 0, 1, 0));
    }

    [Fact]
    public void Times_that_are_missing_count()
    {
        TrendEstimate.Of([0, 1, 10], [0, 1, 10]).Value.Should().Be(1);
        TrendEstimate.Of([0, 1, 2], [0, 1, 10]).Value.Should().Be(5);
    }

    [Fact]
    public void Tied_values_are_counted_by_their_orders_in_short_series()
    {
        double[] values = [1, 1, 2, 2, 3];
        var all = new List<long>();
        Orders.ForEach([.. values], order => all.Add(MannKendall.Of(order).S));

        all.Should().HaveCount(120);
        for (var s = 0; s <= 10; s++)
        {
            KendallDistribution.Of(values).TwoSidedP(s).Should().BeApproximately(s == 0 ? 1 : all.Count(other => Math.Abs(other) >= s) / 120.0, 1e-12);
        }
    }

    [Fact]
    public void The_counted_distribution_meets_the_normal_one_where_it_ends()
    {
        var counted = KendallDistribution.Of(Falling(KendallDistribution.MostExact));
        var normal = KendallDistribution.Of(Falling(KendallDistribution.MostExact + 1));
        var scale = Math.Sqrt(MannKendall.Of(Falling(KendallDistribution.MostExact + 1)).Variance / MannKendall.Of(Falling(KendallDistribution.MostExact)).Variance);

        for (var s = 20; s < 300; s += 20)
        {
            counted.TwoSidedP(s).Should().BeApproximately(normal.TwoSidedP((long)Math.Round(s * scale)), 0.02);
        }
    }

    [Fact]
    public void A_series_without_values_or_times_is_refused()
    {
        ((Action)(() => TrendEstimate.Of([1], [1]))).Should().Throw<ArgumentException>();
        ((Action)(() => TrendEstimate.Of([1, 2], [1, 2, 3]))).Should().Throw<ArgumentException>();
    }

    private static double[] Falling(int n) => [.. Enumerable.Range(0, n).Select(i => -(double)i)];

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static TrendEstimate Trend(double[] values) => TrendEstimate.Of([.. Enumerable.Range(0, values.Length).Select(i => (double)i)], values);
}
