namespace ModelSpecs.Metrics.Statistics;

/// <summary>Intervals and tests of a proportion: <c>successes</c> of <c>trials</c>. Both may be sums of weights. Without any
/// trial nothing is known: the interval is [0, 1] and every p-value 1. An argument that is negative or NaN, or more successes
/// than trials, is an <see cref="ArgumentOutOfRangeException"/>.</summary>
public static class Proportion
{
    /// <summary>Wilson's score interval (1927): the p₀ that the score test does not reject. Its lower end is exactly 0 without a
    /// success, its upper end exactly 1 without a failure.</summary>
    public static Interval Wilson(double successes, double trials, double confidence)
    {
        Guard.Counts(successes, trials);
        var z = Normal.Critical(confidence);
        return trials == 0 ? new Interval(0, 1) : ScoreEnds(successes, trials, z);
    }

    /// <summary>Clopper and Pearson's interval (1934), from the binomial distribution itself: covers at least
    /// <paramref name="confidence"/> at every proportion and size, and more than that at most.</summary>
    public static Interval ClopperPearson(double successes, double trials, double confidence)
    {
        Guard.Counts(successes, trials);
        Guard.Inside(confidence);
        var tail = (1 - confidence) / 2;
        var failures = trials - successes;
        return new Interval(
            successes == 0 ? 0 : BetaDistribution.Quantile(successes, failures + 1, tail),
            failures == 0 ? 1 : BetaDistribution.UpperQuantile(successes + 1, failures, tail));
    }

    /// <summary>Two-sided p-value of the score test of <paramref name="p0"/>: below 1 − confidence where p₀ lies outside
    /// <see cref="Wilson"/>, and only there.</summary>
    public static double WilsonP(double successes, double trials, double p0)
    {
        Guard.Counts(successes, trials);
        Guard.Share(p0);
        var distance = Math.Abs(successes - (trials * p0));
        if (trials == 0 || distance == 0)
        {
            return 1;
        }

        // At p₀ = 0 or 1 the spread is 0: one observation to the contrary refutes it.
        return Normal.TwoSidedP(distance / Math.Sqrt(trials * p0 * (1 - p0)));
    }

    /// <summary>Twice the smaller binomial tail at <paramref name="p0"/>, at most 1: below 1 − confidence where p₀ lies outside
    /// <see cref="ClopperPearson"/>, and only there.</summary>
    public static double ClopperPearsonP(double successes, double trials, double p0)
    {
        Guard.Counts(successes, trials);
        Guard.Share(p0);
        return Math.Min(1, 2 * Math.Min(AtLeast(successes, trials, p0), AtMost(successes, trials, p0)));
    }

    /// <summary>P(X ≥ successes) of the binomial, carried on to fractions by the beta function.</summary>
    internal static double AtLeast(double successes, double trials, double p0) =>
        successes == 0 ? 1 : BetaDistribution.Cdf(successes, trials - successes + 1, p0);

    /// <summary>P(X ≤ successes).</summary>
    internal static double AtMost(double successes, double trials, double p0) =>
        successes == trials ? 1 : BetaDistribution.Cdf(trials - successes, successes + 1, 1 - p0);

    /// <summary>The two p with |successes − n·p| = z·√(n·p·(1 − p)).</summary>
    internal static Interval ScoreEnds(double successes, double trials, double z)
    {
        var failures = trials - successes;
        var square = z * z;
        var total = trials + square;
        var middle = successes + (square / 2);
        var half = z * Math.Sqrt((successes * failures / trials) + (square / 4));

        // (middle − half)/total, without the cancellation that a proportion near 0 would suffer.
        var low = successes * (successes / trials) / (middle + half);
        var high = failures == 0 ? 1 : (middle + half) / total;
        return new Interval(Math.Min(low, successes / trials), Math.Max(high, successes / trials));
    }
}
