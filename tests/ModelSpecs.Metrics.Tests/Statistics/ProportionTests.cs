using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Metrics.Statistics;
using Interval = ModelSpecs.Metrics.Statistics.Interval;

namespace ModelSpecs.Metrics.Tests.Statistics;

public class ProportionTests
{
    private static Func<double, double, double, Interval>[] Intervals => [Proportion.Wilson, Proportion.ClopperPearson];

    [Fact]
    public void Without_a_success_the_lower_end_is_0_and_without_a_failure_the_upper_end_is_1()
    {
        foreach (var interval in Intervals)
        {
            foreach (var trials in new[] { 1, 7, 1_000_000 })
            {
                interval(0, trials, 0.95).Low.Should().Be(0);
                interval(trials, trials, 0.95).High.Should().Be(1);
                interval(0, trials, 0.95).High.Should().BeInRange(double.Epsilon, 1 - 1e-6);
                interval(trials, trials, 0.95).Low.Should().BeInRange(double.Epsilon, 1 - 1e-9);
            }
        }
    }

    [Fact]
    public void Without_trials_nothing_is_known()
    {
        foreach (var interval in Intervals)
        {
            interval(0, 0, 0.95).Should().Be(new Interval(0, 1));
        }

        Proportion.WilsonP(0, 0, 0.3).Should().Be(1);
        Proportion.ClopperPearsonP(0, 0, 0.3).Should().Be(1);
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    [InlineData(double.NaN, 5)]
    [InlineData(1, double.NaN)]
    [InlineData(1, double.PositiveInfinity)]
    public void Counts_that_cannot_be_are_refused(double successes, double trials)
    {
        foreach (var interval in Intervals)
        {
            FluentActions.Invoking(() => interval(successes, trials, 0.95)).Should().Throw<ArgumentOutOfRangeException>();
        }

        FluentActions.Invoking(() => Proportion.WilsonP(successes, trials, 0.5)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Proportion.ClopperPearsonP(successes, trials, 0.5)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(95)]
    [InlineData(double.NaN)]
    public void A_confidence_that_is_none_is_refused(double confidence)
    {
        foreach (var interval in Intervals)
        {
            FluentActions.Invoking(() => interval(3, 5, confidence)).Should().Throw<ArgumentOutOfRangeException>();
        }
    }

    [Fact]
    public void An_interval_holds_the_share_and_grows_with_the_confidence() => Prop.ForAll(Counts, pair =>
    {
        var (successes, trials) = pair;
        return Intervals.All(interval =>
        {
            var (narrow, wide) = (interval(successes, trials, 0.8), interval(successes, trials, 0.95));
            return narrow.Contains((double)successes / trials) && wide.Low <= narrow.Low && wide.High >= narrow.High
                && wide.Low >= 0 && wide.High <= 1;
        });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Failures_have_the_mirrored_interval() => Prop.ForAll(Counts, pair =>
    {
        var (successes, trials) = pair;
        return Intervals.All(interval =>
        {
            var (of, mirrored) = (interval(successes, trials, 0.95), interval(trials - successes, trials, 0.95));
            return Math.Abs(of.Low - (1 - mirrored.High)) < 1e-13 && Math.Abs(of.High - (1 - mirrored.Low)) < 1e-13;
        });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Clopper_and_Pearson_reach_at_least_as_far_as_one_row_less_decided() => Prop.ForAll(Counts, pair =>
    {
        var (successes, trials) = pair;
        var fewer = Proportion.ClopperPearson(successes, trials, 0.95);
        var more = Proportion.ClopperPearson(10.0 * successes, 10.0 * trials, 0.95);
        return more.Low >= fewer.Low && more.High <= fewer.High;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_p_value_lies_below_the_level_exactly_where_the_interval_excludes_the_proportion() => Prop.ForAll(
        Counts, Gen.Choose(0, 1000).Select(step => step / 1000.0).ToArbitrary(), (pair, p0) =>
        {
            var (successes, trials) = pair;
            return Dual(Proportion.Wilson(successes, trials, 0.95), Proportion.WilsonP(successes, trials, p0), p0)
                && Dual(Proportion.ClopperPearson(successes, trials, 0.95), Proportion.ClopperPearsonP(successes, trials, p0), p0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Weights_that_are_no_whole_numbers_lie_between_their_neighbours()
    {
        foreach (var interval in Intervals)
        {
            var (less, between, more) = (interval(3, 20, 0.95), interval(3.5, 20, 0.95), interval(4, 20, 0.95));
            between.Low.Should().BeInRange(less.Low, more.Low);
            between.High.Should().BeInRange(less.High, more.High);
        }
    }

    [Fact]
    public void The_smallest_proportions_keep_their_digits()
    {
        // The lower end for one success in n is 1 − (1 − α/2)^(1/n).
        Proportion.ClopperPearson(1, 1e9, 0.95).Low.Should().BeApproximately(-Math.Log(0.975) * 1e-9, 1e-18);
        Proportion.ClopperPearson(0, 1e9, 0.95).High.Should().BeApproximately(-Math.Log(0.025) * 1e-9, 1e-16);
        Proportion.Wilson(1, 1e12, 0.95).Low.Should().BeInRange(1e-13, 1e-12);
    }

    [Fact]
    public void A_confidence_as_near_to_1_as_there_is_still_has_an_interval()
    {
        foreach (var interval in Intervals)
        {
            var widest = interval(54, 60, Math.BitDecrement(1.0));
            widest.Low.Should().BeInRange(0.3, 0.6);
            widest.High.Should().BeInRange(0.98, 1);
        }
    }

    private static Arbitrary<(int Successes, int Trials)> Counts =>
        (from trials in Gen.Frequency((3, Gen.Choose(1, 40)), (1, Gen.Choose(41, 5000)))
         from successes in Gen.Frequency((3, Gen.Choose(0, trials)), (1, Gen.Choose(0, Math.Min(3, trials))), (1, Gen.Constant(trials)))
         select (successes, trials)).ToArbitrary();

    // On the very edge rounding decides.
    private static bool Dual(Interval interval, double p, double p0) =>
        Math.Abs(p - 0.05) < 1e-9 || (p < 0.05) == !interval.Contains(p0);
}
