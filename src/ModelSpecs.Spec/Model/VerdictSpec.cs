namespace ModelSpecs.Spec.Model;

/// <summary>How verdicts are reached.</summary>
public sealed record VerdictSpec
{
    /// <summary>Smallest denominator a check is judged at; default 1.</summary>
    public int MinRows { get; init; } = 1;

    /// <summary>What an inconclusive check does; default: fail.</summary>
    public InconclusiveAction Inconclusive { get; init; } = InconclusiveAction.Fail;

    /// <summary>What is held against a bound; default: the value.</summary>
    public JudgePolicy Judge { get; init; } = JudgePolicy.Point;

    /// <summary>Confidence of intervals, two-sided, above 0.5 and below 1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Correction for many checks; default: none.</summary>
    public Correction Correction { get; init; } = Correction.None;

    /// <summary>Which checks are corrected together; default: all of the spec.</summary>
    public CorrectionFamily Family { get; init; } = CorrectionFamily.Spec;

    /// <summary>How intervals are made.</summary>
    public IntervalSpec Intervals { get; init; } = new();
}

/// <summary>What an inconclusive check does to the run. It is never counted as passed.</summary>
public enum InconclusiveAction
{
    /// <summary>The test fails.</summary>
    Fail,

    /// <summary>The test carries a warning.</summary>
    Warn,

    /// <summary>The test is skipped.</summary>
    Skip,
}

/// <summary>What is held against a bound.</summary>
public enum JudgePolicy
{
    /// <summary>The measured value.</summary>
    Point,

    /// <summary>The whole interval must clear the bound to pass.</summary>
    Sure,

    /// <summary>The whole interval must miss the bound to fail.</summary>
    Lenient,
}

/// <summary>How many checks at once are corrected for.</summary>
public enum Correction
{
    /// <summary>Each check stands alone.</summary>
    None,

    /// <summary>Holm: the chance of any false failure is kept.</summary>
    Holm,

    /// <summary>Benjamini and Hochberg: the share of false failures among failures is kept.</summary>
    BenjaminiHochberg,
}

/// <summary>Checks that are corrected together.</summary>
public enum CorrectionFamily
{
    /// <summary>All of a spec.</summary>
    Spec,

    /// <summary>Those of one slice, a group's values together.</summary>
    Slice,

    /// <summary>Those of one metric.</summary>
    Metric,
}

/// <summary>How intervals are made.</summary>
public sealed record IntervalSpec
{
    /// <summary>Method for shares of rows.</summary>
    public ProportionMethod Proportions { get; init; } = ProportionMethod.Wilson;

    /// <summary>Method for the area under a binary ROC curve.</summary>
    public AreaMethod RocAuc { get; init; } = AreaMethod.Delong;

    /// <summary>Method for what is resampled.</summary>
    public BootstrapMethod Bootstrap { get; init; } = BootstrapMethod.Percentile;

    /// <summary>Replicates of a bootstrap, at least 1,000.</summary>
    public int Replicates { get; init; } = 1000;

    /// <summary>Seed of the random numbers; one value unless said, so that a run repeats.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>Intervals of proportions.</summary>
public enum ProportionMethod
{
    /// <summary>Wilson's score interval.</summary>
    Wilson,

    /// <summary>Clopper and Pearson's, which never covers less than it says.</summary>
    ClopperPearson,
}

/// <summary>Intervals of an area under the ROC curve.</summary>
public enum AreaMethod
{
    /// <summary>DeLong's.</summary>
    Delong,

    /// <summary>DeLong's on the logit scale.</summary>
    LogitDelong,
}

/// <summary>Intervals from replicates.</summary>
public enum BootstrapMethod
{
    /// <summary>Quantiles of the replicates.</summary>
    Percentile,

    /// <summary>Bias-corrected and accelerated.</summary>
    Bca,
}
