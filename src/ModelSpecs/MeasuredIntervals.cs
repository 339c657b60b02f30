namespace ModelSpecs;

/// <summary>Which values are given an interval. Verdicts that need one always have it.</summary>
public enum MeasuredIntervals
{
    /// <summary>Those of the spec's checks, and those of shares of rows, which cost nothing.</summary>
    Usual,

    /// <summary>Every value, those too that take a thousand evaluations.</summary>
    All,
}
