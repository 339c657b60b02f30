using ModelSpecs.Engine.Checks;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Tests.Checks;

public sealed class VerdictsTests
{
    [Theory]
    [InlineData(0.7, Comparison.AtLeast, 0.7, true)]
    [InlineData(0.7, Comparison.MoreThan, 0.7, false)]
    [InlineData(0.7, Comparison.AtMost, 0.7, true)]
    [InlineData(0.7, Comparison.LessThan, 0.7, false)]
    [InlineData(0.6999999999999999, Comparison.AtLeast, 0.7, false)]
    public void A_plain_bound_is_compared_exactly(double value, Comparison comparison, double bound, bool met) =>
        Verdicts.Meets(value, comparison, bound, 0).Should().Be(met);

    [Fact]
    public void A_computed_bound_forgives_its_own_rounding_and_no_more()
    {
        (0.8 - 0.1).Should().BeGreaterThan(0.7, "this is what the slack is for");
        Verdicts.Meets(0.7, Comparison.AtLeast, 0.8 - 0.1, Verdicts.ComputedBoundSlack).Should().BeTrue();
        Verdicts.Meets(0.7, Comparison.AtLeast, 0.8 - 0.1, 0).Should().BeFalse();
        Verdicts.Meets(0.7 - 1e-9, Comparison.AtLeast, 0.8 - 0.1, Verdicts.ComputedBoundSlack).Should().BeFalse();
    }

    [Theory]
    [InlineData(double.NaN, 0.5)]
    [InlineData(0.5, double.NaN)]
    [InlineData(double.PositiveInfinity, 0.5)]
    [InlineData(0.5, double.NegativeInfinity)]
    public void What_is_not_finite_meets_nothing(double value, double bound)
    {
        foreach (var comparison in Enum.GetValues<Comparison>())
        {
            Verdicts.Meets(value, comparison, bound, Verdicts.ComputedBoundSlack).Should().BeFalse();
        }
    }

    [Theory]
    [InlineData(0.81, 0.8, "0.81")]
    [InlineData(0.80000001, 0.8, "0.80000001")]
    [InlineData(2.0 / 3, 0.9, "0.6667")]
    public void A_value_is_shown_with_enough_digits_to_differ_from_its_bound(double value, double bound, string shown) =>
        Numbers.FormatAgainst(value, bound).Should().Be(shown);
}
