namespace ModelSpecs.Metrics.Statistics;

/// <summary>What a check of this size can see: the smallest worsening that it would show, and the rows that would decide it.
/// <c>confidence</c> is that of the two-sided interval, so that one side errs with (1 − confidence)/2.</summary>
public static class Power
{
    // Above this many rows on either side of the count, the normal approximation is as good as the binomial and a thousand times faster.
    private const double ManyRows = 5000;

    /// <summary>The smallest worsening that an estimate of this standard error shows with the given power:
    /// (z₁₋α/₂ + z_power)·se.</summary>
    /// <param name="standardError">Of the metric, or of the difference that is judged; not negative.</param>
    /// <param name="confidence">For example 0.95.</param>
    /// <param name="power">For example 0.8.</param>
    public static double SmallestDetectableDrop(double standardError, double confidence, double power)
    {
        Guard.NotNegative(standardError);
        Guard.Inside(power);
        return (Normal.Critical(confidence) + Normal.Quantile(power)) * standardError;
    }

    /// <summary>The smallest d such that the score test (<see cref="Proportion.Wilson"/>) rejects <paramref name="p"/> with the
    /// given power where the true proportion is p − d, from the binomial distribution (from its normal approximation where more
    /// than 5,000 rows stand on both sides). Positive infinity where not even a proportion of 0 would be rejected.</summary>
    /// <param name="p">The proportion that the check guards: its bound or its baseline.</param>
    /// <param name="trials">Rows that the proportion rests on.</param>
    /// <param name="confidence">For example 0.95.</param>
    /// <param name="power">For example 0.8.</param>
    public static double SmallestDetectableDropOfProportion(double p, double trials, double confidence, double power)
    {
        Guard.Share(p);
        Guard.NotNegative(trials);
        Guard.Inside(power);
        var z = Normal.Critical(confidence);
        var edge = (trials * p) - (z * Math.Sqrt(trials * p * (1 - p)));

        // Rejected is what lies strictly below the edge.
        var most = Math.Ceiling(edge) - 1;
        if (most < 0)
        {
            return double.PositiveInfinity;
        }

        if (most > ManyRows && trials - most > ManyRows)
        {
            return p - Proportion.ScoreEnds(edge, trials, Math.Abs(Normal.Quantile(power))).Low;
        }

        // P(X ≤ most) = I(1 − p₁; n − most, most + 1) = power, solved for p₁.
        return p - BetaDistribution.Quantile(most + 1, trials - most, 1 - power);
    }

    /// <summary>The same for a rate that must not rise: <see cref="SmallestDetectableDropOfProportion"/> of 1 − p.</summary>
    /// <inheritdoc cref="SmallestDetectableDropOfProportion"/>
    public static double SmallestDetectableRiseOfProportion(double p, double trials, double confidence, double power)
    {
        Guard.Share(p);
        return SmallestDetectableDropOfProportion(1 - p, trials, confidence, power);
    }

    /// <summary>How many rows in all would make the interval's half-width smaller than the distance to the bound, if value and
    /// spread stay as they are (a half-width shrinks with the root of the rows). Positive infinity at distance 0.</summary>
    /// <param name="rows">Rows now, that the metric rests on.</param>
    /// <param name="halfWidth">From the value to the end of the interval on the bound's side.</param>
    /// <param name="distance">From the value to the bound; its sign is ignored.</param>
    public static double RowsNeeded(double rows, double halfWidth, double distance)
    {
        Guard.NotNegative(rows);
        Guard.NotNegative(halfWidth);
        var ratio = halfWidth / Math.Abs(distance);
        return distance == 0 ? double.PositiveInfinity : Math.Floor(rows * ratio * ratio) + 1;
    }

    /// <summary>The smallest number of rows at which Wilson's interval of proportion <paramref name="p"/> no longer contains
    /// <paramref name="p0"/>, from its own equation. Positive infinity where they are equal.</summary>
    public static double RowsNeededWilson(double p, double p0, double confidence)
    {
        Guard.Share(p);
        Guard.Share(p0);
        var ratio = Normal.Critical(confidence) / (p - p0);
        return p == p0 ? double.PositiveInfinity : Math.Floor(ratio * ratio * p0 * (1 - p0)) + 1;
    }
}
