using ModelSpecs.Cli.Hosting;
using ModelSpecs.Engine.Progress;

namespace ModelSpecs.Cli.Tests;

public sealed class ProgressLineTests : IDisposable
{
    private readonly StringWriter error = new();
    private readonly FakeTime time = new();

    public void Dispose() => error.Dispose();

    [Fact]
    public void Without_a_terminal_there_is_no_progress()
    {
        ProgressLine.On(Console(width: null)).Should().BeNull();
    }

    [Fact]
    public void Work_of_less_than_two_seconds_shows_nothing_and_clears_nothing()
    {
        var line = ProgressLine.On(Console())!;
        time.Advance(1.9);
        line.Report(new RunProgress("Loan", "inference", 10, 100));
        line.Clear();

        error.ToString().Should().BeEmpty();
    }

    [Fact]
    public void After_two_seconds_suite_stage_and_share_are_shown_and_taken_back()
    {
        var line = ProgressLine.On(Console())!;
        time.Advance(2.1);
        line.Report(new RunProgress("Loan", "inference", 250_000, 1_000_000));
        error.ToString().Should().Be("\rLoan: inference 25 % of 1,000,000");

        line.Clear();
        error.ToString().Should().EndWith("\r" + new string(' ', 59) + "\r");
    }

    [Fact]
    public void Reports_in_quick_succession_are_not_all_drawn()
    {
        var line = ProgressLine.On(Console())!;
        time.Advance(2.1);
        for (var i = 0; i < 1000; i++)
        {
            line.Report(new RunProgress("Loan", "inference", i, 1000));
        }

        error.ToString().Should().Be("\rLoan: inference 0 % of 1,000");
        time.Advance(0.11);
        line.Report(new RunProgress("Loan", "read", 5_000, 0));
        error.ToString().Should().EndWith("\r" + "Loan: read 5,000".PadRight(59));
    }

    [Fact]
    public void A_long_or_hostile_name_stays_on_the_line()
    {
        var line = ProgressLine.On(Console())!;
        time.Advance(2.1);
        line.Report(new RunProgress("\u001b[2J\n" + new string('x', 200), "read", 0, 0));

        error.ToString().Should().HaveLength(1 + 59).And.StartWith("\r\\u001b[2J\\u000ax");
    }

    private CliConsole Console(int? width = 60) => new()
    {
        Out = TextWriter.Null,
        Error = error,
        CurrentDirectory = "/",
        ErrorWidth = width,
        Time = time,
    };
}
