using ModelSpecs.Spec.Model;

namespace ModelSpecs.Spec.Catalogue;

/// <summary>Which way is better.</summary>
public enum MetricDirection
{
    /// <summary>Larger is better.</summary>
    HigherIsBetter,

    /// <summary>Smaller is better.</summary>
    LowerIsBetter,

    /// <summary>Neither: a description of the data.</summary>
    None,
}

/// <summary>What a metric is computed from.</summary>
[Flags]
public enum MetricNeeds
{
    /// <summary>The truth alone.</summary>
    Truth = 0,

    /// <summary>Predicted classes.</summary>
    Predictions = 1,

    /// <summary>Scores, whatever their scale.</summary>
    Scores = 2,

    /// <summary>Scores that are probabilities.</summary>
    Probabilities = 4,

    /// <summary>Predicted numbers.</summary>
    Values = 8,

    /// <summary>A column of the golden set, which the check names.</summary>
    Column = 16,
}

/// <summary>Parameters a metric may take in a spec.</summary>
[Flags]
public enum MetricParameters
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>class</c>: one class, by name.</summary>
    Class = 1,

    /// <summary><c>average</c>: macro, micro or weighted.</summary>
    Average = 2,

    /// <summary><c>zero_division</c>: 0 or 1 instead of undefined.</summary>
    ZeroDivision = 4,

    /// <summary><c>bins</c> and <c>strategy</c>.</summary>
    Bins = 8,

    /// <summary><c>epsilon</c>: floor of a truth's absolute value.</summary>
    Epsilon = 16,

    /// <summary><c>multi_class</c>: ovr or ovo.</summary>
    MultiClass = 32,

    /// <summary><c>beta</c>: weight of recall against precision.</summary>
    Beta = 64,

    /// <summary><c>k</c>: highest scores that count.</summary>
    TopK = 128,

    /// <summary><c>alpha</c>: the quantile that is predicted.</summary>
    Alpha = 256,

    /// <summary><c>at_fpr</c>: largest false positive rate of the threshold.</summary>
    AtFpr = 512,

    /// <summary><c>at_precision</c>: least precision of the threshold.</summary>
    AtPrecision = 1024,

    /// <summary><c>at_prevalence</c>: share of positives that the value is stated for.</summary>
    AtPrevalence = 2048,

    /// <summary><c>false_positive</c>, <c>false_negative</c>, <c>true_positive</c>, <c>true_negative</c>, or <c>matrix</c>; and <c>total</c>.</summary>
    Costs = 4096,

    /// <summary><c>at_top</c>: share of the rows whose scores are highest.</summary>
    AtTop = 8192,

    /// <summary><c>of</c>: a column of the golden set.</summary>
    Of = 16384,

    /// <summary><c>q</c>: which quantile.</summary>
    Quantile = 32768,
}

/// <summary>One row of the metric catalogue; the kernel stands under the same name in ModelSpecs.Metrics.</summary>
/// <param name="Name">scikit-learn's name.</param>
/// <param name="Tasks">Tasks it is defined for.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="Needs">What it is computed from.</param>
/// <param name="Minimum">Smallest possible value; negative infinity: unbounded.</param>
/// <param name="Maximum">Largest possible value; positive infinity: unbounded.</param>
/// <param name="Parameters">Parameters it takes.</param>
/// <param name="Summary">One sentence for hover texts and docs.</param>
/// <param name="Formula">How it is computed, in the signs of docs/metrics.md; what follows a semicolon explains it. Empty: as a custom metric does.</param>
public sealed record MetricDescriptor(
    string Name,
    IReadOnlyList<TaskKind> Tasks,
    MetricDirection Direction,
    MetricNeeds Needs,
    double Minimum,
    double Maximum,
    MetricParameters Parameters,
    string Summary,
    string Formula)
{
    /// <summary>Whether it has a value of all classes at once, so that <c>class</c> is a choice in a task of several, not a need.</summary>
    public bool IsOfAllClasses { get; init; }
}
