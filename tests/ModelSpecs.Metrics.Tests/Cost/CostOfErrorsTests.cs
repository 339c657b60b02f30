using ModelSpecs.Metrics.Cost;
using ModelSpecs.Metrics.Slices;

namespace ModelSpecs.Metrics.Tests.Cost;

public class CostOfErrorsTests
{
    [Fact]
    public void A_resampled_matrix_costs_what_its_rows_would()
    {
        // A matrix without rows, as a resample has it: 2 hits, 3 false alarms, 5 misses, 7 right negatives.
        var input = new MetricInput { Task = MetricTask.Binary, Rows = 0, ClassCount = 2, Truth = [], Predicted = [] };
        var outcomes = new Outcomes(input, new SliceLayout([]), truthOnly: false);
        outcomes.Add(0, 1, 1, 2);
        outcomes.Add(0, 0, 1, 3);
        outcomes.Add(0, 1, 0, 5);
        outcomes.Add(0, 0, 0, 7);
        outcomes.Seal();
        var slice = new SliceStatistics(new SliceTables { Input = input, Layout = new SliceLayout([]), Outcomes = outcomes, Bins = [] }, 0);
        var request = new MetricRequest("cost") { Costs = CostMatrix.Binary(truePositive: -2, falsePositive: 10, falseNegative: 40, trueNegative: 4) };

        CostOfErrors.Value(slice, request with { Total = true }).Should().Be(new MetricValue(-4 + 30 + 200 + 28, 17, null));
        CostOfErrors.Value(slice, request).Should().Be(new MetricValue(254 / 17.0, 17, null));
        CostOfErrors.Value(slice, new MetricRequest("cost")).Undefined.Should().Be("no cost is stated");
    }

    [Fact]
    public void A_matrix_of_another_size_is_refused_with_both_sizes() =>
        FluentActions.Invoking(() => new CostMatrix(3, [1, 2, 3, 4])).Should().Throw<ArgumentException>().WithMessage("There are 4 costs for 3 classes; expected 9.*");
}
