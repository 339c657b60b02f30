using MathNet.Numerics;

namespace ModelSpecs.Metrics.Intervals;

/// <summary>Binomial random numbers in constant time, where the library's take a step a trial.</summary>
internal static class BinomialDraw
{
    private const double FewExpected = 10;

    /// <summary>Successes among <paramref name="trials"/>: inversion where few are expected, transformed rejection (Hörmann 1993, BTRS) otherwise.</summary>
    public static long Next(ref RandomStream random, long trials, double share)
    {
        if (trials <= 0 || share <= 0)
        {
            return 0;
        }

        if (share >= 1)
        {
            return trials;
        }

        if (share > 0.5)
        {
            return trials - Next(ref random, trials, 1 - share);
        }

        return trials * share < FewExpected ? Invert(ref random, trials, share) : Reject(ref random, trials, share);
    }

    private static long Invert(ref RandomStream random, long trials, double share)
    {
        var odds = share / (1 - share);
        var mass = Math.Exp(trials * Math.Log(1 - share));
        var left = random.NextDouble() - mass;
        long count = 0;
        while (left >= 0 && count < trials)
        {
            count++;
            mass *= odds * (trials - count + 1) / count;
            left -= mass;
            if (mass < 1e-300 && count > trials * share)
            {
                break;
            }
        }

        return count;
    }

    private static long Reject(ref RandomStream random, long trials, double share)
    {
        var deviation = Math.Sqrt(trials * share * (1 - share));
        var b = 1.15 + (2.53 * deviation);
        var a = -0.0873 + (0.0248 * b) + (0.01 * share);
        var c = (trials * share) + 0.5;
        var quick = 0.92 - (4.2 / b);
        double alpha = 0, logOdds = 0, atMode = 0;
        long mode = -1;
        while (true)
        {
            var u = random.NextDouble() - 0.5;
            var v = random.NextDouble();
            var distance = 0.5 - Math.Abs(u);
            var count = Math.Floor((((2 * a / distance) + b) * u) + c);
            if (count < 0 || count > trials)
            {
                continue;
            }

            if (distance >= 0.07 && v <= quick)
            {
                return (long)count;
            }

            if (mode < 0)
            {
                alpha = (2.83 + (5.1 / b)) * deviation;
                logOdds = Math.Log(share / (1 - share));
                mode = (long)Math.Floor((trials + 1) * share);
                atMode = SpecialFunctions.GammaLn(mode + 1) + SpecialFunctions.GammaLn(trials - mode + 1);
            }

            var height = Math.Log(v * alpha / ((a / (distance * distance)) + b));
            if (height <= atMode - SpecialFunctions.GammaLn(count + 1) - SpecialFunctions.GammaLn(trials - count + 1) + ((count - mode) * logOdds))
            {
                return (long)count;
            }
        }
    }
}
