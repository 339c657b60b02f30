using ModelSpecs.Cli.Watch;

namespace ModelSpecs.Cli.Tests.Watch;

public sealed class SettlingTests
{
    private static readonly DateTime Noon = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly FileStamp Text = new(true, 1000, Noon);

    private readonly FakeTime time = new();

    [Fact]
    public void A_text_that_is_left_alone_has_settled_after_a_moment()
    {
        var settling = new Settling(time);
        settling.Observe(Of(Text)).Should().Be(Settling.OfText);
        time.Advance(0.03);
        settling.Observe(Of(Text)).Should().BeCloseTo(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(1));
        time.Advance(0.011);
        settling.Observe(Of(Text)).Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Each_write_begins_the_wait_anew()
    {
        var settling = new Settling(time);
        for (var write = 0; write < 5; write++)
        {
            settling.Observe(Of(Text with { Length = 1000 + write })).Should().Be(Settling.OfText);
            time.Advance(0.039);
        }
    }

    [Fact]
    public void What_is_gone_empty_or_large_is_waited_for_longer()
    {
        new Settling(time).Observe(Of(FileStamp.Missing)).Should().Be(Settling.OfNothing);
        new Settling(time).Observe(Of(Text with { Length = 0 })).Should().Be(Settling.OfNothing);
        new Settling(time).Observe(Of(Text with { Length = 5_000_000 })).Should().Be(Settling.OfLarge);
    }

    [Fact]
    public void A_file_that_joins_the_others_begins_the_wait_anew()
    {
        var settling = new Settling(time);
        settling.Observe(Of(Text));
        time.Advance(0.039);
        var both = new Dictionary<string, FileStamp> { ["a"] = Text, ["b"] = Text };
        settling.Observe(both).Should().Be(Settling.OfText);
    }

    private static Dictionary<string, FileStamp> Of(FileStamp stamp) => new() { ["a"] = stamp };
}
