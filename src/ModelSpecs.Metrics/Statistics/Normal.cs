using MathNet.Numerics;

namespace ModelSpecs.Metrics.Statistics;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    private const double SquareRootOf2 = 1.4142135623730951;

    /// <summary>The z with P(Z ≤ z) = <paramref name="p"/>; −∞ at 0, +∞ at 1.</summary>
    public static double Quantile(double p)
    {
        Guard.Share(p);
        return -SquareRootOf2 * SpecialFunctions.ErfcInv(2 * p);
    }

    /// <summary>P(Z ≤ <paramref name="z"/>).</summary>
    public static double Cdf(double z) => 0.5 * SpecialFunctions.Erfc(-z / SquareRootOf2);

    /// <summary>P(|Z| ≥ |<paramref name="z"/>|): the p-value of a two-sided test.</summary>
    public static double TwoSidedP(double z) => SpecialFunctions.Erfc(Math.Abs(z) / SquareRootOf2);

    /// <summary>The z of a two-sided interval: 1.96 at 0.95.</summary>
    internal static double Critical(double confidence)
    {
        Guard.Inside(confidence);
        return SquareRootOf2 * SpecialFunctions.ErfcInv(1 - confidence);
    }
}
