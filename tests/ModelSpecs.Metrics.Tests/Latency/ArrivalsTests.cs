using ModelSpecs.Metrics.Latency;

namespace ModelSpecs.Metrics.Tests.Latency;

public sealed class ArrivalsTests
{
    [Fact]
    public void Calls_come_at_the_rate_asked_for_some_close_together()
    {
        var times = Arrivals.Schedule(200, 20_000, seed: 3);
        var gaps = times.Skip(1).Zip(times, (later, earlier) => later - earlier).ToList();

        times.Should().BeInAscendingOrder();
        (20_000 / times[^1]).Should().BeApproximately(200, 4);
        // An exponential gap is below a tenth of its mean once in 10.5 calls, and above three times it once in 20.
        gaps.Count(gap => gap < 0.1 / 200).Should().BeInRange(1_700, 2_100);
        gaps.Count(gap => gap > 3.0 / 200).Should().BeInRange(850, 1_150);
    }

    [Fact]
    public void The_schedule_is_fixed_by_its_seed()
    {
        Arrivals.Schedule(10, 50, 1).Should().Equal(Arrivals.Schedule(10, 50, 1));
        Arrivals.Schedule(10, 50, 1).Should().NotEqual(Arrivals.Schedule(10, 50, 2));
    }

    [Fact]
    public void A_rate_is_above_0() => FluentActions.Invoking(() => Arrivals.Schedule(0, 1, 1)).Should().Throw<ArgumentOutOfRangeException>();
}
