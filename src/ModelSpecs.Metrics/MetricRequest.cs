using ModelSpecs.Metrics.Cost;
using ModelSpecs.Metrics.Custom;

namespace ModelSpecs.Metrics;

/// <summary>A metric to compute, with typed parameters; defaults are scikit-learn's where it has one.</summary>
/// <param name="Name">Name in the kernel table.</param>
public sealed record MetricRequest(string Name)
{
    /// <summary>The user's own metric; null: the kernel of the name.</summary>
    public CustomMetric? Custom { get; init; }

    /// <summary>Index of the class the metric is about; null: the positive class (binary) or the average (multi-class).</summary>
    public int? Class { get; init; }

    /// <summary>How classes are averaged in a multi-class task.</summary>
    public MetricAverage Average { get; init; } = MetricAverage.Macro;

    /// <summary>How a multi-class <c>roc_auc</c> pairs classes.</summary>
    public MulticlassPairing Pairing { get; init; } = MulticlassPairing.OneVersusRest;

    /// <summary>Value of a ratio whose denominator is zero; null: undefined.</summary>
    public double? ZeroDivision { get; init; }

    /// <summary>Bins of a calibration error, at least 1.</summary>
    public int Bins { get; init; } = 15;

    /// <summary>How the bins' edges are laid.</summary>
    public BinStrategy Strategy { get; init; } = BinStrategy.Uniform;

    /// <summary>Weight of recall against precision in <c>fbeta</c>, above 0.</summary>
    public double Beta { get; init; } = 1;

    /// <summary>Scores that count as a hit in <c>top_k_accuracy</c>, at least 1.</summary>
    public int TopK { get; init; } = 2;

    /// <summary>Rows of each query, from the highest score down, that a metric of queries looks at, at least 1; null: all, of <c>hit_rate</c> ten.</summary>
    public int? AtMost { get; init; }

    /// <summary>Quantile that <c>pinball</c> judges, between 0 and 1.</summary>
    public double Alpha { get; init; } = 0.5;

    /// <summary>Largest false positive rate that <c>recall</c> may cost, from 0 to 1; null: recall of the predictions.</summary>
    public double? AtFpr { get; init; }

    /// <summary>Least precision that <c>recall</c> must leave, above 0 and up to 1; null: recall of the predictions.</summary>
    public double? AtPrecision { get; init; }

    /// <summary>Prevalence, above 0 and up to 1, that <c>precision</c> and <c>alerts_per_million</c> are stated for; null: the slice's own.</summary>
    public double? AtPrevalence { get; init; }

    /// <summary>Share of the rows, above 0 and up to 1, whose scores are highest, for <c>lift</c>; null: lift of the predictions.</summary>
    public double? AtTop { get; init; }

    /// <summary>What outcomes cost, for <c>cost</c>; of as many classes as the input has.</summary>
    public CostMatrix? Costs { get; init; }

    /// <summary>Whether <c>cost</c> is the sum over rows; otherwise the mean.</summary>
    public bool Total { get; init; }

    /// <summary>Column of the golden set that a metric of a column is about.</summary>
    public string? Column { get; init; }

    /// <summary>Share of the rows at or below the value of <c>quantile</c>, from 0 to 1.</summary>
    public double Quantile { get; init; } = 0.5;

    /// <summary>Floor of |truth| in <c>mape</c>; null: a zero truth makes it undefined.</summary>
    public double? Epsilon { get; init; }
}

/// <summary>scikit-learn's averages.</summary>
public enum MetricAverage
{
    /// <summary>Unweighted mean over classes.</summary>
    Macro,

    /// <summary>Over the pooled counts.</summary>
    Micro,

    /// <summary>Mean over classes weighted by support.</summary>
    Weighted,

    /// <summary>Mean over rows, each over its own labels; multi-label alone.</summary>
    Samples,
}

/// <summary>How a multi-class ranking metric is made of binary ones.</summary>
public enum MulticlassPairing
{
    /// <summary>Each class against the rest.</summary>
    OneVersusRest,

    /// <summary>Each class against each other class.</summary>
    OneVersusOne,
}

/// <summary>How calibration bins are laid over [0, 1].</summary>
public enum BinStrategy
{
    /// <summary>Equal width.</summary>
    Uniform,

    /// <summary>Equal count.</summary>
    Quantile,
}

/// <summary>A computed metric.</summary>
/// <param name="Value">The value; NaN where undefined.</param>
/// <param name="Rows">Rows (not weights) the metric rests on: its denominator.</param>
/// <param name="Undefined">Why there is no value; null where there is one.</param>
public readonly record struct MetricValue(double Value, long Rows, string? Undefined)
{
    /// <summary>Whether there is a finite value.</summary>
    public bool IsDefined => Undefined is null && double.IsFinite(Value);

    /// <summary>Whether nothing is missing, and the value is beyond all numbers: what went in is NaN or infinite, or an overflow.</summary>
    public bool IsNotFinite => string.Equals(Undefined, Metrics.Undefined.NotFinite, StringComparison.Ordinal) || (Undefined is null && !double.IsFinite(Value));
}
