using MathNet.Numerics;

namespace ModelSpecs.Metrics.Statistics;

/// <summary>The difference of two shares of the same rows, by the score method (Tango 1998): of <c>rows</c>, <c>gained</c> count in the first share alone and <c>lost</c> in the
/// second alone. At a supposed difference δ the chance of a loss is estimated under that supposition, so that the method says something even where nothing changed, and never
/// leaves [−1, 1]. At δ = 0 it is McNemar's test. A count that is negative, or more changes than rows, is an <see cref="ArgumentOutOfRangeException"/>.</summary>
public static class PairedProportion
{
    private const int Halvings = 64;

    // Where this many rows changed, a normal tail is as good as the sum of the table's chances, and a thousand times faster.
    private const double ManyChanges = 5000;

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

    /// <summary>Two-sided p-value from the distribution itself: twice the chance of a difference at least as far out, where gains and losses have the chances that are most likely
    /// under the supposed one (an <i>estimated</i> p-value: Lloyd 2008). The score test's normal tail is too thin where losses are frequent and gains are not: at a drop of 0.05 and
    /// 300 rows it falls below 0.001 up to 2.6 times as often as it says, this one never more often. Where more than 5,000 rows changed it is <see cref="ScoreP"/>.</summary>
    /// <param name="gained">Rows that count in the first share alone.</param>
    /// <param name="lost">Rows that count in the second share alone.</param>
    /// <param name="rows">All rows.</param>
    /// <param name="difference">From −1 to 1.</param>
    public static double TailP(long gained, long lost, long rows, double difference)
    {
        var score = ScoreP(gained, lost, rows, difference);
        if (rows == 0 || gained + lost > ManyChanges)
        {
            return score;
        }

        var (atMost, atLeast) = difference < 0 ? Tails(lost, gained, rows, -difference) : Tails(gained, lost, rows, difference);
        return Math.Min(1, 2 * Math.Min(atMost, atLeast));
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

    /// <summary>Chances of a difference up to, and from, the measured one, summed over the rows gained.</summary>
    private static (double AtMost, double AtLeast) Tails(long gained, long lost, long rows, double difference)
    {
        var loss = LossUnder(gained, lost, rows, difference);
        var gain = Math.Min(1, loss + difference);

        // Of the rows that are not gained.
        var lossOfOthers = gain < 1 ? Math.Min(1, loss / (1 - gain)) : 0;
        double atMost = 0, atLeast = 0;
        foreach (var (count, chance) in Likely(rows, gain))
        {
            // The difference is at most the measured one where at least this many are lost.
            var least = count - gained + lost;
            atMost += chance * (least <= 0 ? 1 : least > rows - count ? 0 : Proportion.AtLeast(least, rows - count, lossOfOthers));
            atLeast += chance * (least < 0 ? 0 : least >= rows - count ? 1 : Proportion.AtMost(least, rows - count, lossOfOthers));
        }

        return (atMost, atLeast);
    }

    /// <summary>The counts of a binomial distribution that have a chance to speak of.</summary>
    private static IEnumerable<(long Count, double Chance)> Likely(long trials, double share)
    {
        const double Negligible = 1e-18;
        if (share is <= 0 or >= 1)
        {
            yield return (share <= 0 ? 0 : trials, 1);
            yield break;
        }

        var mode = Math.Min(trials, (long)((trials + 1) * share));
        var odds = share / (1 - share);
        var atMode = Math.Exp(
            SpecialFunctions.GammaLn(trials + 1.0) - SpecialFunctions.GammaLn(mode + 1.0) - SpecialFunctions.GammaLn(trials - mode + 1.0)
            + (mode * Math.Log(share)) + ((trials - mode) * Math.Log(1 - share)));
        for (var (count, chance) = (mode, atMode); count <= trials && chance > Negligible; chance *= odds * (trials - count) / (count + 1), count++)
        {
            yield return (count, chance);
        }

        for (var (count, chance) = (mode, atMode); count > 0;)
        {
            chance *= count / (odds * (trials - count + 1));
            count--;
            if (chance <= Negligible)
            {
                yield break;
            }

            yield return (count, chance);
        }
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
