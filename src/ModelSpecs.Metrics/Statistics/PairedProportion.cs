namespace ModelSpecs.Metrics.Statistics;

/// <summary>The difference of two shares of the same rows, by the score method (Tango 1998): of <c>rows</c>, <c>gained</c> count in the first share alone and <c>lost</c> in the
/// second alone. At a supposed difference δ the chance of a loss is estimated under that supposition, so that the method says something even where nothing changed, and never
/// leaves [−1, 1]. At δ = 0 it is McNemar's test. A count that is negative, or more changes than rows, is an <see cref="ArgumentOutOfRangeException"/>.</summary>
public static class PairedProportion
{
    private const int Halvings = 64;

    /// <summary>The differences that the score test does not reject. [−1, 1] without rows.</summary>
    /// <param name="gained">Rows that count in the first share alone.</param>
    /// <param name="lost">Rows that count in the second share alone.</param>
    /// <param name="rows">All rows.</param>
    /// <param name="confidence">For example 0.95.</param>
    public static Interval Score(double gained, double lost, double rows, double confidence)
    {
        Check(gained, lost, rows);
        return ScoreEnds(gained, lost, rows, Normal.Critical(confidence));
    }

    /// <summary>Two-sided p-value of the difference <paramref name="difference"/>: below 1 − confidence outside <see cref="Score"/>, and only there. 1 without rows.</summary>
    /// <param name="gained">Rows that count in the first share alone.</param>
    /// <param name="lost">Rows that count in the second share alone.</param>
    /// <param name="rows">All rows.</param>
    /// <param name="difference">From −1 to 1.</param>
    public static double ScoreP(double gained, double lost, double rows, double difference)
    {
        Check(gained, lost, rows);
        if (!(difference is >= -1 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(difference), difference, "Must lie between -1 and 1.");
        }

        return rows == 0 ? 1 : Normal.TwoSidedP(Statistic(gained, lost, rows, difference));
    }

    /// <summary>The smallest number of rows at which the interval leaves out <paramref name="difference"/>, if rows change as often as now. Positive infinity where it is what was
    /// measured.</summary>
    /// <param name="gained">Rows that count in the first share alone.</param>
    /// <param name="lost">Rows that count in the second share alone.</param>
    /// <param name="rows">All rows.</param>
    /// <param name="difference">From −1 to 1.</param>
    /// <param name="confidence">For example 0.95.</param>
    public static double RowsNeeded(double gained, double lost, double rows, double difference, double confidence)
    {
        Check(gained, lost, rows);
        var distance = gained - lost - (rows * difference);
        if (rows == 0 || distance == 0)
        {
            return double.PositiveInfinity;
        }

        // With the same shares the statistic grows with the root of the rows.
        var ratio = Normal.Critical(confidence) / Statistic(gained, lost, rows, difference);
        return Math.Floor(rows * ratio * ratio) + 1;
    }

    /// <summary>The interval as wide as z standard deviations.</summary>
    internal static Interval ScoreEnds(double gained, double lost, double rows, double z)
    {
        if (rows == 0)
        {
            return new Interval(-1, 1);
        }

        // The statistic falls as the supposed difference rises; mirrored for the other end, so that an exchange of the two gives the mirrored interval to the last digit.
        return new Interval(Lower(gained, lost, rows, z), -Lower(lost, gained, rows, z));
    }

    /// <summary>Tango's statistic: positive where more was measured than supposed.</summary>
    internal static double Statistic(double gained, double lost, double rows, double difference)
    {
        if (difference < 0)
        {
            return -Statistic(lost, gained, rows, -difference);
        }

        var loss = LossUnder(gained, lost, rows, difference);
        var distance = gained - lost - (rows * difference);
        var variance = rows * ((2 * loss) + (difference * (1 - difference)));
        return distance == 0 ? 0 : distance / Math.Sqrt(Math.Max(0, variance));
    }

    /// <summary>The most likely chance of a loss, where the chance of a gain is higher by the difference, 0 or more: the larger root of 2n·q² + b·q + c = 0.</summary>
    internal static double LossUnder(double gained, double lost, double rows, double difference)
    {
        var b = (((2 * rows) - gained + lost) * difference) - gained - lost;
        var c = -lost * difference * (1 - difference);
        var root = Math.Sqrt(Math.Max(0, (b * b) - (8 * rows * c)));
        return b > 0 ? -2 * c / (b + root) : (root - b) / (4 * rows);
    }

    private static double Lower(double gained, double lost, double rows, double z)
    {
        double low = -1, high = (gained - lost) / rows;
        for (var i = 0; i < Halvings && low < high; i++)
        {
            var middle = 0.5 * (low + high);
            (low, high) = Statistic(gained, lost, rows, middle) > z ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static void Check(double gained, double lost, double rows)
    {
        Guard.NotNegative(gained);
        Guard.NotNegative(lost);
        Guard.Counts(gained + lost, rows);
    }
}
