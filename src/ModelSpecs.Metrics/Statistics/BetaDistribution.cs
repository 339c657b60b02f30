namespace ModelSpecs.Metrics.Statistics;

/// <summary>The beta distribution, whose quantiles are the ends of Clopper–Pearson's interval. Written here because the usual way,
/// over differences of log gammas, keeps only ten digits at 100,000 rows and fewer at more.</summary>
internal static class BetaDistribution
{
    private const int MostSteps = 200;
    private const double Tiny = 1e-300;

    /// <summary>P(X ≤ <paramref name="x"/>), the regularised incomplete beta function I_x(a, b): its continued fraction (DLMF 8.17.22)
    /// on the side of the mean where that converges fast.</summary>
    public static double Cdf(double a, double b, double x) => Cdf(a, b, x, 1 - x);

    /// <summary>The x with P(X ≤ x) = <paramref name="p"/>.</summary>
    public static double Quantile(double a, double b, double p)
    {
        Guard.Inside(p);

        // The smaller tail: near 1 a difference of two numbers close to 1 would lose the digits that decide.
        return p > 0.5 ? Solve(a, b, 1 - p, upper: true) : Solve(a, b, p, upper: false);
    }

    /// <summary>The x with P(X > x) = <paramref name="tail"/>, however small that is.</summary>
    public static double UpperQuantile(double a, double b, double tail)
    {
        Guard.Inside(tail);
        return tail > 0.5 ? Solve(a, b, 1 - tail, upper: false) : Solve(a, b, tail, upper: true);
    }

    // Newton's steps on the logit of x, kept inside a bracket that shrinks.
    private static double Solve(double a, double b, double target, bool upper)
    {
        double low = -745, high = 745;
        var spread = Math.Min(Math.Sqrt((1 / a) + (1 / b)), 3);
        var z = Normal.Quantile(target);
        var logit = Math.Clamp(Math.Log(a / b) + (spread * (upper ? -z : z)), low, high);
        for (var step = 0; step < MostSteps; step++)
        {
            var (x, complement) = Shares(logit);
            var tail = upper ? Cdf(b, a, complement, x) : Cdf(a, b, x, complement);
            if (upper ? tail < target : tail > target)
            {
                high = logit;
            }
            else
            {
                low = logit;
            }

            // d/d(logit) of ln(tail) is ±density/tail; on the logarithm the function is nearly straight far out.
            var move = Math.Log(tail / target) * tail / Density(a, b, x, complement);
            var next = logit + (upper ? move : -move);
            if (!(next > low && next < high))
            {
                next = low + ((high - low) / 2);
            }

            if (Math.Abs(next - logit) <= 1e-15 * Math.Max(1, Math.Abs(next)))
            {
                return Shares(next).X;
            }

            logit = next;
        }

        return Shares(logit).X;
    }

    /// <summary>With 1 − x given, which has lost its digits where x is near 1.</summary>
    private static double Cdf(double a, double b, double x, double complement) =>
        x <= 0 ? 0
        : complement <= 0 ? 1
        : x * (a + b + 2) <= a + 1 ? Density(a, b, x, complement) / a * Fraction(a, b, x)
        : 1 - (Density(a, b, x, complement) / b * Fraction(b, a, complement));

    private static (double X, double Complement) Shares(double logit)
    {
        var e = Math.Exp(-Math.Abs(logit));
        var (small, large) = (e / (1 + e), 1 / (1 + e));
        return logit < 0 ? (small, large) : (large, small);
    }

    /// <summary>xᵃ(1 − x)ᵇ/B(a, b), which is the density times x(1 − x), by Loader's (2000) saddle point: what cancels between the
    /// powers and the gammas is cancelled before it is computed.</summary>
    private static double Density(double a, double b, double x, double complement)
    {
        var n = a + b;
        var above = x <= complement ? a - (n * x) : (n * complement) - b;
        var exponent = GammaError(n) - GammaError(a) - GammaError(b) - Deviance(a, n * x, above) - Deviance(b, n * complement, -above);
        return Math.Sqrt(a * b / (2 * Math.PI * n)) * Math.Exp(exponent);
    }

    /// <summary>ln Γ(z + 1) less Stirling's formula (z + ½)·ln z − z + ½·ln 2π.</summary>
    private static double GammaError(double z)
    {
        if (z < 15)
        {
            return MathNet.Numerics.SpecialFunctions.GammaLn(z + 1) - ((z + 0.5) * Math.Log(z)) + z - (0.5 * Math.Log(2 * Math.PI));
        }

        var square = z * z;
        return ((1.0 / 12) - (((1.0 / 360) - (((1.0 / 1260) - (((1.0 / 1680) - (1.0 / 1188 / square)) / square)) / square)) / square)) / z;
    }

    /// <summary>k·ln(k/mean) + mean − k, by its series in (k − mean)/(k + mean) where the two are close.</summary>
    private static double Deviance(double k, double mean, double difference)
    {
        var ratio = difference / (k + mean);
        if (Math.Abs(ratio) > 0.1)
        {
            return (k * Math.Log(k / mean)) - difference;
        }

        // ln(k/mean) = 2·artanh(ratio).
        var sum = difference * ratio;
        var term = 2 * k * ratio;
        for (var power = 3; ; power += 2)
        {
            term *= ratio * ratio;
            var next = sum + (term / power);
            if (next == sum)
            {
                return sum;
            }

            sum = next;
        }
    }

    /// <summary>The continued fraction by Lentz's method; it takes about √(a + b) terms at worst.</summary>
    private static double Fraction(double a, double b, double x)
    {
        var d = 1 / NotZero(1 - ((a + b) * x / (a + 1)));
        double c = 1, value = d;
        for (var m = 1.0; ; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            value *= c * d;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            value *= c * d;
            if (Math.Abs((c * d) - 1) <= 2e-16)
            {
                return value;
            }
        }
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
