namespace ModelSpecs.Metrics.Intervals;

/// <summary>How uncertainty is measured.</summary>
public sealed record IntervalOptions
{
    /// <summary>Fewest replicates of a bootstrap.</summary>
    public const int FewestReplicates = 1000;

    /// <summary>Method for proportions.</summary>
    public IntervalMethod Proportions { get; init; } = IntervalMethod.Wilson;

    /// <summary>Method for the area under a binary ROC curve.</summary>
    public IntervalMethod RocAuc { get; init; } = IntervalMethod.DeLong;

    /// <summary>Method for everything that is resampled.</summary>
    public IntervalMethod Bootstrap { get; init; } = IntervalMethod.Percentile;

    /// <summary>Replicates of a bootstrap, at least <see cref="FewestReplicates"/>.</summary>
    public int Replicates { get; init; } = FewestReplicates;

    /// <summary>Seed of every random number.</summary>
    public ulong Seed { get; init; } = 20260101;

    /// <summary>Cluster of each row [N], 0 to <see cref="ClusterCount"/> − 1, where rows are not independent; null: every row is its own.</summary>
    public int[]? Clusters { get; init; }

    /// <summary>Number of clusters.</summary>
    public int ClusterCount { get; init; }
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
}
