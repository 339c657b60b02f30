using ModelSpecs.Metrics.Accumulation;

namespace ModelSpecs.Metrics.Tests.Accumulation;

public class WorkersTests
{
    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 1)]
    [InlineData(4, 1000)]
    [InlineData(64, 7)]
    public void Every_item_runs_once(int threads, int items)
    {
        var runs = new int[items];

        Workers.Run(threads, items, item => Interlocked.Increment(ref runs[item]), CancellationToken.None);

        runs.Should().OnlyContain(count => count == 1);
    }

    [Fact]
    public void No_items_are_no_work()
    {
        var ran = false;

        Workers.Run(4, 0, _ => ran = true, CancellationToken.None);

        ran.Should().BeFalse();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_failure_reaches_the_caller(int threads)
    {
        var run = () => Workers.Run(threads, 1000, item => throw new InvalidDataException("broken"), CancellationToken.None);

        run.Should().Throw<InvalidDataException>().WithMessage("broken");
    }

    [Fact]
    public void After_a_failure_nothing_more_begins()
    {
        var runs = 0;
        var run = () => Workers.Run(
            4,
            1000,
            _ =>
            {
                runs++;
                throw new InvalidDataException("broken");
            },
            CancellationToken.None);

        run.Should().Throw<InvalidDataException>();
        runs.Should().BeLessThanOrEqualTo(4, "each thread begins one item at most before it sees the failure");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_cancelled_run_throws(int threads)
    {
        using var source = new CancellationTokenSource();
        var run = () => Workers.Run(threads, 50, _ => source.Cancel(), source.Token);

        run.Should().Throw<OperationCanceledException>();
    }
}
