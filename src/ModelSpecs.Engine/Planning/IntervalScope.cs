namespace ModelSpecs.Engine.Planning;

/// <summary>Which intervals a run makes. Verdicts that need one always have it.</summary>
public enum IntervalScope
{
    /// <summary>Those of checks, and those of shares of rows, which cost nothing.</summary>
    Usual,

    /// <summary>Every one, those too that take a thousand evaluations and that no check needs.</summary>
    All,

    /// <summary>Only those that <c>judge: sure</c> and <c>lenient</c> need.</summary>
    Needed,
}
