using ModelSpecs.Engine.Slicing;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Tests.Slicing;

public sealed class PeriodPositionTests
{
    [Theory]
    [InlineData(TimePeriod.Day)]
    [InlineData(TimePeriod.Week)]
    [InlineData(TimePeriod.Month)]
    [InlineData(TimePeriod.Quarter)]
    [InlineData(TimePeriod.Year)]
    public void Every_period_is_one_after_the_one_before(TimePeriod period)
    {
        var day = new DateTime(2018, 12, 20, 0, 0, 0, DateTimeKind.Utc);
        var lastName = PeriodGrouping.NameOf(day, period);
        var last = PeriodGrouping.PositionOf(lastName, period)!.Value;
        for (; day.Year < 2027; day = day.AddDays(1))
        {
            var name = PeriodGrouping.NameOf(day, period);
            var position = PeriodGrouping.PositionOf(name, period)!.Value;
            (position - last).Should().Be(name == lastName ? 0 : 1, name);
            (last, lastName) = (position, name);
        }
    }

    [Theory]
    [InlineData("(null)", TimePeriod.Month)]
    [InlineData("2024-Q5", TimePeriod.Quarter)]
    [InlineData("2024-13", TimePeriod.Month)]
    [InlineData("2024", TimePeriod.Month)]
    [InlineData("2024-W1", TimePeriod.Week)]
    [InlineData("24", TimePeriod.Year)]
    public void What_names_no_period_has_no_place(string name, TimePeriod period) => PeriodGrouping.PositionOf(name, period).Should().BeNull();
}
