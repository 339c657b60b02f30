using ModelSpecs.Benchmarks.Coverage;
using ModelSpecs.Metrics.Intervals;

namespace ModelSpecs.Engine.Tests.Checks;

/// <summary>A small, seeded run of the false alarms in docs/statistics.md.</summary>
public sealed class FalseAlarmTests
{
    [Fact]
    public void An_unchanged_model_fails_nearly_always_by_its_points_and_hardly_ever_with_Holms_correction()
    {
        const int Runs = 60;
        var alarms = FalseAlarms.Run(Population.Area(0.9, 0.5), IntervalMethod.Wilson, 0, Runs, 2);

        alarms.Runs.Should().Be(Runs);
        alarms.Point.Should().Be(Runs, "half of 50 slices lie below their true value");
        alarms.Lenient.Should().BeInRange(Runs / 4, Runs - 1);
        alarms.LenientHolm.Should().BeLessThanOrEqualTo(alarms.LenientHochberg).And.BeLessThan(Runs / 6);
    }

    [Fact]
    public void A_model_that_got_worse_is_still_found() =>
        FalseAlarms.Run(Population.Area(0.9, 0.5), IntervalMethod.Wilson, -0.05, 10, 2).LenientHolm.Should().Be(10);

    [Fact]
    public void Wilsons_intervals_keep_Holms_promise_at_a_rate_where_their_own_p_values_would_not()
    {
        const int Runs = 400;

        // Counted in StatisticsPageTests: 12 % of such runs would fail by Wilson's p-values, 1.5 % by the binomial's.
        FalseAlarms.Run(Population.Share(0.98), IntervalMethod.Wilson, 0, Runs, 2).LenientHolm.Should().BeLessThan((int)(0.05 * Runs));
    }
}
