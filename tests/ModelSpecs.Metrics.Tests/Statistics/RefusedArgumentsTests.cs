using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Tests.Statistics;

/// <summary>A statistic of something without meaning would compare as neither above nor below: it is refused, by the name of the argument.</summary>
public class RefusedArgumentsTests
{
    public static TheoryData<string, Func<double>> Calls => new()
    {
        { "trials", () => Power.SmallestDetectableDropOfProportion(0.9, -1, 0.95, 0.8) },
        { "trials", () => Power.SmallestDetectableDropOfProportion(0.9, double.PositiveInfinity, 0.95, 0.8) },
        { "p", () => Power.SmallestDetectableDropOfProportion(1.1, 10, 0.95, 0.8) },
        { "power", () => Power.SmallestDetectableDropOfProportion(0.9, 10, 0.95, 1) },
        { "p", () => Power.SmallestDetectableRiseOfProportion(double.NaN, 10, 0.95, 0.8) },
        { "standardError", () => Power.SmallestDetectableDrop(-0.1, 0.95, 0.8) },
        { "power", () => Power.SmallestDetectableDrop(0.1, 0.95, 0) },
        { "rows", () => Power.RowsNeeded(-1, 0.1, 0.1) },
        { "halfWidth", () => Power.RowsNeeded(10, -0.1, 0.1) },
        { "halfWidth", () => Power.RowsNeeded(10, double.NaN, 0.1) },
        { "p", () => Power.RowsNeededWilson(-0.1, 0.5, 0.95) },
        { "p0", () => Power.RowsNeededWilson(0.5, 1.1, 0.95) },
        { "p0", () => Proportion.ClopperPearsonP(1, 2, 1.1) },
        { "p0", () => Proportion.ClopperPearsonP(1, 2, double.NaN) },
        { "p0", () => Proportion.WilsonP(1, 2, -0.1) },
        { "successes", () => Proportion.WilsonP(3, 2, 0.5) },
        { "successes", () => Proportion.ClopperPearsonP(-1, 2, 0.5) },
        { "gained", () => PairedProportion.ScoreP(-1, 3, 10, 0) },
        { "lost", () => PairedProportion.ScoreP(3, -1, 10, 0) },
        { "successes", () => PairedProportion.ScoreP(6, 5, 10, 0) },
        { "confidence", () => new DeLongResult(1, 0, 3, 4).Interval(1).Low },
        { "confidence", () => new DeLongResult(1, 0, 3, 4).Interval(0).Low },
        { "confidence", () => new DeLongResult(1, 0, 3, 4).LogitInterval(double.NaN).Low },
    };

    [Theory]
    [MemberData(nameof(Calls), DisableDiscoveryEnumeration = true)]
    public void What_has_no_meaning_is_refused_by_name(string name, Func<double> call) => call.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(name);

    [Fact]
    public void The_ends_of_a_range_are_in_it()
    {
        Power.RowsNeeded(0, 0, 0.1).Should().Be(1);
        Power.RowsNeeded(10, 0.1, 0).Should().Be(double.PositiveInfinity);
        Power.RowsNeededWilson(0.5, 0.5, 0.95).Should().Be(double.PositiveInfinity);
        Power.RowsNeededWilson(0, 0, 0.95).Should().Be(double.PositiveInfinity);
        Power.RowsNeededWilson(0, 1, 0.95).Should().Be(1);
        Proportion.ClopperPearsonP(1, 2, 0).Should().Be(0);
        Proportion.ClopperPearsonP(2, 2, 1).Should().Be(1);
    }

    [Fact]
    public void Two_areas_that_order_every_pair_alike_rest_on_the_smaller_class()
    {
        // Three positives and five negatives, and the other way round: three disjoint pairs.
        foreach (var area in new[] { new DeLongResult(1, 0, 3, 5), new DeLongResult(1, 0, 5, 3) })
        {
            var pair = new DeLongPair(area, area, 0);

            pair.Interval(0.95).High.Should().BeApproximately(1 - Math.Pow(0.025, 1 / 3.0), 1e-12);
            pair.P(0.4).Should().BeApproximately(2 * Math.Pow(0.6, 3), 1e-12);
        }
    }

    [Theory]
    [InlineData(IntervalMethod.Percentile, "roc_auc", 50, true)]
    [InlineData(IntervalMethod.Percentile, "roc_auc", 51, false)]
    [InlineData(IntervalMethod.Bca, "roc_auc", 11, false)]
    [InlineData(IntervalMethod.Bca, "roc_auc", 10, true)]
    [InlineData(IntervalMethod.Percentile, "mae", 200, true)]
    [InlineData(IntervalMethod.Bca, "mae", 21, false)]
    [InlineData(IntervalMethod.Mover, "mae", 1, false)]
    [InlineData(IntervalMethod.None, "mae", 1, false)]
    public void A_bootstrap_is_marked_by_the_limit_of_its_kind(IntervalMethod method, string metric, long smallest, bool marked)
    {
        Coverage.IsKnownToUndercover(method, metric, 0.8, 10_000, smallest).Should().Be(marked);
        Coverage.IsKnownToUndercover(method, metric, 0.8, smallest, null).Should().Be(marked);
    }
}
