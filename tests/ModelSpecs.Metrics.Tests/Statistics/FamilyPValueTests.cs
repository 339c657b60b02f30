using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Tests.Statistics;

/// <summary>The p-values of estimates, and those that corrections are given.</summary>
public class FamilyPValueTests
{
    [Theory]
    [InlineData(60, 0.9)]
    [InlineData(60, 0.98)]
    [InlineData(500, 0.99)]
    [InlineData(1000, 0.5)]
    public void A_share_that_has_not_changed_falls_below_a_level_no_more_often_than_the_level_says(int rows, double share)
    {
        foreach (var level in new[] { 0.05, 0.01, 0.001, 0.0001 })
        {
            Chance(rows, share, count => Estimate(count, rows, IntervalMethod.Wilson).FamilyPValue(share) < level).Should().BeLessThan(level);
        }
    }

    [Fact]
    public void Wilsons_own_p_value_falls_below_a_thousandth_far_too_often_where_the_rate_is_high() =>
        Chance(100, 0.98, count => Estimate(count, 100, IntervalMethod.Wilson).PValue(0.98) < 0.001).Should().BeGreaterThan(0.002);

    [Theory]
    [InlineData(IntervalMethod.Wilson)]
    [InlineData(IntervalMethod.ClopperPearson)]
    public void A_shares_p_value_and_interval_agree(IntervalMethod method)
    {
        foreach (var count in new[] { 0, 1, 52, 60 })
        {
            var estimate = Estimate(count, 60, method);
            AgreeEverywhere(estimate);
            estimate.PValue(1.01).Should().Be(0);
            estimate.PValue(-0.01).Should().Be(0);
            estimate.PValue(double.NaN).Should().Be(double.NaN);
        }
    }

    [Theory]
    [InlineData(IntervalMethod.DeLong)]
    [InlineData(IntervalMethod.LogitDeLong)]
    public void An_areas_p_value_and_interval_agree(IntervalMethod method)
    {
        foreach (var area in new[] { DeLong.Of([1, 3, 4, 6], [0, 2, 1, 5]), DeLong.Of([3, 4], [1, 2, 0]) })
        {
            var estimate = new AreaEstimate(area, 4, method);
            AgreeEverywhere(estimate);
            estimate.PValue(1.01).Should().Be(0);
            estimate.FamilyPValue(0.4).Should().Be(estimate.PValue(0.4));
        }
    }

    private static void AgreeEverywhere(Estimate estimate)
    {
        var interval = estimate.At(0.95);
        for (var step = 0; step <= 400; step++)
        {
            var bound = step / 400.0;
            var p = estimate.PValue(bound);
            if (Math.Abs(p - 0.05) > 1e-9)
            {
                (p < 0.05).Should().Be(!interval.Contains(bound), $"{estimate.Value} at {bound}");
            }
        }
    }

    private static ProportionEstimate Estimate(int count, int rows, IntervalMethod method) => new((double)count / rows, count, rows, method);

    private static double Chance(int rows, double share, Func<int, bool> alarms) =>
        Enumerable.Range(0, rows + 1).Where(alarms).Sum(count => Binomial(count, rows, share));

    private static double Binomial(int count, int rows, double share) =>
        Proportion.AtMost(count, rows, share) - (count == 0 ? 0 : Proportion.AtMost(count - 1, rows, share));
}
