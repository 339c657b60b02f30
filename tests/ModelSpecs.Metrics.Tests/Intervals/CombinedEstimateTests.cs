using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Tests.Intervals;

/// <summary>Differences and spreads against the formulas of Zou and Donner (2008), written out.</summary>
public class CombinedEstimateTests
{
    private static readonly Estimate First = Share(56, 70);
    private static readonly Estimate Second = Share(30, 80);
    private static readonly Estimate Third = Share(20, 90);

    [Fact]
    public void The_sides_that_move_apart_are_put_together()
    {
        var (a, b) = (First.At(0.9), Second.At(0.9));

        Near(new DifferenceEstimate(First, Second, 1, 0).At(0.9), 0.8 - 0.375, Root(0.8 - a.Low, b.High - 0.375), Root(a.High - 0.8, 0.375 - b.Low));
        Near(new DifferenceEstimate(First, Second, 2, 0).At(0.9), 0.8 - 0.75, Root(0.8 - a.Low, 2 * (b.High - 0.375)), Root(a.High - 0.8, 2 * (0.375 - b.Low)));
        Near(new DifferenceEstimate(First, Second, -1, 0).At(0.9), 0.8 + 0.375, Root(0.8 - a.Low, 0.375 - b.Low), Root(a.High - 0.8, b.High - 0.375));
    }

    [Fact]
    public void What_both_share_moves_them_together()
    {
        var (a, b) = (First.At(0.9), Second.At(0.9));
        var shared = 0.3 * First.StandardError / Second.StandardError;
        double Side(double side, Interval of) => ((1 - shared) * side) + (shared * of.Width / 2);
        double Spread(double x, double y) => Math.Sqrt((x * x) + (y * y) - (2 * shared * x * y));

        var difference = new DifferenceEstimate(First, Second, 1, 0.3);

        Near(difference.At(0.9), 0.425, Spread(Side(0.8 - a.Low, a), Side(b.High - 0.375, b)), Spread(Side(a.High - 0.8, a), Side(0.375 - b.Low, b)));
        difference.StandardError.Should().BeApproximately(Spread(First.StandardError, Second.StandardError), 1e-12);
        new DifferenceEstimate(First, Second, 2, 0).StandardError.Should().BeApproximately(Root(First.StandardError, 2 * Second.StandardError), 1e-12);
        (difference.Rows, difference.Method, difference.Missing).Should().Be((70, IntervalMethod.Mover, null));
        difference.Parts.Should().Equal(First, Second);
    }

    [Fact]
    public void A_share_of_more_than_all_is_all()
    {
        // 1 · sd of 10 rows over sd of 1,000 rows is ten times as much as can be shared.
        var (few, many) = (Share(5, 10), Share(500, 1_000));

        new DifferenceEstimate(few, many, 1, 1).StandardError.Should().BeApproximately(few.StandardError - many.StandardError, 1e-12);
    }

    [Fact]
    public void A_part_without_an_interval_says_why()
    {
        var bare = new BareEstimate(0.5, 10, "because");

        new DifferenceEstimate(bare, First, 1, 0.5).Missing.Should().Be("because");
        new DifferenceEstimate(bare, new BareEstimate(0.4, 10, "for another reason"), 1, 0).Missing.Should().Be("because");
        new DifferenceEstimate(bare, First, 1, 0.5).Method.Should().Be(IntervalMethod.None);
        FluentActions.Invoking(() => new DifferenceEstimate(null!, First, 1, 0)).Should().Throw<ArgumentNullException>().WithParameterName("first");
        FluentActions.Invoking(() => new DifferenceEstimate(First, null!, 1, 0)).Should().Throw<ArgumentNullException>().WithParameterName("second");
        FluentActions.Invoking(() => new SpreadEstimate(0, 1, null!, false)).Should().Throw<ArgumentNullException>().WithParameterName("groups");
        new SpreadEstimate(0, 1, [First, bare], isRatio: false).Missing.Should().Be("because");
        new SpreadEstimate(0, 1, [First, bare], isRatio: false).Method.Should().Be(IntervalMethod.None);
        double.IsNaN(new SpreadEstimate(0, 1, [First, bare], isRatio: false).At(0.9).High).Should().BeTrue();
    }

    [Fact]
    public void A_gap_is_claimed_with_care_for_all_pairs_and_denied_by_each()
    {
        Estimate[] groups = [Second, First, Third];
        var (plain, strict) = (Array.ConvertAll(groups, group => group.At(0.9)), Array.ConvertAll(groups, group => group.At(1 - (0.1 / 3))));
        var (b, a, c) = (0, 1, 2);

        var spread = new SpreadEstimate(0.8 - (2 / 9.0), 240, groups, isRatio: false);

        var low = Math.Max(
            0.8 - (2 / 9.0) - Root(0.8 - strict[a].Low, strict[c].High - (2 / 9.0)),
            0.8 - 0.375 - Root(0.8 - strict[a].Low, strict[b].High - 0.375));
        var high = 0.8 - (2 / 9.0) + Root(plain[a].High - 0.8, (2 / 9.0) - plain[c].Low);
        spread.At(0.9).Low.Should().BeApproximately(low, 1e-9);
        spread.At(0.9).High.Should().BeApproximately(high, 1e-9);
        spread.StandardError.Should().BeApproximately(spread.At(0.95).Width / (2 * 1.959963984540054), 1e-9);
        spread.Parts.Should().Equal(groups);
    }

    [Fact]
    public void A_ratio_is_a_difference_of_logarithms()
    {
        Estimate[] groups = [Second, First];
        var (b, a) = (Second.At(0.9), First.At(0.9));

        var interval = new SpreadEstimate(0.375 / 0.8, 150, groups, isRatio: true).At(0.9);

        var ratio = Math.Log(0.375 / 0.8);
        interval.Low.Should().BeApproximately(Math.Exp(ratio - Root(Math.Log(0.375 / b.Low), Math.Log(a.High / 0.8))), 1e-9);
        interval.High.Should().BeApproximately(Math.Exp(ratio + Root(Math.Log(b.High / 0.375), Math.Log(0.8 / a.Low))), 1e-9);
    }

    [Fact]
    public void A_ratio_to_nothing_is_bounded_by_what_nothing_could_be()
    {
        var (none, also) = (Share(0, 12), Share(0, 15));

        var interval = new SpreadEstimate(0, 82, [First, none], isRatio: true).At(0.9);
        interval.Low.Should().Be(0);
        interval.High.Should().BeApproximately(none.At(0.9).High / First.At(0.9).Low, 1e-9);
        new SpreadEstimate(1, 27, [none, also], isRatio: true).At(0.9).Should().Be(new Interval(1, 1), "nothing is known of 0/0");

        // A lower end of 0 has no logarithm: what it is divided by may be as small.
        Estimate little = new BootstrapEstimate(0.02, 9, [.. Enumerable.Range(0, 101).Select(i => (i - 20) / 1000.0)], null);
        new SpreadEstimate(0.02 / 0.8, 79, [First, little], isRatio: true).At(0.6).Low.Should().Be(0);
        new SpreadEstimate(0.02 / 0.8, 79, [little, Share(1, 1_000)], isRatio: true).At(0.6).High.Should().Be(1);
    }

    [Fact]
    public void Equal_values_have_no_gap_below_none()
    {
        var interval = new SpreadEstimate(0, 140, [First, First], isRatio: false).At(0.9);
        interval.Low.Should().Be(0);
        interval.High.Should().BeApproximately(Root(First.At(0.9).High - 0.8, 0.8 - First.At(0.9).Low), 1e-9);
        new SpreadEstimate(0, 140, [First, First], isRatio: false).PValue(0).Should().Be(1);
    }

    [Fact]
    public void The_end_of_several_has_a_quarter_of_its_interval_as_error()
    {
        Estimate[] parts = [First, Second];
        var extreme = new ExtremeEstimate(0.8, 150, parts, isLargest: true);

        extreme.StandardError.Should().BeApproximately(extreme.At(0.95).Width / (2 * 1.959963984540054), 1e-9);
        extreme.PValue(0.8).Should().Be(1);
        extreme.Method.Should().Be(IntervalMethod.Wilson);
        extreme.Missing.Should().BeNull();
        FluentActions.Invoking(() => new ExtremeEstimate(0, 0, [], true)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new ExtremeEstimate(0, 0, null!, true)).Should().Throw<ArgumentNullException>();
    }

    private static double Root(double a, double b) => Math.Sqrt((a * a) + (b * b));

    private static ProportionEstimate Share(double successes, long trials) => new(successes / trials, successes, trials, IntervalMethod.Wilson);

    private static void Near(Interval interval, double value, double below, double above)
    {
        interval.Low.Should().BeApproximately(value - below, 1e-9);
        interval.High.Should().BeApproximately(value + above, 1e-9);
    }
}
