using System.Reflection;

namespace ModelSpecs;

/// <summary>How a spec is evaluated; never what its checks decide.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Which metrics are measured on every slice.</summary>
    public MeasuredMetrics Metrics { get; init; } = MeasuredMetrics.All;

    /// <summary>Which values are given an interval.</summary>
    public MeasuredIntervals Intervals { get; init; } = MeasuredIntervals.Usual;

    /// <summary>Most threads that are used; 0: one a core. Results are the same for any number.</summary>
    public int Threads { get; init; }

    /// <summary>Whether predictions and parsed columns are kept below the root (<c>.modelspecs/cache</c>, or where <c>MODELSPECS_CACHE</c> says), so that nothing runs twice.</summary>
    public bool UseCache { get; init; } = true;

    /// <summary>Rows listed in the message of a check that did not pass.</summary>
    public int WorstRows { get; init; } = 10;

    /// <summary>Most rows that a written report shows with their values; 0: none, and no value of a row but ids, truths and predictions of the worst leaves the process.</summary>
    public int SampleRows { get; init; }

    /// <summary>Assemblies whose public classes that implement <c>ICustomMetric</c> a spec may name as <c>custom:Name</c>; empty: none, since no code is loaded because a spec says so.</summary>
    public IReadOnlyList<Assembly> CustomMetrics { get; init; } = [];

    /// <summary>The day that waivers are held against; null: today, in UTC.</summary>
    public DateOnly? Today { get; init; }
}
