using FsCheck;
using FsCheck.Fluent;
using ModelSpecs.Metrics.Statistics;
using Interval = ModelSpecs.Metrics.Statistics.Interval;

namespace ModelSpecs.Metrics.Tests.Statistics;

/// <summary>What holds of every count.</summary>
public class PairedProportionTests
{
    [Fact]
    public void Exchanging_the_two_negates_the_interval_to_the_last_digit() => ForAll((gained, lost, rows) =>
    {
        var (one, other) = (PairedProportion.Score(gained, lost, rows, 0.95), PairedProportion.Score(lost, gained, rows, 0.95));
        return one.Low == -other.High && one.High == -other.Low;
    });

    [Fact]
    public void The_interval_holds_the_difference_and_stays_within_one() => ForAll((gained, lost, rows) =>
    {
        var interval = PairedProportion.Score(gained, lost, rows, 0.95);
        return interval.Contains((double)(gained - lost) / rows) && interval is { Low: >= -1, High: <= 1, Width: > 0 };
    });

    [Fact]
    public void A_bound_lies_outside_the_interval_where_its_p_value_is_small_and_only_there() => ForAll((gained, lost, rows) =>
    {
        var interval = PairedProportion.Score(gained, lost, rows, 0.95);
        return Enumerable.Range(-99, 199).Select(i => i / 100.0).All(bound =>
            Math.Min(Math.Abs(bound - interval.Low), Math.Abs(bound - interval.High)) < 1e-9
            || interval.Contains(bound) == PairedProportion.ScoreP(gained, lost, rows, bound) >= 0.05);
    });

    [Fact]
    public void At_no_difference_it_is_McNemars_asymptotic_test() => ForAll((gained, lost, rows) =>
        gained + lost == 0
            ? PairedProportion.ScoreP(gained, lost, rows, 0) == 1
            : Math.Abs(PairedProportion.ScoreP(gained, lost, rows, 0) - Normal.TwoSidedP((gained - lost) / Math.Sqrt(gained + lost))) < 1e-12);

    [Fact]
    public void Nothing_changed_in_many_rows_says_more_than_in_few()
    {
        // z²/(n + z²): as Wilson's interval without a success.
        PairedProportion.Score(0, 0, 60, 0.95).High.Should().BeApproximately(Proportion.Wilson(0, 60, 0.95).High, 1e-12);
        PairedProportion.Score(0, 0, 600, 0.95).High.Should().BeApproximately(Proportion.Wilson(0, 600, 0.95).High, 1e-12);
    }

    [Fact]
    public void Without_rows_nothing_is_known()
    {
        PairedProportion.Score(0, 0, 0, 0.95).Should().Be(new Interval(-1, 1));
        PairedProportion.ScoreP(0, 0, 0, 0.5).Should().Be(1);
        PairedProportion.RowsNeeded(0, 0, 0, 0.5, 0.95).Should().Be(double.PositiveInfinity);
    }

    [Theory]
    [InlineData(3, 9, 200, -0.02)]
    [InlineData(10, 10, 400, -0.02)]
    [InlineData(0, 1, 60, 0.05)]
    public void The_rows_that_would_settle_it_are_the_fewest_that_do(double gained, double lost, double rows, double bound)
    {
        var needed = PairedProportion.RowsNeeded(gained, lost, rows, bound, 0.95);

        double P(double all) => PairedProportion.ScoreP(gained * all / rows, lost * all / rows, all, bound);
        P(needed).Should().BeLessThan(0.05);
        P(needed - 1).Should().BeGreaterThanOrEqualTo(0.05);
    }

    [Fact]
    public void The_measured_difference_is_never_settled() =>
        PairedProportion.RowsNeeded(6, 2, 100, 0.04, 0.95).Should().Be(double.PositiveInfinity);

    [Theory]
    [InlineData(-1, 0, 10)]
    [InlineData(0, double.NaN, 10)]
    [InlineData(6, 5, 10)]
    public void Counts_that_cannot_be_are_refused(double gained, double lost, double rows)
    {
        FluentActions.Invoking(() => PairedProportion.Score(gained, lost, rows, 0.95)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => PairedProportion.ScoreP(gained, lost, rows, 0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => PairedProportion.RowsNeeded(gained, lost, rows, 0, 0.95)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void A_difference_beyond_one_is_refused() =>
        FluentActions.Invoking(() => PairedProportion.ScoreP(1, 1, 10, -1.01)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void McNemar_refuses_negative_counts()
    {
        FluentActions.Invoking(() => McNemar.ExactP(-1, 0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => McNemar.MidP(0, -1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    private static void ForAll(Func<int, int, int, bool> holds)
    {
        var counts = from gained in Gen.Choose(0, 40) from lost in Gen.Choose(0, 40) from others in Gen.Choose(0, 400) where gained + lost + others > 0 select (gained, lost, others);
        Check.QuickThrowOnFailure(Prop.ForAll(Arb.From(counts), c => holds(c.gained, c.lost, c.gained + c.lost + c.others)));
    }
}
