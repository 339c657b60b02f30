using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Tests.Statistics;

public class NormalTests
{
    [Fact]
    public void The_quantiles_at_the_ends_are_infinite()
    {
        Normal.Quantile(0).Should().Be(double.NegativeInfinity);
        Normal.Quantile(1).Should().Be(double.PositiveInfinity);
    }

    [Fact]
    public void A_share_outside_0_and_1_is_refused()
    {
        foreach (var wrong in new[] { -1e-9, 1.5, double.NaN })
        {
            FluentActions.Invoking(() => Normal.Quantile(wrong)).Should().Throw<ArgumentOutOfRangeException>();
        }
    }

    [Fact]
    public void The_quantile_is_the_inverse_of_the_distribution()
    {
        for (var step = 1; step < 1000; step++)
        {
            Normal.Cdf(Normal.Quantile(step / 1000.0)).Should().BeApproximately(step / 1000.0, 1e-15);
        }
    }
}
