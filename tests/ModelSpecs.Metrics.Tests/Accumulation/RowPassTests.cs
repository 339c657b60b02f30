using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Slices;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Accumulation;

public class RowPassTests
{
    private static readonly int Rows = (Mutants.Cases(45) * RowPass.LaneRows) + 17;

    private static readonly MetricInput Input = Weighted();

    [Fact]
    public void Lanes_are_merged_in_order_whichever_is_ready_first()
    {
        var expected = Weight(1);

        for (var run = 0; run < Mutants.Cases(20); run++)
        {
            Weight(4).Should().Be(expected);
        }
    }

    [Fact]
    public void Every_row_is_added_once()
    {
        var support = new Metrics.Slices.Support(Input, new SliceLayout([]));
        RowPass.Run([support], Rows, 3, CancellationToken.None);

        support.Rows(0).Should().Be(Rows);
        support.Weight(0).Should().BeApproximately((double)Input.Weights!.Sum(weight => (decimal)weight), 1e-7);
    }

    [Fact]
    public void A_pass_over_nothing_or_for_nobody_is_none()
    {
        var empty = new MetricInput { Task = MetricTask.Regression, Rows = 0 };
        var support = new Metrics.Slices.Support(empty, new SliceLayout([]));
        RowPass.Run([support], 0, 2, CancellationToken.None);
        support.Rows(0).Should().Be(0);
        FluentActions.Invoking(() => RowPass.Run([], 10, 2, new CancellationToken(true))).Should().NotThrow("nobody asked for the rows");
    }

    [Fact]
    public void A_pass_stops_between_blocks()
    {
        using var source = new CancellationTokenSource();
        var counted = new Stopping(source);

        FluentActions.Invoking(() => RowPass.Run([counted], 3 * RowPass.BlockRows, 1, source.Token)).Should().Throw<OperationCanceledException>();
        counted.Blocks.Should().Equal((0, RowPass.BlockRows));
    }

    [Fact]
    public void Blocks_cover_the_rows_without_gap()
    {
        var counted = new Stopping(null);
        RowPass.Run([counted], RowPass.LaneRows + RowPass.BlockRows + 5, 1, CancellationToken.None);

        counted.Blocks.Should().Equal(
            [.. Enumerable.Range(0, 17).Select(block => (block * RowPass.BlockRows, RowPass.BlockRows)), (17 * RowPass.BlockRows, 5)]);
    }

    private sealed class Stopping(CancellationTokenSource? source) : RowAccumulator
    {
        public List<(int Start, int Count)> Blocks { get; private init; } = [];

        protected override ReadOnlySpan<CellTable> Tables => [];

        public override void Add(int start, int count)
        {
            Blocks.Add((start, count));
            source?.Cancel();
        }

        public override RowAccumulator Fresh() => new Stopping(source) { Blocks = Blocks };
    }

    private static double Weight(int threads)
    {
        var support = new Metrics.Slices.Support(Input, new SliceLayout([]));
        RowPass.Run([support], Rows, threads, CancellationToken.None);
        return support.Weight(0);
    }

    private static MetricInput Weighted()
    {
        var random = new Random(1);
        var weights = new double[Rows];
        for (var row = 0; row < Rows; row++)
        {
            weights[row] = random.NextDouble() * (1 + (row / RowPass.LaneRows));
        }

        return new MetricInput { Task = MetricTask.Regression, Rows = Rows, Weights = weights };
    }
}
