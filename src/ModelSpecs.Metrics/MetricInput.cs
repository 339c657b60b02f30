namespace ModelSpecs.Metrics;

/// <summary>What the truth and the predictions are.</summary>
public enum MetricTask
{
    /// <summary>Two classes; class 1 is positive.</summary>
    Binary,

    /// <summary>K classes, one right.</summary>
    Multiclass,

    /// <summary>Numbers.</summary>
    Regression,

    /// <summary>L labels, any number of them right: each row has or lacks each label.</summary>
    Multilabel,

    /// <summary>Rows ranked within queries, by a gain of each.</summary>
    Ranking,
}

/// <summary>Columns of one evaluated golden set; every array has one entry a row, or one for each class of each row.</summary>
public sealed partial class MetricInput
{
    /// <summary>The task.</summary>
    public required MetricTask Task { get; init; }

    /// <summary>Rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Classes K: 2 for binary, the labels L for multi-label, 0 for regression and ranking.</summary>
    public int ClassCount { get; init; }

    /// <summary>Whether classes were declared, so that averages run over all of them rather than over those of the slice.</summary>
    public bool ClassesDeclared { get; init; }

    /// <summary>Names of the classes [K], which custom metrics may look at; null: not known.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>Index of the true class [N]; multi-label: 1 where a row has a label, 0 where not, row-major [N, L]; null for regression and ranking.</summary>
    public int[]? Truth { get; init; }

    /// <summary>Index of the predicted class [N]; multi-label: 1 or 0, row-major [N, L]; null for regression and ranking.</summary>
    public int[]? Predicted { get; init; }

    /// <summary>Binary: the positive class's score [N]; multi-class: row-major [N, K]; multi-label: row-major [N, L]; ranking: one a row [N], the highest first; null: labels only.</summary>
    public double[]? Scores { get; init; }

    /// <summary>Whether <see cref="Scores"/> are probabilities.</summary>
    public bool ScoresAreProbabilities { get; init; }

    /// <summary>True numbers of a regression [N]; gains of a ranking, finite and not negative, above 0 where a row is relevant.</summary>
    public double[]? TrueValues { get; init; }

    /// <summary>Predicted numbers of a regression [N].</summary>
    public double[]? PredictedValues { get; init; }

    /// <summary>Further numeric columns [N] by name, for metrics of columns; NaN where a row has no value.</summary>
    public IReadOnlyDictionary<string, double[]>? Columns { get; init; }

    /// <summary>Query of each row of a ranking [N], from 0 to rows − 1; null for any other task.</summary>
    public int[]? Queries { get; init; }

    /// <summary>Sample weights [N], finite and not negative, a query's being the mean of its rows'; null: 1 everywhere.</summary>
    public double[]? Weights { get; init; }

    /// <summary>Binary: rows by score, highest first, once somebody needed them sorted (<see cref="Ranking.ScoreOrder"/>).</summary>
    internal uint[]? PositiveOrder { get; set; }
}

/// <summary>A way of cutting the rows into disjoint groups: one slice each. A predicate is an axis with one group.</summary>
/// <param name="Codes">Group of each row, 0 to <paramref name="Groups"/> − 1, or −1 for none.</param>
/// <param name="Groups">Number of groups.</param>
public sealed record SliceAxis(int[] Codes, int Groups);
