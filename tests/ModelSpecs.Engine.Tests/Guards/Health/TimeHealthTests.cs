using ModelSpecs.Engine.Guards.Health;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Tests.Guards.Health;

public sealed class TimeHealthTests
{
    [Fact]
    public async Task A_set_whose_newest_row_is_old_is_stale()
    {
        using var health = new HealthCase();

        var check = await health.CheckAsync("health: { freshness: { column: at, as_of: 2026-07-31, is: \"<= 30 days\" } }\n");

        check.Outcome.Should().Be(Outcome.Failed);
        check.Value.Should().BeInRange(35, 36);
        check.Message.Should().Contain("days on 2026-07-31").And.Contain("newest    r99 of 2026-06-25");
    }

    [Fact]
    public async Task The_day_is_over_when_the_next_begins_and_what_is_later_is_no_age()
    {
        using var health = new HealthCase().Set(5, "at", "2026-06-30T23:59:59");
        (await health.CheckAsync("health: { freshness: { column: at, as_of: 2026-06-30, is: \"<= 1 day\" } }\n")).Value.Should().Be(0);

        var check = await health.Set(5, "at", "2099-01-01").CheckAsync("health: { freshness: { column: at, as_of: 2026-06-30, is: \"<= 1 day\" } }\n");

        check.Outcome.Should().Be(Outcome.Error);
        check.Message.Should().Contain("1 of 100 rows are later than 2026-06-30, such as r5 of 2099-01-01");
    }

    [Fact]
    public async Task An_age_may_be_counted_from_the_newest_of_another_column_or_set()
    {
        using var health = new HealthCase();
        health.WriteText("log.csv", "seen\n2026-07-01\n2026-06-20\n").Write();

        var own = await health.CheckAsync("health: { freshness: { column: at, as_of: { column: labelled_at }, is: \"<= 1 day\" } }\n");
        var other = await health.CheckAsync("health: { freshness: { column: at, as_of: { column: seen, data: log.csv }, is: \"<= 1 day\" } }\n");

        own.Outcome.Should().Be(Outcome.Failed);
        own.Value.Should().BeInRange(1, 9);
        other.Value.Should().BeInRange(5, 6);
    }

    [Fact]
    public async Task A_time_without_rows_is_a_gap()
    {
        using var health = new HealthCase();
        health.Rows.RemoveRange(40, 20);

        var check = await health.CheckAsync("health: { freshness: { column: at, gap: \"<= 1 day\" } }\n");

        check.Outcome.Should().Be(Outcome.Failed);
        check.Value.Should().BeInRange(4.9, 5.5);
        check.Message.Should().Contain("(r39) to").And.Contain("(r60)");
    }

    [Fact]
    public async Task Labels_that_take_long_are_late()
    {
        using var health = new HealthCase().Set(3, "labelled_at", "2026-09-01").Set(4, "labelled_at", "");

        var result = await health.Write().RunAsync("health: { label_delay: { from: at, to: labelled_at, p50: \"<= 9 days\", max: \"<= 9 days\" } }\n");

        result.Checks.Select(check => check.Outcome).Should().Equal(Outcome.Passed, Outcome.Failed);
        result.Checks[1].Message.Should().Contain("longest   r3: 91.").And.Contain("1 of 100 rows (1 %) have no time of their label yet");
        result.Checks[1].Rows.Should().Be(99);
    }

    [Fact]
    public async Task A_label_before_its_row_is_no_delay()
    {
        using var health = new HealthCase().Set(3, "labelled_at", "2025-01-01");

        var check = await health.CheckAsync("health: { label_delay: { from: at, to: labelled_at, p95: \"<= 9 days\" } }\n");

        check.Outcome.Should().Be(Outcome.Error);
        check.Message.Should().Contain("1 of 100 rows have their label before they came to be, such as r3");
    }

    [Theory]
    [InlineData(0.95, 3.85)]
    [InlineData(0.5, 2.5)]
    [InlineData(1, 4)]
    [InlineData(0, 1)]
    public void Quantiles_are_those_of_NumPy(double share, double expected) => TimeHealth.Quantile([1, 2, 3, 4], share).Should().BeApproximately(expected, 1e-12);
}
