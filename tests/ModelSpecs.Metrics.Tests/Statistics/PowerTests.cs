using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Tests.Statistics;

public class PowerTests
{
    [Fact]
    public void The_drop_of_an_estimate_is_the_sum_of_both_quantiles_times_its_error()
    {
        // 1.959964 + 0.841621, the textbook's 2.8.
        Power.SmallestDetectableDrop(0.01, 0.95, 0.8).Should().BeApproximately(0.0280158521, 1e-10);
        Power.SmallestDetectableDrop(0, 0.95, 0.8).Should().Be(0);
    }

    [Fact]
    public void A_rate_so_low_that_not_even_zero_would_be_noticed_has_no_detectable_drop()
    {
        Power.SmallestDetectableDropOfProportion(0.02, 100, 0.95, 0.8).Should().Be(double.PositiveInfinity);
        Power.SmallestDetectableDropOfProportion(0, 100, 0.95, 0.8).Should().Be(double.PositiveInfinity);
        Power.SmallestDetectableDropOfProportion(0.5, 0, 0.95, 0.8).Should().Be(double.PositiveInfinity);
    }

    [Fact]
    public void Where_a_single_failure_refutes_the_drop_is_what_shows_one_failure_often_enough() =>
        Power.SmallestDetectableDropOfProportion(1, 30, 0.95, 0.8).Should().BeApproximately(1 - Math.Pow(0.2, 1.0 / 30), 1e-12);

    [Fact]
    public void A_rise_is_the_drop_of_the_complement() =>
        Power.SmallestDetectableRiseOfProportion(0.1, 200, 0.95, 0.8)
            .Should().Be(Power.SmallestDetectableDropOfProportion(0.9, 200, 0.95, 0.8));

    [Fact]
    public void The_approximation_for_many_rows_meets_the_binomial()
    {
        // 5,001 rows on the smaller side on one hand, a little fewer on the other: a jump would show.
        var exact = Power.SmallestDetectableDropOfProportion(0.5, 10_150, 0.95, 0.8);
        var approximate = Power.SmallestDetectableDropOfProportion(0.5, 10_250, 0.95, 0.8);

        (exact / approximate).Should().BeInRange(0.99, 1.02);
    }

    [Fact]
    public void More_rows_show_smaller_drops()
    {
        var drops = new[] { 50, 200, 1000, 10_000, 100_000, 1_000_000 }
            .Select(rows => Power.SmallestDetectableDropOfProportion(0.9, rows, 0.95, 0.8)).ToArray();

        drops.Should().BeInDescendingOrder();
        drops[^1].Should().BeApproximately(2.8016 * Math.Sqrt(0.09 / 1e6), 1e-5);
    }

    [Fact]
    public void At_the_rows_needed_the_interval_excludes_the_bound_and_just_below_it_does_not()
    {
        foreach (var (p, p0) in new[] { (0.87, 0.9), (0.95, 0.9), (0.501, 0.5), (0.02, 0.03) })
        {
            var rows = Power.RowsNeededWilson(p, p0, 0.95);

            Proportion.Wilson(p * rows, rows, 0.95).Contains(p0).Should().BeFalse();
            Proportion.Wilson(p * (rows - 1), rows - 1, 0.95).Contains(p0).Should().BeTrue();
        }
    }

    [Fact]
    public void A_value_on_the_bound_is_never_decided()
    {
        Power.RowsNeeded(100, 0.1, 0).Should().Be(double.PositiveInfinity);
        Power.RowsNeededWilson(0.9, 0.9, 0.95).Should().Be(double.PositiveInfinity);
    }

    [Fact]
    public void Half_the_width_takes_four_times_the_rows()
    {
        Power.RowsNeeded(100, 0.1, 0.05).Should().Be(401);
        Power.RowsNeeded(100, 0.1, -0.05).Should().Be(401);
        Power.RowsNeeded(60, 0, 0.2).Should().Be(1);
    }

    [Theory]
    [InlineData(0.5, 100, true)]
    [InlineData(0.999, 100_000, true)]
    [InlineData(0.002, 100_000, true)]
    [InlineData(0.5, 100_000, false)]
    public void The_drop_is_the_binomials_until_both_sides_have_more_than_5000_rows(double p, int trials, bool exact)
    {
        var found = Power.SmallestDetectableDropOfProportion(p, trials, 0.95, 0.8);

        Math.Abs(Reached(p, trials, found) - 0.8).Should().BeInRange(exact ? 0 : 1e-8, exact ? 1e-10 : 2e-3);
    }

    [Fact]
    public void The_binomial_is_left_where_the_smaller_side_passes_5000_rows()
    {
        foreach (var p in new[] { 0.45, 0.55 })
        {
            // The most successes that are rejected, or the failures beside them, are the smaller side.
            var at = Enumerable.Range(9_000, 3_500).First(trials => Math.Min(MostRejected(p, trials), trials - MostRejected(p, trials)) == 5_000);
            var after = Enumerable.Range(at, 500).First(trials => Math.Min(MostRejected(p, trials), trials - MostRejected(p, trials)) == 5_001);

            Math.Abs(Reached(p, at, Power.SmallestDetectableDropOfProportion(p, at, 0.95, 0.8)) - 0.8).Should().BeLessThan(1e-10);
            Math.Abs(Reached(p, after, Power.SmallestDetectableDropOfProportion(p, after, 0.95, 0.8)) - 0.8).Should().BeGreaterThan(1e-8);
        }
    }

    // The power at p less the drop.
    private static double Reached(double p, int trials, double drop) => Proportion.AtMost(MostRejected(p, trials), trials, p - drop);

    // The most successes whose interval lies below p, by halving.
    private static int MostRejected(double p, int trials)
    {
        int rejected = -1, kept = trials;
        while (kept - rejected > 1)
        {
            var middle = (kept + rejected) / 2;
            (rejected, kept) = Proportion.Wilson(middle, trials, 0.95).High < p ? (middle, kept) : (rejected, middle);
        }

        return rejected;
    }

    [Fact]
    public void What_is_no_share_is_refused()
    {
        FluentActions.Invoking(() => Power.SmallestDetectableDrop(double.NaN, 0.95, 0.8)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Power.SmallestDetectableDrop(0.1, 0.95, 1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Power.SmallestDetectableDropOfProportion(1.2, 10, 0.95, 0.8)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Power.RowsNeededWilson(0.5, double.NaN, 0.95)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
