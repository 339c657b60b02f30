using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Tests.Intervals;

public sealed class ExtremeEstimateTests
{
    [Fact]
    public void Of_one_value_it_is_that_value()
    {
        var part = Share(30, 40);

        foreach (var isLargest in new[] { true, false })
        {
            var interval = new ExtremeEstimate(part.Value, 40, [part], isLargest).At(0.95);
            interval.Low.Should().BeApproximately(part.At(0.95).Low, 1e-12);
            interval.High.Should().BeApproximately(part.At(0.95).High, 1e-12);
        }
    }

    [Fact]
    public void The_side_on_which_any_value_could_be_further_out_is_corrected_for_their_number()
    {
        Estimate[] parts = [Share(30, 40), Share(70, 80), Share(9, 10)];
        var strict = 1 - (0.05 / 3);

        var smallest = new ExtremeEstimate(0.75, 130, parts, isLargest: false).At(0.95);
        var largest = new ExtremeEstimate(0.9, 130, parts, isLargest: true).At(0.95);

        smallest.Low.Should().BeApproximately(parts.Min(part => part.At(0.95).Low), 1e-9);
        smallest.High.Should().BeApproximately(parts.Min(part => part.At(strict).High), 1e-9);
        largest.Low.Should().BeApproximately(parts.Max(part => part.At(strict).Low), 1e-9);
        largest.High.Should().BeApproximately(parts.Max(part => part.At(0.95).High), 1e-9);
    }

    [Fact]
    public void The_interval_of_the_smallest_of_equal_rates_holds_it_at_least_as_often_as_it_says()
    {
        var random = new Random(11);
        var held = 0;
        const int Runs = 2000;
        for (var run = 0; run < Runs; run++)
        {
            Estimate[] parts = [.. Enumerable.Range(0, 5).Select(_ => Share(Enumerable.Range(0, 100).Count(_ => random.NextDouble() < 0.7), 100))];
            var interval = new ExtremeEstimate(parts.Min(part => part.Value), 500, parts, isLargest: false).At(0.95);
            held += interval.Low <= 0.7 && 0.7 <= interval.High ? 1 : 0;
        }

        // Equal rates are the hardest case: the smallest of five values falls low by chance, which the corrected upper side allows for.
        ((double)held / Runs).Should().BeInRange(0.95, 1);
    }

    [Fact]
    public void Without_an_interval_of_one_value_there_is_none()
    {
        var whole = new ExtremeEstimate(0.5, 10, [Share(5, 10), new BareEstimate(0.7, 3, "it is a count")], isLargest: true);

        whole.HasInterval.Should().BeFalse();
        whole.Missing.Should().Be("it is a count");
        double.IsNaN(whole.At(0.95).Low).Should().BeTrue();
    }

    private static ProportionEstimate Share(int successes, int trials) => new((double)successes / trials, successes, trials, IntervalMethod.Wilson);
}
