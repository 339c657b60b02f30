using ModelSpecs.Metrics.Accumulation;
using ModelSpecs.Metrics.Ranking;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Tests.Slices;

public sealed class OutcomesTests
{
    // Two groups of three rows each, and a row in neither.
    private static readonly int[] Codes = [0, 0, 0, 1, 1, 1, -1];
    private static readonly int[] Truth = [0, 1, 2, 2, 2, 0, 1];
    private static readonly int[] Predicted = [0, 2, 2, 2, 1, 2, 0];
    private static readonly double[] Weights = [1, 2, 4, 8, 16, 0, 32];

    [Fact]
    public void A_class_is_told_from_the_rest_in_rows()
    {
        var outcomes = Measure(null);

        outcomes.RowTally(0, 2).Should().Be(new ClassTally(TruePositives: 2, FalsePositives: 2, FalseNegatives: 1, TrueNegatives: 2));
        outcomes.RowTally(2, 2).Should().Be(new ClassTally(1, 1, 0, 1));
        outcomes.RowTally(3, 2).Should().Be(new ClassTally(1, 1, 1, 0));
        outcomes.WeightTally(3, 2).Should().Be(outcomes.RowTally(3, 2));
        (outcomes.Rows(0), outcomes.Weight(0), outcomes.ClassRows(0, 2), outcomes.ClassWeight(0, 2)).Should().Be((7, 7, 3, 3));
    }

    [Fact]
    public void A_class_is_told_from_the_rest_in_weight()
    {
        var outcomes = Measure(Weights);

        outcomes.WeightTally(0, 2).Should().Be(new ClassTally(TruePositives: 12, FalsePositives: 2, FalseNegatives: 16, TrueNegatives: 33));
        outcomes.WeightTally(2, 2).Should().Be(new ClassTally(4, 2, 0, 1));
        outcomes.WeightTally(3, 2).Should().Be(new ClassTally(8, 0, 16, 0));
        (outcomes.Rows(0), outcomes.Weight(0), outcomes.ClassRows(0, 2), outcomes.ClassWeight(0, 2)).Should().Be((7, 63, 3, 28));
        outcomes.RowTally(0, 2).Should().Be(new ClassTally(2, 2, 1, 2));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_row_of_a_slice_can_be_predicted_as_one_class(bool weighted)
    {
        var outcomes = Measure(weighted ? Weights : null);

        outcomes.PredictAll(3, 2);

        outcomes.RowTally(3, 2).Should().Be(new ClassTally(2, 1, 0, 0));
        outcomes.RowTally(3, 0).Should().Be(new ClassTally(0, 0, 1, 2));
        outcomes.WeightTally(3, 2).Should().Be(weighted ? new ClassTally(24, 0, 0, 0) : new ClassTally(2, 1, 0, 0));
        outcomes.WeightTally(3, 1).Should().Be(weighted ? new ClassTally(0, 0, 0, 24) : new ClassTally(0, 0, 0, 3));
        outcomes.RowTally(2, 2).Should().Be(new ClassTally(1, 1, 0, 1), "another slice stays as it is");
    }

    [Fact]
    public void The_smallest_class_is_the_smallest_that_is_there()
    {
        var outcomes = Measure(null);

        outcomes.SmallestClass(0).Should().Be(2);
        outcomes.SmallestClass(2).Should().Be(1);
        outcomes.SmallestClass(3).Should().Be(1, "two rows of one class, one of another, none of the third");
    }

    [Fact]
    public void Cells_without_rows_can_be_filled_by_count()
    {
        var layout = new SliceLayout([]);
        var outcomes = new Outcomes(Input(null), layout, truthOnly: false);
        outcomes.Add(0, 0, 0, 3);
        outcomes.Add(0, 2, 1, 5);
        outcomes.Add(0, 2, 2, 7);
        outcomes.Seal();

        outcomes.RowTally(0, 2).Should().Be(new ClassTally(7, 0, 5, 3));
        outcomes.RowTally(0, 1).Should().Be(new ClassTally(0, 5, 0, 10));
    }

    [Fact]
    public void Tallies_add_up()
    {
        var sum = new ClassTally(1, 2, 3, 4) + new ClassTally(10, 20, 30, 40);

        sum.Should().Be(new ClassTally(11, 22, 33, 44));
        (sum.Positives, sum.Negatives, sum.Predicted).Should().Be((44, 66, 33));
    }

    [Fact]
    public void What_is_asked_for_twice_is_measured_once()
    {
        var demand = new Demand(Input(null));
        var point = new RankPoint(RankTarget.Rest(1), RankPointKind.RecallAtFpr, 0.1);

        demand.Point(point);
        demand.Point(point);

        demand.Points.Should().Equal(point);
        demand.Targets.Should().Equal([point.Target], "a point is read off its ranking");
        demand.Measure("latency").Should().BeSameAs(demand.Measure("latency"));
        demand.Measure("Latency").Should().NotBeSameAs(demand.Measure("latency"));
        demand.Measured.Select(column => column.Name).Should().Equal("latency", "Latency");
        demand.Recalibrate(1);
        demand.Recalibrate(1);
        demand.Recalibrations.Should().Equal(1);
    }

    private static Outcomes Measure(double[]? weights)
    {
        var input = Input(weights);
        var outcomes = new Outcomes(input, new SliceLayout([new SliceAxis(Codes, 2)]), truthOnly: false);
        RowPass.Run([outcomes], input.Rows, 1, CancellationToken.None);
        outcomes.Seal();
        return outcomes;
    }

    private static MetricInput Input(double[]? weights) =>
        new() { Task = MetricTask.Multiclass, Rows = Truth.Length, ClassCount = 3, Truth = Truth, Predicted = Predicted, Weights = weights };
}
