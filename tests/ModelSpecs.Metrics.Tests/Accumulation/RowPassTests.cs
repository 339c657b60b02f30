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
