namespace ModelSpecs.Metrics.Intervals;

/// <summary>How uncertainty is measured.</summary>
public sealed record IntervalOptions
{
    /// <summary>Fewest replicates of a bootstrap.</summary>
    public const int FewestReplicates = 1000;

    /// <summary>No intervals at all.</summary>
    public static IntervalOptions None { get; } = new() { Proportions = IntervalMethod.None };

    /// <summary>Method for proportions; <see cref="IntervalMethod.None"/>: no interval of any metric is made.</summary>
    public IntervalMethod Proportions { get; init; } = IntervalMethod.Wilson;

    /// <summary>Method for the area under a binary ROC curve.</summary>
    public IntervalMethod RocAuc { get; init; } = IntervalMethod.DeLong;

    /// <summary>Method for everything that is resampled.</summary>
    public IntervalMethod Bootstrap { get; init; } = IntervalMethod.Percentile;

    /// <summary>Replicates of a bootstrap, at least <see cref="FewestReplicates"/>.</summary>
    public int Replicates { get; init; } = FewestReplicates;

    /// <summary>Seed of every random number.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Metrics whose intervals are made where they take more than two counts, by axis (−1: the whole set) and request; null: all. Shares of rows have
    /// theirs in any case.</summary>
    public IReadOnlySet<(int Axis, int Request)>? Wanted { get; init; }

    /// <summary>Cluster of each row [N], any number, where rows are not independent; null: every row is its own.</summary>
    public int[]? Clusters { get; init; }

}

/// <summary>How an interval is made.</summary>
public enum IntervalMethod
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>Wilson's score interval of a proportion.</summary>
    Wilson,

    /// <summary>Clopper and Pearson's interval of a proportion, which never covers less than it says.</summary>
    ClopperPearson,

    /// <summary>DeLong's interval of an area under the ROC curve.</summary>
    DeLong,

    /// <summary>DeLong's on the scale of the logit, for small sets and areas near 1.</summary>
    LogitDeLong,

    /// <summary>Quantiles of bootstrap replicates.</summary>
    Percentile,

    /// <summary>Bias-corrected and accelerated quantiles of bootstrap replicates (Efron 1987).</summary>
    Bca,

    /// <summary>Put together from the intervals of two values (Zou and Donner 2008).</summary>
    Mover,

    /// <summary>Tango's score interval of the difference of two shares of the same rows.</summary>
    Tango,

    /// <summary>DeLong's interval of the difference of two areas over the same rows.</summary>
    PairedDeLong,

    /// <summary>Normal interval of the mean change of a row's loss.</summary>
    PairedMean,

    /// <summary>Both sides answer alike on every row: the difference is what it is, and there is no noise in it.</summary>
    Unchanged,

    /// <summary>Sen's slope, by turning round the test of Mann and Kendall.</summary>
    Sen,

    /// <summary>From a sample's own values: binomial ranks around a quantile.</summary>
    OrderStatistics,
}

/// <summary>Methods by the names that specs and results use.</summary>
public static class IntervalMethods
{
    /// <summary>The name of a method.</summary>
    public static string NameOf(IntervalMethod method) => method switch
    {
        IntervalMethod.Wilson => "wilson",
        IntervalMethod.ClopperPearson => "clopper_pearson",
        IntervalMethod.DeLong => "delong",
        IntervalMethod.LogitDeLong => "logit_delong",
        IntervalMethod.Percentile => "percentile",
        IntervalMethod.Bca => "bca",
        IntervalMethod.Mover => "mover",
        IntervalMethod.Tango => "tango",
        IntervalMethod.PairedDeLong => "paired_delong",
        IntervalMethod.PairedMean => "paired_mean",
        IntervalMethod.Unchanged => "unchanged",
        IntervalMethod.Sen => "sen",
        IntervalMethod.OrderStatistics => "order_statistics",
        _ => "none",
    };
}
