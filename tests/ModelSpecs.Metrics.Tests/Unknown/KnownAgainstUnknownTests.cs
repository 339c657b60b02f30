using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Unknown;

namespace ModelSpecs.Metrics.Tests.Unknown;

public sealed class KnownAgainstUnknownTests
{
    [Fact]
    public void Sets_that_do_not_overlap_are_told_apart_and_none_is_accepted()
    {
        var sets = new KnownAgainstUnknown([0.7, 0.8, 0.9], [0.1, 0.2]);

        sets.RocAuc().Value.Should().Be(1);
        sets.FalsePositiveRateAt().Value.Should().Be(0);
        sets.FalsePositiveRateAt().At(0.95).High.Should().BeGreaterThan(0.5, "two rows say little");
        sets.Roc().Should().Equal((0, 0), (0, 1.0 / 3), (0, 2.0 / 3), (0, 1), (0.5, 1), (1, 1));
    }

    [Fact]
    public void Of_equal_scores_nothing_can_be_told()
    {
        var sets = new KnownAgainstUnknown([0.5, 0.5], [0.5, 0.5, 0.5]);

        sets.RocAuc().Value.Should().Be(0.5);
        sets.FalsePositiveRateAt().Value.Should().Be(1);
        sets.Roc().Should().Equal((0, 0), (1, 1));
    }

    [Fact]
    public void The_threshold_lies_at_a_known_row_so_that_at_least_the_share_is_accepted()
    {
        double[] known = [.. Enumerable.Range(1, 100).Select(i => i / 100.0)];

        new KnownAgainstUnknown(known, [0]).ThresholdAt(0.95).Should().Be(0.06, "95 of the 100 lie at or above it");
        new KnownAgainstUnknown(known, [0]).ThresholdAt(0.951).Should().Be(0.05);
        new KnownAgainstUnknown(known, [0]).ThresholdAt(1).Should().Be(0.01);
    }

    [Fact]
    public void Intervals_are_DeLongs_and_Wilsons()
    {
        var sets = new KnownAgainstUnknown([1, 2, 3, 4], [0, 1, 2, 3]);

        sets.RocAuc().Method.Should().Be(IntervalMethod.DeLong);
        sets.RocAuc().Rows.Should().Be(8);
        sets.FalsePositiveRateAt().Method.Should().Be(IntervalMethod.Wilson);
        sets.FalsePositiveRateAt().Rows.Should().Be(4);
    }

    [Fact]
    public void Empty_sets_and_NaN_are_refused()
    {
        FluentActions.Invoking(() => new KnownAgainstUnknown([], [1])).Should().Throw<ArgumentException>().WithParameterName("known");
        FluentActions.Invoking(() => new KnownAgainstUnknown([1], [])).Should().Throw<ArgumentException>().WithParameterName("unknown");
        FluentActions.Invoking(() => new KnownAgainstUnknown([1], [double.NaN, 1])).Should().Throw<ArgumentException>().WithParameterName("unknown");
        FluentActions.Invoking(() => new KnownAgainstUnknown([1], [1]).ThresholdAt(0)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Sums_of_exponentials_do_not_overflow()
    {
        ConfidenceScores.LogSumExp([1000, 1000]).Should().Be(1000 + Math.Log(2));
        ConfidenceScores.LogSumExp([-1000, -1001]).Should().BeApproximately(-1000 + Math.Log(1 + Math.Exp(-1)), 1e-12);
        ConfidenceScores.Entropy([1, 0, 0]).Should().Be(0);
        ConfidenceScores.Entropy([0.5, 0.5]).Should().BeApproximately(Math.Log(2), 1e-15);
    }
}
