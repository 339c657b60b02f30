namespace ModelSpecs.Metrics.Ranking;

/// <summary>What is read off a ranking at one place.</summary>
internal enum RankPointKind
{
    /// <summary>Largest recall over thresholds whose false positive rate is at most the value.</summary>
    RecallAtFpr,

    /// <summary>Largest recall over thresholds whose precision is at least the value.</summary>
    RecallAtPrecision,

    /// <summary>Share of the positives among the best-scored share of the weight; a tie at the cut gives in proportion.</summary>
    RecallAtTop,
}

/// <summary>A place on a ranking.</summary>
/// <param name="Target">What is ranked: a class against the rest.</param>
/// <param name="Kind">What is read.</param>
/// <param name="Value">The bound on the false positive rate or the precision, or the share at the top.</param>
internal sealed record RankPoint(RankTarget Target, RankPointKind Kind, double Value);

/// <summary>Values of one point by slot; NaN where the class has no weight or a score is not finite.</summary>
/// <param name="point">The place.</param>
/// <param name="slots">Slots of the layout.</param>
internal sealed class RankPointValues(RankPoint point, int slots)
{
    /// <summary>The place.</summary>
    public RankPoint Point => point;

    /// <summary>Values by slot.</summary>
    public double[] Values { get; } = new double[slots];
}
