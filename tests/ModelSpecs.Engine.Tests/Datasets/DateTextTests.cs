using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Engine.Datasets.Typing;

namespace ModelSpecs.Engine.Tests.Datasets;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("2019-03-20", "2019-03-20T00:00:00.0000000Z")]
    [InlineData("2019-03-20 00:01:36", "2019-03-20T00:01:36.0000000Z")]
    [InlineData("2019-03-20T00:01", "2019-03-20T00:01:00.0000000Z")]
    [InlineData("2019-03-20T00:01:36Z", "2019-03-20T00:01:36.0000000Z")]
    [InlineData("2019-03-20T00:01:36.5z", "2019-03-20T00:01:36.5000000Z")]
    [InlineData("2019-03-20T00:01:36,25", "2019-03-20T00:01:36.2500000Z")]
    [InlineData("2019-03-20T00:01:36.123456789Z", "2019-03-20T00:01:36.1234567Z")]
    [InlineData("2019-03-20T00:01:36+02:00", "2019-03-19T22:01:36.0000000Z")]
    [InlineData("2019-03-20T23:01:36-0130", "2019-03-21T00:31:36.0000000Z")]
    [InlineData("2019-03-20 12:00+05", "2019-03-20T07:00:00.0000000Z")]
    [InlineData("2020-02-29", "2020-02-29T00:00:00.0000000Z")]
    [InlineData("0001-01-01", "0001-01-01T00:00:00.0000000Z")]
    [InlineData(" 2019-03-20 ", "2019-03-20T00:00:00.0000000Z")]
    public void Iso_dates_are_read_as_utc(string text, string expected)
    {
        FieldText.TryDate(Encoding.UTF8.GetBytes(text), out var ticks).Should().BeTrue();
        new DateTime(ticks, DateTimeKind.Utc).ToString("O", CultureInfo.InvariantCulture).Should().Be(expected);
    }

    [Theory]
    [InlineData("2019-3-20")]
    [InlineData("2019-13-01")]
    [InlineData("2019-00-01")]
    [InlineData("2019-02-29")]
    [InlineData("2019-04-31")]
    [InlineData("2019-01-00")]
    [InlineData("0000-01-01")]
    [InlineData("20.03.2019")]
    [InlineData("20190320")]
    [InlineData("2019-03-20T")]
    [InlineData("2019-03-20T24:00")]
    [InlineData("2019-03-20T00:60")]
    [InlineData("2019-03-20T00:00:60")]
    [InlineData("2019-03-20T00:00:00.")]
    [InlineData("2019-03-20T00:00:00.1234567890")]
    [InlineData("2019-03-20T00:00:00+")]
    [InlineData("2019-03-20T00:00:00+2")]
    [InlineData("2019-03-20T00:00:00+02:0")]
    [InlineData("2019-03-20T00:00:00+02:60")]
    [InlineData("2019-03-20T00:00:00+24:00")]
    [InlineData("2019-03-20T00:00:00X")]
    [InlineData("0001-01-01T00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    public void Other_texts_are_no_dates(string text) => FieldText.TryDate(Encoding.UTF8.GetBytes(text), out _).Should().BeFalse();

    [Fact]
    public void Every_time_reads_back()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(Gen.Choose(0, 3_652_058).ToArbitrary(), Gen.Choose(0, 863_999).ToArbitrary(), (day, tenth) =>
        {
            var time = new DateTime((day * TimeSpan.TicksPerDay) + (tenth * TimeSpan.TicksPerSecond / 10), DateTimeKind.Utc);
            return FieldText.TryDate(Encoding.UTF8.GetBytes(time.ToString("O", CultureInfo.InvariantCulture)), out var ticks) && ticks == time.Ticks;
        }));
    }
}
