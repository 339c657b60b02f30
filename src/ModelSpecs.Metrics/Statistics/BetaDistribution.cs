using MathNet.Numerics;

namespace ModelSpecs.Metrics.Statistics;

/// <summary>Quantiles of the beta distribution, which are the ends of Clopper–Pearson's interval.</summary>
internal static class BetaDistribution
{
    private const int MostSteps = 200;

    /// <summary>P(X ≤ <paramref name="x"/>), the regularised incomplete beta function I_x(a, b).</summary>
    public static double Cdf(double a, double b, double x) => x <= 0 ? 0 : x >= 1 ? 1 : SpecialFunctions.BetaRegularized(a, b, x);

    /// <summary>The x with P(X ≤ x) = <paramref name="p"/>: Newton's steps on the logit of x, kept inside a bracket that shrinks.</summary>
    public static double Quantile(double a, double b, double p)
    {
        Guard.Inside(p);
        var logNorm = SpecialFunctions.GammaLn(a + b) - SpecialFunctions.GammaLn(a) - SpecialFunctions.GammaLn(b);
        double low = -745, high = 745;
        var logit = Math.Clamp(Start(a, b, p), low, high);
        for (var step = 0; step < MostSteps; step++)
        {
            var (x, complement) = Shares(logit);

            // The smaller tail: near 1 a difference of two numbers close to 1 would lose the digits that decide.
            var upper = p > 0.5;
            var tail = upper ? Cdf(b, a, complement) : Cdf(a, b, x);
            var target = upper ? 1 - p : p;
            var tooFar = upper ? tail < target : tail > target;
            if (tooFar)
            {
                high = logit;
            }
            else
            {
                low = logit;
            }

            // d/d(logit) of log(tail) is density·x·(1−x)/tail; on the logarithm the function is nearly straight far out.
            var slope = Math.Exp(logNorm + (a * Math.Log(x)) + (b * Math.Log(complement))) / tail;
            var error = Math.Log(tail / target);
            var next = logit - ((upper ? -error : error) / slope);
            if (!(next > low && next < high))
            {
                next = low + ((high - low) / 2);
            }

            if (Math.Abs(next - logit) <= 1e-15 * Math.Max(1, Math.Abs(next)) || high - low <= 1e-15 * Math.Abs(low))
            {
                return Shares(next).X;
            }

            logit = next;
        }

        return Shares(logit).X;
    }

    private static (double X, double Complement) Shares(double logit)
    {
        var e = Math.Exp(-Math.Abs(logit));
        var (small, large) = (e / (1 + e), 1 / (1 + e));
        return logit < 0 ? (small, large) : (large, small);
    }

    private static double Start(double a, double b, double p)
    {
        var spread = Math.Sqrt((1 / a) + (1 / b));
        return Math.Log(a / b) + (Math.Min(spread, 3) * Normal.Quantile(p));
    }
}
