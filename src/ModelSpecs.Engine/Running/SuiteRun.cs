using ModelSpecs.Engine.Baselines;
using ModelSpecs.Engine.Checks;
using ModelSpecs.Engine.Datasets;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics.Custom;
using ModelSpecs.Results;

namespace ModelSpecs.Engine.Running;

/// <summary>A run and what it was made of.</summary>
/// <param name="Result">The result.</param>
/// <param name="Parts">What it was made of; null where the spec, its data or its model is wrong.</param>
internal sealed record SuiteRun(SuiteResult Result, RunParts? Parts);

/// <summary>What a result was made of.</summary>
/// <param name="Data">Truth and predictions of the judged rows.</param>
/// <param name="Slices">The slices.</param>
/// <param name="Customs">Custom metrics that the spec names, by name.</param>
/// <param name="Table">The golden set as it was read.</param>
/// <param name="Kept">Rows of it that were predicted; null: all.</param>
internal sealed record RunParts(EvaluationData Data, IReadOnlyList<SliceGroups> Slices, IReadOnlyDictionary<string, CustomMetric> Customs, Table Table, int[]? Kept)
{
    /// <summary>What checks were judged by, and others still can be.</summary>
    public required CheckContext Checks { get; init; }

    /// <summary>What was decided, in the order of the result's checks.</summary>
    public required IReadOnlyList<JudgedCheck> Judged { get; init; }

    /// <summary>Every measured value.</summary>
    public Measurements Measured => Checks.Measurements;

    /// <summary>What the run was held against.</summary>
    public RunBaselines Baselines => Checks.Baselines;

    /// <summary>Names the rows behind a value.</summary>
    public WorstRows Worst => Checks.WorstRows;
}
