namespace ModelSpecs.Metrics.Ranking;

/// <summary>What is ranked against what.</summary>
internal enum RankKind
{
    /// <summary>A class against all others, by the class's score.</summary>
    OneVersusRest,

    /// <summary>Every (row, class) pair: positive where the row is of the class.</summary>
    Pooled,

    /// <summary>Every class against every other class, by the first one's score.</summary>
    OneVersusOne,
}

/// <summary>A ranking to sweep.</summary>
/// <param name="Kind">What is ranked.</param>
/// <param name="Class">The class of <see cref="RankKind.OneVersusRest"/>; 0 otherwise.</param>
internal sealed record RankTarget(RankKind Kind, int Class)
{
    /// <summary>All pairs of row and class.</summary>
    public static RankTarget Pooled => new(RankKind.Pooled, 0);

    /// <summary>All ordered pairs of classes.</summary>
    public static RankTarget Pairs => new(RankKind.OneVersusOne, 0);

    /// <summary>One class against the rest.</summary>
    public static RankTarget Rest(int ofClass) => new(RankKind.OneVersusRest, ofClass);
}

/// <summary>Areas of one target by slot; NaN where a slice lacks a side, or where a score is not finite.</summary>
/// <param name="target">What is ranked.</param>
/// <param name="slots">Slots of the layout.</param>
internal sealed class RankAreas(RankTarget target, int slots)
{
    /// <summary>What is ranked.</summary>
    public RankTarget Target => target;

    /// <summary>Area under the ROC curve; of pairs of classes their mean.</summary>
    public double[] RocAuc { get; } = new double[slots];

    /// <summary>DeLong's variance of the area; NaN with weights, of pairs of classes, and with fewer than two rows on a side.</summary>
    public double[] RocAucVariance { get; } = NotMeasured(slots);

    /// <summary>Of pairs of classes: the areas' mean by the pairs' support.</summary>
    public double[] RocAucBySupport { get; } = new double[slots];

    /// <summary>Average precision; not of pairs of classes.</summary>
    public double[] AveragePrecision { get; } = new double[slots];

    private static double[] NotMeasured(int slots)
    {
        var values = new double[slots];
        Array.Fill(values, double.NaN);
        return values;
    }
}
