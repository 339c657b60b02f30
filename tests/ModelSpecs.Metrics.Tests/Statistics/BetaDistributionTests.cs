using ModelSpecs.Metrics.Statistics;

namespace ModelSpecs.Metrics.Tests.Statistics;

/// <summary>Against the distributions that have a formula of their own.</summary>
public class BetaDistributionTests
{
    public static TheoryData<double> Probabilities => [1e-12, 1e-6, 0.025, 0.3, 0.5, 0.5 + 1e-9, 0.7, 0.975];

    [Theory]
    [MemberData(nameof(Probabilities))]
    public void With_one_of_the_two_numbers_1_it_is_a_power(double p)
    {
        foreach (var b in new[] { 0.5, 1, 3, 14, 15, 16, 100, 4_000 })
        {
            // The smallest of b draws: 1 − (1 − x)ᵇ.
            var x = -ExpM1(LogP1(-p) / b);
            Close(BetaDistribution.Quantile(1, b, p), x);
            Close(BetaDistribution.UpperQuantile(1, b, p), -ExpM1(Math.Log(p) / b));
            Close(BetaDistribution.Cdf(1, b, x), p);

            // The largest of b draws: xᵇ.
            Close(BetaDistribution.Quantile(b, 1, p), Math.Exp(Math.Log(p) / b));
            Close(BetaDistribution.Cdf(b, 1, Math.Exp(Math.Log(p) / b)), p);
        }
    }

    [Theory]
    [MemberData(nameof(Probabilities))]
    public void With_two_halves_it_is_the_arcsine(double p)
    {
        var x = Math.Pow(Math.Sin(Math.PI * p / 2), 2);

        Close(BetaDistribution.Quantile(0.5, 0.5, p), x);
        Close(BetaDistribution.Cdf(0.5, 0.5, x), p);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.45)]
    [InlineData(0.5)]
    [InlineData(0.61)]
    [InlineData(0.99)]
    public void With_whole_numbers_it_is_a_sum_of_binomial_chances(double x)
    {
        foreach (var (a, b) in new[] { (2, 2), (2, 9), (7, 3), (14, 20), (15, 15), (16, 40), (60, 2) })
        {
            var n = a + b - 1;
            var chance = Enumerable.Range(a, n - a + 1).Sum(k => Choose(n, k) * Math.Pow(x, k) * Math.Pow(1 - x, n - k));

            BetaDistribution.Cdf(a, b, x).Should().BeApproximately(chance, 1e-13 * Math.Max(chance, 1e-3), $"({a}, {b})");
        }
    }

    [Fact]
    public void Outside_of_0_to_1_nothing_lies()
    {
        BetaDistribution.Cdf(2, 3, 0).Should().Be(0);
        BetaDistribution.Cdf(2, 3, -0.1).Should().Be(0);
        BetaDistribution.Cdf(2, 3, 1).Should().Be(1);
        BetaDistribution.Cdf(2, 3, 1.1).Should().Be(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void A_quantile_of_no_probability_is_refused(double p)
    {
        FluentActions.Invoking(() => BetaDistribution.Quantile(2, 3, p)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => BetaDistribution.UpperQuantile(2, 3, p)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(3, 40)]
    [InlineData(40, 3)]
    [InlineData(14.5, 15.5)]
    [InlineData(2_000, 500)]
    [InlineData(0.2, 7)]
    public void A_quantile_leaves_what_it_says_on_either_side(double a, double b)
    {
        foreach (var p in new[] { 1e-9, 0.025, 0.2, 0.5, 0.8, 0.975 })
        {
            Close(BetaDistribution.Cdf(a, b, BetaDistribution.Quantile(a, b, p)), p);
            (1 - BetaDistribution.Cdf(a, b, BetaDistribution.UpperQuantile(a, b, p))).Should().BeApproximately(p, 1e-13);
            BetaDistribution.UpperQuantile(a, b, p).Should().BeApproximately(1 - BetaDistribution.Quantile(b, a, p), 1e-15);
        }
    }

    private static void Close(double found, double expected, double tolerance = 2e-13) =>
        found.Should().BeApproximately(expected, Math.Max(Math.Abs(expected) * tolerance, 1e-300));

    private static double Choose(int n, int k) => Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (n - k + i) / i);

    // Kahan's: exact to the last digits where the plain difference from 1 is not.
    private static double LogP1(double x) => 1 + x is var u && u == 1 ? x : Math.Log(u) * x / (u - 1);

    private static double ExpM1(double x)
    {
        var u = Math.Exp(x);
        return u == 1 ? x : u - 1 == -1 ? -1 : (u - 1) * x / Math.Log(u);
    }
}
