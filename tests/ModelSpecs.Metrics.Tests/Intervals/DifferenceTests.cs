using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Tests.Support;

namespace ModelSpecs.Metrics.Tests.Intervals;

public class DifferenceTests
{
    [Fact]
    public void Two_proportions_have_newcombes_interval()
    {
        // Newcombe 1998, method 10, example (a): 56/70 − 48/80 = 0.2, interval 0.0524 to 0.3339.
        var difference = new DifferenceEstimate(Share(56, 70), Share(48, 80), 1, 0);
        difference.Value.Should().BeApproximately(0.2, 1e-12);
        difference.At(0.95).Low.Should().BeApproximately(0.0524, 5e-5);
        difference.At(0.95).High.Should().BeApproximately(0.3339, 5e-5);

        // Example (c): 9/10 − 3/10, 0.1705 to 0.8090.
        var few = new DifferenceEstimate(Share(9, 10), Share(3, 10), 1, 0).At(0.95);
        few.Low.Should().BeApproximately(0.1705, 5e-5);
        few.High.Should().BeApproximately(0.8090, 5e-5);
    }

    [Fact]
    public void A_slice_that_is_the_whole_does_not_differ_from_it()
    {
        var difference = new DifferenceEstimate(Share(56, 70), Share(56, 70), 1, 1);
        difference.At(0.95).Width.Should().BeApproximately(0, 1e-7);
        difference.StandardError.Should().BeApproximately(0, 1e-7);
    }

    [Fact]
    public void The_overlap_of_slice_and_whole_is_taken_off()
    {
        // Brute force: hits of a slice of 80 and of the 120 others, drawn anew; the difference of slice and whole.
        var random = new Random(5);
        var differences = new List<double>();
        for (var i = 0; i < 40_000; i++)
        {
            double slice = 0, rest = 0;
            for (var k = 0; k < 80; k++)
            {
                slice += random.NextDouble() < 0.7 ? 1 : 0;
            }

            for (var k = 0; k < 120; k++)
            {
                rest += random.NextDouble() < 0.7 ? 1 : 0;
            }

            differences.Add((slice / 80) - ((slice + rest) / 200));
        }

        var deviation = Math.Sqrt(differences.Sum(d => d * d) / differences.Count);
        var overlapping = new DifferenceEstimate(Share(56, 80), Share(140, 200), 1, 0.4);
        (overlapping.StandardError / deviation).Should().BeInRange(0.97, 1.03);
        var apart = new DifferenceEstimate(Share(56, 80), Share(140, 200), 1, 0);
        (apart.StandardError / deviation).Should().BeGreaterThan(1.3);
    }

    [Fact]
    public void A_multiple_of_the_reference_is_taken_off_whole()
    {
        var difference = new DifferenceEstimate(Share(30, 100), Share(40, 400), 2, 0);
        difference.Value.Should().BeApproximately(0.1, 1e-12);
        var ratio = new DifferenceEstimate(Share(30, 100), Share(40, 400), -1, 0);
        ratio.Value.Should().BeApproximately(0.4, 1e-12);
        ratio.At(0.95).Low.Should().BeLessThan(0.4);
        ratio.At(0.95).High.Should().BeGreaterThan(0.4);
    }

    [Fact]
    public void Without_an_interval_of_either_there_is_none()
    {
        var difference = new DifferenceEstimate(Share(3, 10), new BareEstimate(0.5, 10, "because"), 1, 0);
        difference.HasInterval.Should().BeFalse();
        difference.Missing.Should().Be("because");
    }

    [Fact]
    public void A_spread_of_two_groups_is_their_difference_and_of_more_is_claimed_with_more_care()
    {
        Estimate[] two = [Share(56, 70), Share(48, 80)];
        var pair = new SpreadEstimate(0.2, 150, two, isRatio: false).At(0.95);
        pair.Low.Should().BeApproximately(0.0524, 5e-5);
        pair.High.Should().BeApproximately(0.3339, 5e-5);

        Estimate[] four = [.. two, Share(49, 70), Share(50, 70)];
        var spread = new SpreadEstimate(0.2, 290, four, isRatio: false).At(0.95);
        spread.Low.Should().BeLessThan(pair.Low);
        spread.High.Should().BeGreaterThanOrEqualTo(pair.High - 1e-12);
    }

    [SlowTheory]
    [InlineData(3)]
    [InlineData(10)]
    public void A_gap_that_is_allowed_is_rarely_called_larger(int groups)
    {
        // Half of the groups at one end of the allowed gap and half at the other, the worst that may be: its lower end may be above the true gap in at
        // most 2.5 % of the sets, however many groups there are.
        const double Gap = 0.1;
        var random = new Random(groups);
        var alarms = 0;
        const int Sets = 4_000;
        for (var set = 0; set < Sets; set++)
        {
            var shares = Enumerable.Range(0, groups).Select(group =>
            {
                var hits = 0;
                for (var k = 0; k < 60; k++)
                {
                    hits += random.NextDouble() < (group % 2 == 0 ? 0.8 : 0.8 - Gap) ? 1 : 0;
                }

                return (Estimate)Share(hits, 60);
            }).ToArray();
            var gap = shares.Max(s => s.Value) - shares.Min(s => s.Value);
            alarms += new SpreadEstimate(gap, 60 * groups, shares, isRatio: false).At(0.95).Low > Gap ? 1 : 0;
        }

        ((double)alarms / Sets).Should().BeLessThan(0.03);
    }

    [Fact]
    public void A_ratio_lies_between_0_and_1_and_holds_its_value()
    {
        Estimate[] groups = [Share(56, 70), Share(48, 80), Share(0, 12)];
        var spread = new SpreadEstimate(0, 162, groups, isRatio: true);
        spread.At(0.95).Low.Should().Be(0);
        spread.At(0.95).High.Should().BeInRange(0.01, 0.6);
        var two = new SpreadEstimate(0.75, 150, groups[..2], isRatio: true).At(0.95);
        two.Low.Should().BeInRange(0.5, 0.75);
        two.High.Should().BeInRange(0.75, 1);
    }

    private static ProportionEstimate Share(double successes, long trials) => new(successes / trials, successes, trials, IntervalMethod.Wilson);
}
