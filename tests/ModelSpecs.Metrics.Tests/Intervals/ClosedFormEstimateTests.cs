using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Tests.Intervals;

/// <summary>Estimates that hand on what the statistics say, and what they say at the edges.</summary>
public class ClosedFormEstimateTests
{
    private static readonly DeLongResult Area = DeLong.Of([0.9, 0.8, 0.55, 0.4], [0.7, 0.5, 0.3, 0.2, 0.1]);

    [Theory]
    [InlineData(IntervalMethod.Wilson)]
    [InlineData(IntervalMethod.ClopperPearson)]
    public void A_share_has_the_interval_and_the_p_value_of_its_method(IntervalMethod method)
    {
        var estimate = new ProportionEstimate(0.75, 30, 40, method);
        var wilson = method == IntervalMethod.Wilson;

        Near(estimate.At(0.9), wilson ? Proportion.Wilson(30, 40, 0.9) : Proportion.ClopperPearson(30, 40, 0.9));
        estimate.PValue(0.6).Should().Be(wilson ? Proportion.WilsonP(30, 40, 0.6) : Proportion.ClopperPearsonP(30, 40, 0.6));
        estimate.FamilyPValue(0.6).Should().Be(Proportion.ClopperPearsonP(30, 40, 0.6));
        estimate.StandardError.Should().BeApproximately(Proportion.Wilson(30, 40, 0.682689492137086).Width / 2, 1e-9);
        (estimate.Method, estimate.Successes, estimate.Rows, estimate.Replicates).Should().Be((method, 30, 40, 0));
        var known = wilson ? Power.RowsNeededWilson(0.75, 0.6, 0.9) : Power.RowsNeeded(40, 0.75 - estimate.At(0.9).Low, 0.15);
        estimate.RowsNeeded(0.6, 0.9).Should().Be(known);
    }

    [Fact]
    public void No_share_lies_outside_0_and_1()
    {
        var estimate = new ProportionEstimate(1, 40, 40, IntervalMethod.Wilson);

        estimate.PValue(-0.01).Should().Be(0);
        estimate.PValue(1.01).Should().Be(0);
        estimate.FamilyPValue(1.01).Should().Be(0);
        estimate.PValue(0).Should().Be(Proportion.WilsonP(40, 40, 0));
        estimate.PValue(1).Should().Be(1);
        new ProportionEstimate(0, 0, 40, IntervalMethod.Wilson).PValue(0).Should().Be(1);
        new ProportionEstimate(0, 0, 40, IntervalMethod.Wilson).FamilyPValue(0).Should().Be(1);
        foreach (var bound in new[] { 0, 0.3, 0.7, 1 })
        {
            new ProportionEstimate(0.5, 4, 8, IntervalMethod.Wilson).RowsNeeded(bound, 0.99).Should().Be(Power.RowsNeededWilson(0.5, bound, 0.99)).And.NotBe(
                new ProportionEstimate(0.5, 4, 8, IntervalMethod.ClopperPearson).RowsNeeded(bound, 0.99));
        }

        double.IsNaN(estimate.PValue(double.PositiveInfinity)).Should().BeTrue();
        double.IsNaN(estimate.FamilyPValue(double.NaN)).Should().BeTrue();
        Near(estimate.Between(0), new Interval(1, 1));
        Near(estimate.Between(40), new Interval(0, 1));
        estimate.RowsNeeded(1.5, 0.9).Should().Be(Power.RowsNeeded(40, 0, 0.5), "Wilson's equation is of shares");
    }

    [Theory]
    [InlineData(IntervalMethod.DeLong)]
    [InlineData(IntervalMethod.LogitDeLong)]
    public void An_area_has_the_interval_and_the_p_value_of_its_method(IntervalMethod method)
    {
        var estimate = new AreaEstimate(Area, 9, method);
        var logit = method == IntervalMethod.LogitDeLong;

        Near(estimate.At(0.9), logit ? Area.LogitInterval(0.9) : Area.Interval(0.9));
        estimate.PValue(0.5).Should().Be(logit ? DeLong.LogitP(Area, 0.5) : DeLong.P(Area, 0.5));
        estimate.PValue(-0.1).Should().Be(0);
        estimate.PValue(1.1).Should().Be(0);
        estimate.PValue(1).Should().Be(logit ? DeLong.LogitP(Area, 1) : DeLong.P(Area, 1));
        estimate.PValue(0).Should().Be(logit ? DeLong.LogitP(Area, 0) : DeLong.P(Area, 0));
        double.IsNaN(estimate.PValue(double.NaN)).Should().BeTrue();
        Near(estimate.Between(0), new Interval(Area.Auc, Area.Auc));
        double.IsFinite(estimate.Between(50).Width).Should().BeTrue("farther out than any confidence below 1");
        estimate.StandardError.Should().BeApproximately(Math.Sqrt(Area.Variance), 1e-15);
        (estimate.Method, estimate.Value, estimate.Rows).Should().Be((method, Area.Auc, 9));
    }

    [Fact]
    public void A_bare_value_has_nothing_but_its_reason()
    {
        var estimate = new BareEstimate(0.5, 10, "because");

        (estimate.Value, estimate.Rows, estimate.Missing, estimate.HasInterval, estimate.Replicates).Should().Be((0.5, 10, "because", false, 0));
        double.IsNaN(estimate.PValue(0.5)).Should().BeTrue();
        double.IsNaN(estimate.At(0.9).Low).Should().BeTrue();
        double.IsNaN(estimate.StandardError).Should().BeTrue();
        estimate.Parts.Should().BeEmpty();
        estimate.SmallestClass.Should().BeNull();
    }

    [Fact]
    public void Methods_have_the_names_that_specs_use() =>
        Enum.GetValues<IntervalMethod>().Select(IntervalMethods.NameOf).Should().Equal(
            "none", "wilson", "clopper_pearson", "delong", "logit_delong", "percentile", "bca", "mover", "tango", "paired_delong", "paired_mean", "unchanged", "sen", "order_statistics");

    private static void Near(Interval interval, Interval expected)
    {
        interval.Low.Should().BeApproximately(expected.Low, 1e-9);
        interval.High.Should().BeApproximately(expected.High, 1e-9);
    }
}
