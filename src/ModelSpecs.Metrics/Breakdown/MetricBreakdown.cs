namespace ModelSpecs.Metrics.Breakdown;

/// <summary>A number that a metric's value is made of.</summary>
/// <param name="Symbol">As the formula of the metric writes it: <c>TP</c>, <c>W</c>; <see cref="Sum"/> for the sum that is divided.</param>
/// <param name="Value">The number.</param>
public sealed record MetricTerm(string Symbol, double Value)
{
    /// <summary>Symbol of the weighted sum over rows, or queries, that <see cref="Weight"/> divides.</summary>
    public const string Sum = "Σ";

    /// <summary>Symbol of what sums are divided by.</summary>
    public const string Weight = "W";
}

/// <summary>What the parts of a value are.</summary>
public enum MetricPartKind
{
    /// <summary>There are none.</summary>
    None,

    /// <summary>Classes, or labels, of which the value is a mean.</summary>
    Class,

    /// <summary>Pairs of classes, of which the value is a mean.</summary>
    Pair,

    /// <summary>Bins of confidence.</summary>
    Bin,

    /// <summary>Outcomes (true and predicted class) with what each costs.</summary>
    Outcome,
}

/// <summary>A part of a value.</summary>
/// <param name="Class">Class that it is about, or the true one of an outcome or pair; index of a bin.</param>
/// <param name="Other">The predicted class of an outcome, the other class of a pair; otherwise −1.</param>
/// <param name="Value">Its value: of a class its metric, of an outcome its cost, of a bin its share of hits.</param>
/// <param name="Weight">What it counts by.</param>
public sealed record MetricPart(int Class, int Other, double Value, double Weight)
{
    /// <summary>Whether it has no value of its own and counts <see cref="Value"/> in its stead.</summary>
    public bool IsReplaced { get; init; }

    /// <summary>What the value is made of.</summary>
    public IReadOnlyList<MetricTerm> Terms { get; init; } = [];
}

/// <summary>What a metric's value on one slice is made of.</summary>
public sealed record MetricBreakdown
{
    /// <summary>A formula in the place of the metric's own: that of an average, or of what a parameter makes of the metric; null: its own.</summary>
    public string? Formula { get; init; }

    /// <summary>The numbers of the formula; empty: nothing shorter than the rows themselves says more.</summary>
    public IReadOnlyList<MetricTerm> Terms { get; init; } = [];

    /// <summary>What <see cref="Parts"/> are.</summary>
    public MetricPartKind PartKind { get; init; }

    /// <summary>Its parts; empty: it has none.</summary>
    public IReadOnlyList<MetricPart> Parts { get; init; } = [];

    /// <summary>Rows (not weights) by outcome of the class that the metric is about; null: it is about none, or about predictions of no class.</summary>
    public OutcomeRows? Rows { get; init; }
}

/// <summary>Rows by outcome of one class against the rest.</summary>
/// <param name="TruePositives">Of the class and predicted so.</param>
/// <param name="FalsePositives">Predicted so but not of the class.</param>
/// <param name="FalseNegatives">Of the class but not predicted so.</param>
/// <param name="TrueNegatives">Neither.</param>
public sealed record OutcomeRows(long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives);
