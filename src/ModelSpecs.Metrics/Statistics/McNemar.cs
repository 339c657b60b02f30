namespace ModelSpecs.Metrics.Statistics;

/// <summary>McNemar's test (1947) of two answers to each of the same rows: whether rows changed one way as often as the other. Rows that did not change say nothing. Counts
/// must be finite and not negative, or it is an <see cref="ArgumentOutOfRangeException"/>.</summary>
public static class McNemar
{
    /// <summary>The exact two-sided p-value: twice the smaller tail of the binomial distribution of <paramref name="gained"/> among all that changed, each way as likely, at most 1.
    /// SciPy: <c>binomtest(gained, gained + lost).pvalue</c>. 1 where nothing changed.</summary>
    /// <param name="gained">Rows that changed one way.</param>
    /// <param name="lost">Rows that changed the other way.</param>
    public static double ExactP(long gained, long lost)
    {
        Check(gained, lost);
        return gained == lost ? 1 : Math.Min(1, 2 * Proportion.AtMost(Math.Min(gained, lost), gained + lost, 0.5));
    }

    /// <summary>The mid-p-value: the exact one with half of the chance of the counts themselves taken off either tail. Less conservative, and rarely above its level (Fagerland,
    /// Lydersen and Laake 2013). 1 where both are the same.</summary>
    /// <inheritdoc cref="ExactP"/>
    public static double MidP(long gained, long lost)
    {
        Check(gained, lost);
        if (gained == lost)
        {
            return 1;
        }

        var (fewer, all) = (Math.Min(gained, lost), gained + lost);
        var below = fewer == 0 ? 0 : Proportion.AtMost(fewer - 1, all, 0.5);
        return below + Proportion.AtMost(fewer, all, 0.5);
    }

    private static void Check(long gained, long lost)
    {
        Guard.NotNegative(gained);
        Guard.NotNegative(lost);
    }
}
