using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Tests.Intervals;

/// <summary>Estimates from replicates that are known: 1 to 101.</summary>
public class BootstrapEstimateTests
{
    [Fact]
    public void An_end_is_a_quantile_of_the_replicates()
    {
        var estimate = Percentile(51);

        // 20 % and 80 %, ten and more replicates from an end; then halfway between two.
        Near(estimate.At(0.6), 21, 81);
        Near(estimate.At(0.59), 21.5, 80.5);
        Near(estimate.At(0.8), 11, 91);
        (estimate.Method, estimate.Replicates).Should().Be((IntervalMethod.Percentile, 101));
    }

    [Fact]
    public void Beyond_the_tenth_from_an_end_the_tail_is_normal()
    {
        var z = Normal.Quantile(0.975) / Normal.Quantile(0.9);

        Near(Percentile(51).At(0.95), 51 - (40 * z), 51 + (40 * z));
        Near(Percentile(70).At(0.95), 51 - (40 * z), 51 + (40 * z));
    }

    [Fact]
    public void Of_few_replicates_the_ends_are_reached_by_the_tail()
    {
        // Of three there is no tenth: one step from the middle is the edge, where the normal tail has no scale.
        var estimate = new BootstrapEstimate(2, 9, [3, 1, 2], null);

        Near(estimate.At(0.5), 1.5, 2.5);
        Near(estimate.At(0.9), 1.1, 2.9);
    }

    [Theory]
    [InlineData(51)]
    [InlineData(40)]
    public void The_standard_error_is_the_deviation_of_the_replicates_from_their_own_mean(double value) =>
        Percentile(value).StandardError.Should().BeApproximately(Math.Sqrt(101 * 102 / 12.0), 1e-10);

    [Theory]
    [InlineData(51, 0)]
    [InlineData(45, 0)]
    [InlineData(60, 0.05)]
    [InlineData(51, -0.1)]
    public void Bca_moves_the_levels_by_bias_and_acceleration(double value, double acceleration)
    {
        // Replicates below the value, and half of the one that is the value.
        var bias = Normal.Quantile((value - 0.5) / 101);
        double End(double z) => 1 + (100 * Normal.Cdf(bias + ((bias + z) / (1 - (acceleration * (bias + z))))));
        var z = Normal.Quantile(0.7);

        var estimate = new BootstrapEstimate(value, 9, Replicates(), acceleration);

        Near(estimate.At(0.4), End(-z), End(z));
        estimate.Method.Should().Be(IntervalMethod.Bca);
    }

    [Theory]
    [InlineData(1.5, 1)]
    [InlineData(-1.5, -1)]
    public void Beyond_the_pole_of_its_formula_bca_is_as_far_out_as_it_gets(double acceleration, int side)
    {
        var estimate = new BootstrapEstimate(51, 9, Replicates(), acceleration).At(0.8);

        (side > 0 ? estimate.High : estimate.Low).Should().BeApproximately(51 + (side * 40 * 40 / Normal.Quantile(0.9)), 1e-9);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(200, 100.5)]
    public void All_replicates_on_one_side_are_a_bias_of_half_a_replicate(double value, double below)
    {
        var bias = Normal.Quantile(below / 101);
        var estimate = new BootstrapEstimate(value, 9, Replicates(), 0);

        var level = 2 * bias;
        estimate.At(1e-9).Low.Should().BeApproximately(51 + (40 * level / Normal.Quantile(0.9)), 1e-6);
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(9, true)]
    public void Half_of_the_replicates_must_have_a_value(int defined, bool hasInterval)
    {
        var replicates = Enumerable.Range(0, 10).Select(i => i < defined ? i : i % 2 == 0 ? double.NaN : double.PositiveInfinity).Reverse().ToArray();

        var estimate = BootstrapEstimate.Of(3, 12, replicates, null, 7);

        estimate.HasInterval.Should().Be(hasInterval);
        estimate.Replicates.Should().Be(hasInterval ? defined : 0);
        estimate.Missing.Should().Be(hasInterval ? null : "most resamples have no value");
        estimate.SmallestClass.Should().Be(hasInterval ? 7 : null);
        (estimate.Value, estimate.Rows).Should().Be((3, 12));
    }

    [Fact]
    public void One_replicate_that_differs_makes_an_interval()
    {
        BootstrapEstimate.Of(1, 5, [1, 1, 1, 1], null, null).Missing.Should().Be("every resample gives the same value");
        BootstrapEstimate.Of(1, 5, [1, 1, 1, 2], null, null).HasInterval.Should().BeTrue();
        BootstrapEstimate.Of(1, 5, [2, 1, 1, 1], 0.1, null).Method.Should().Be(IntervalMethod.Bca);
    }

    [Fact]
    public void The_p_value_of_a_bound_is_that_of_the_interval_that_ends_there()
    {
        var estimate = Percentile(51);

        estimate.PValue(21).Should().BeApproximately(0.4, 1e-9);
        estimate.PValue(91).Should().BeApproximately(0.2, 1e-9);
        estimate.PValue(51).Should().Be(1);
        Percentile(30).PValue(30).Should().Be(1);
        Percentile(30).PValue(51).Should().Be(1, "the interval without width is the median");
        estimate.PValue(1e6).Should().Be(Normal.TwoSidedP(12));
        double.IsNaN(estimate.PValue(double.NaN)).Should().BeTrue();
        double.IsNaN(estimate.PValue(double.NegativeInfinity)).Should().BeTrue();
        estimate.FamilyPValue(21).Should().Be(estimate.PValue(21));
    }

    [Fact]
    public void Rows_needed_go_with_the_square_of_the_half_width_on_the_side_of_the_bound()
    {
        // 100 rows; the value is 45: 24 above the lower end, 36 below the upper one.
        var estimate = new BootstrapEstimate(45, 100, Replicates(), null);

        estimate.RowsNeeded(38, 0.6).Should().Be(1_176, "(24/7)² is 11.755");
        estimate.RowsNeeded(62, 0.6).Should().Be(449, "(36/17)² is 4.484");
        estimate.RowsNeeded(45, 0.6).Should().Be(double.PositiveInfinity);
        estimate.RowsNeeded(double.NaN, 0.6).Should().Be(double.PositiveInfinity);
        new BareEstimate(0.5, 10, "because").RowsNeeded(0.4, 0.95).Should().Be(double.PositiveInfinity);

        // A value that the interval leaves out has nothing on that side.
        new BootstrapEstimate(10, 100, Replicates(), null).RowsNeeded(5, 0.6).Should().Be(1);
    }

    private static BootstrapEstimate Percentile(double value) => new(value, 9, Replicates(), null);

    // In another order than theirs.
    private static double[] Replicates() => [.. Enumerable.Range(0, 101).Select(i => 1.0 + (i * 37 % 101))];

    private static void Near(Interval interval, double low, double high)
    {
        interval.Low.Should().BeApproximately(low, 1e-9);
        interval.High.Should().BeApproximately(high, 1e-9);
    }
}
