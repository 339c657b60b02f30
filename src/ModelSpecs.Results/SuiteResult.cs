using System.Text.Json.Serialization;
using ModelSpecs.Results.Gate;

namespace ModelSpecs.Results;

/// <summary>Outcome of a check. Only <see cref="Passed"/> is a pass.</summary>
public enum Outcome
{
    /// <summary>The value meets the bound.</summary>
    Passed,

    /// <summary>It does not.</summary>
    Failed,

    /// <summary>Too few rows to judge.</summary>
    Inconclusive,

    /// <summary>Undefined, missing, not finite, or the check could not run.</summary>
    Error,
}

/// <summary>Everything a run found; the root of <c>results.json</c>.</summary>
/// <remarks>A list that an older file does not have reads as empty: the generated reader hands <c>null</c> to the initialiser, which keeps it out.</remarks>
public sealed record RunResult
{
    /// <summary>Version of this shape; raised when a reader of the old one would be wrong.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Name and version of the program that wrote it.</summary>
    public required string Tool { get; init; }

    /// <summary>Version of ONNX Runtime; null where no model was run.</summary>
    public string? OnnxRuntime { get; init; }

    /// <summary>Suites in path order.</summary>
    public required IReadOnlyList<SuiteResult> Suites { get; init; }

    /// <summary>Suites that the project has, where this run holds fewer: others' tests were filtered out, or have not run yet. Null: it holds all that were asked for, and not written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? SuitesExpected { get; init; }

    /// <summary>What the change under review did to the gate; null: nobody asked, and not written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GateDiffResult? Gate { get; init; }
}

/// <summary>One spec's result.</summary>
public sealed record SuiteResult
{
    /// <summary>Name of the suite.</summary>
    public required string Name { get; init; }

    /// <summary>Spec file relative to the root, forward slashes.</summary>
    public required string File { get; init; }

    /// <summary>Folder of the root in its repository, forward slashes; null: it is the repository's, or in none, and not written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RootInRepository { get; init; }

    /// <summary>binary, multiclass or regression; null where the spec did not get that far.</summary>
    public string? Task { get; init; }

    /// <summary>Who answers for the model.</summary>
    public string? Owner { get; init; }

    /// <summary>What a person does when a check fails.</summary>
    public string? Runbook { get; init; }

    /// <summary>What to do when a check fails.</summary>
    public string? Action { get; init; }

    /// <summary>Tags of the suite.</summary>
    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    /// <summary>Operating point of a binary task, or of every label of several.</summary>
    public double? Threshold { get; init; }

    /// <summary>Operating points of several labels, in the order of <see cref="Classes"/>, where they have different ones; otherwise null, and not written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<double>? Thresholds { get; init; }

    /// <summary>Class names in score order.</summary>
    public IReadOnlyList<string> Classes { get; init => field = value ?? []; } = [];

    /// <summary>The positive class of a binary task.</summary>
    public string? Positive { get; init; }

    /// <summary>The model; null where the golden set carries predictions.</summary>
    public FileResult? Model { get; init; }

    /// <summary>The golden set.</summary>
    public FileResult? Golden { get; init; }

    /// <summary>How verdicts were reached; null where the spec did not get that far.</summary>
    public VerdictResult? Verdict { get; init; }

    /// <summary>Rows judged.</summary>
    public int Rows { get; init; }

    /// <summary>Rows left out because their label is missing, as the spec allows.</summary>
    public int RowsWithoutLabel { get; init; }

    /// <summary>Rows left out because they are quarantined, by reason.</summary>
    public IReadOnlyList<QuarantineResult> Quarantine { get; init => field = value ?? []; } = [];

    /// <summary>How many rows are left out because they are quarantined.</summary>
    [JsonIgnore]
    public int RowsQuarantined => Quarantine.Sum(reason => reason.Ids.Count);

    /// <summary>Whether only a part of the checks was asked for.</summary>
    public bool Partial { get; init; }

    /// <summary>Which way is better, <c>higher</c> or <c>lower</c>, by a metric's display name; a metric that only describes is not in it; null, and not written: nothing was measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Directions { get; init; }

    /// <summary>The whole set first, then slices in spec order, a group's values in order.</summary>
    public IReadOnlyList<SliceResult> Slices { get; init => field = value ?? []; } = [];

    /// <summary>Pairs of groups whose order turns round within every group of another slice.</summary>
    public IReadOnlyList<ReversalResult> Reversals { get; init => field = value ?? []; } = [];

    /// <summary>Fairlearn's measures over the groups of each slice; of a binary task only.</summary>
    public IReadOnlyList<FairnessResult> Fairness { get; init => field = value ?? []; } = [];

    /// <summary>What the suite was held against besides numbers: its snapshot, its champion.</summary>
    public IReadOnlyList<BaselineResult> Baselines { get; init => field = value ?? []; } = [];

    /// <summary>What was watched besides metrics.</summary>
    public IReadOnlyList<GuardResult> Guards { get; init => field = value ?? []; } = [];

    /// <summary>Checks in spec order.</summary>
    public IReadOnlyList<CheckResult> Checks { get; init => field = value ?? []; } = [];

    /// <summary>Rows that a report shows; null: none were asked for, and not written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RowSampleResult? Sample { get; init; }

    /// <summary>Problems of the spec, its data or its model.</summary>
    public IReadOnlyList<DiagnosticResult> Diagnostics { get; init => field = value ?? []; } = [];

    /// <summary>Whether the spec, its data or its model is wrong, so that nothing was judged.</summary>
    [JsonIgnore]
    public bool IsUnusable => Diagnostics.Any(d => d.Severity == DiagnosticResult.Error);

    /// <summary>Seconds by stage; never part of a byte-stable file.</summary>
    public IReadOnlyDictionary<string, double> Timings { get; init => field = value ?? new Dictionary<string, double>(StringComparer.Ordinal); } = new Dictionary<string, double>(StringComparer.Ordinal);
}

/// <summary>A file that was judged or judged by.</summary>
/// <param name="Path">Relative to the root, forward slashes.</param>
/// <param name="Hash">Content hash, <c>sha256:…</c>.</param>
public sealed record FileResult(string Path, string? Hash);

/// <summary>A slice's size and metrics.</summary>
public sealed record SliceResult
{
    /// <summary>Name of the whole golden set; no slice may have it.</summary>
    public const string Overall = "overall";

    /// <summary>Name of the slice; <c>overall</c> for the whole set.</summary>
    public required string Slice { get; init; }

    /// <summary>Value of a group, e.g. <c>DE</c> or <c>DE × [20000, 50000)</c>; null for the whole and for predicates.</summary>
    public string? Group { get; init; }

    /// <summary>How its rows are chosen, for people.</summary>
    public string? Definition { get; init; }

    /// <summary>Rows.</summary>
    public required int N { get; init; }

    /// <summary>Metrics by display name.</summary>
    public required IReadOnlyList<MetricResult> Metrics { get; init; }

    /// <summary>Confusion matrix of a classification; null where it is not written.</summary>
    public ConfusionResult? Confusion { get; init; }

    /// <summary>Bins with rows of the reliability curve of a classification with probabilities; empty where it is not written.</summary>
    public IReadOnlyList<ReliabilityResult> Reliability { get; init => field = value ?? []; } = [];

    /// <summary>ROC curve of a binary task with scores; null where it is not written, or has none because a class is missing.</summary>
    public RocResult? Roc { get; init; }

    /// <summary>Precision-recall curve; null where it is not written, or has none because no row is positive.</summary>
    public PrecisionRecallResult? PrecisionRecall { get; init; }

    /// <summary>Histogram of the scores of a binary task; null where it is not written.</summary>
    public ScoreHistogramResult? Scores { get; init; }

    /// <summary>Errors of a regression by its predictions; null where they are not written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ErrorGridResult? Errors { get; init; }
}

/// <summary>A measured metric.</summary>
/// <param name="Metric">Display name, parameters included.</param>
/// <param name="Value">Value; null: undefined.</param>
/// <param name="Rows">Rows it rests on.</param>
/// <param name="Undefined">Why there is no value.</param>
public sealed record MetricResult(string Metric, double? Value, long Rows, string? Undefined)
{
    /// <summary>Its value over the quarantined rows too; null: no row is quarantined, or it has no value there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? WithQuarantined { get; init; }

    /// <summary>Its interval; null where it has none, or none was asked for.</summary>
    public IntervalResult? Interval { get; init; }
}

/// <summary>A two-sided interval at the suite's confidence.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Method">How it was made: <c>wilson</c>, <c>clopper_pearson</c>, <c>delong</c>, <c>logit_delong</c>, <c>percentile</c> or <c>bca</c>; of a difference on the same rows also <c>mover</c>,
/// <c>tango</c>, <c>paired_delong</c>, <c>paired_mean</c>, <c>unchanged</c>, <c>sen</c> or <c>order_statistics</c>.</param>
public sealed record IntervalResult(double Low, double High, string Method)
{
    /// <summary>True where such an interval is known to cover less than 93 % at this size when it says 95 % (docs/statistics.md); otherwise null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Undercovers { get; init; }
}

/// <summary>How the suite's verdicts were reached.</summary>
/// <param name="Judge"><c>point</c>, <c>sure</c> or <c>lenient</c>.</param>
/// <param name="Confidence">Of every interval.</param>
/// <param name="Correction"><c>holm</c>, <c>benjamini_hochberg</c> or null.</param>
/// <param name="Replicates">Of every bootstrap.</param>
/// <param name="Seed">Of the random numbers.</param>
public sealed record VerdictResult(string Judge, double Confidence, string? Correction, int Replicates, int Seed);

/// <summary>The noise of what a check held against its bound.</summary>
public sealed record NoiseResult
{
    /// <summary>What was compared: <c>value</c>, <c>difference</c> (to a reference; to the snapshot or the champion: paired by row) or <c>spread</c> (of a group's values).</summary>
    public required string Of { get; init; }

    /// <summary>Its estimate.</summary>
    public required double Estimate { get; init; }

    /// <summary>What it was compared with.</summary>
    public required double Bound { get; init; }

    /// <summary>Lower end of the interval.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end.</summary>
    public required double High { get; init; }

    /// <summary>Its confidence.</summary>
    public required double Confidence { get; init; }

    /// <summary>How it was made: as of <see cref="IntervalResult"/>, or <c>mover</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Two-sided p-value of "the true value is the bound".</summary>
    public double? P { get; init; }

    /// <summary>The same after the correction over many checks; null where none was asked for.</summary>
    public double? CorrectedP { get; init; }

    /// <summary>The smallest worsening that is seen with a probability of 80 %.</summary>
    public double? DetectableChange { get; init; }

    /// <summary>As of <see cref="IntervalResult.Undercovers"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Undercovers { get; init; }
}

/// <summary>A judged check.</summary>
public sealed record CheckResult
{
    /// <summary>slice/group/subject/side: the same while only the bound changes.</summary>
    public required string Id { get; init; }

    /// <summary>As read by people: <c>country = DE: recall &gt;= overall - 0.10</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Slice; <c>overall</c> for the whole set.</summary>
    public required string Slice { get; init; }

    /// <summary>Value of a group; null otherwise.</summary>
    public string? Group { get; init; }

    /// <summary>Kind of the check: <c>expect</c>, <c>gap</c>, …</summary>
    public required string Kind { get; init; }

    /// <summary>Metric display name; null: the check is about no metric.</summary>
    public string? Metric { get; init; }

    /// <summary>The outcome.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Whether the outcome fails the run (an inconclusive check may only warn).</summary>
    public required bool Fails { get; init; }

    /// <summary>Whether an inconclusive check is reported as skipped.</summary>
    public bool Skips { get; init; }

    /// <summary>The waiver that is written for it; null: none.</summary>
    public WaiverResult? Waiver { get; init; }

    /// <summary>Whether it did not pass and a waiver lets it: never a pass, and no failure of the run.</summary>
    [JsonIgnore]
    public bool IsWaived => !Fails && Waiver is { State: WaiverState.Active } && Outcome is Outcome.Failed or Outcome.Inconclusive;

    /// <summary>Measured value; null: undefined.</summary>
    public double? Value { get; init; }

    /// <summary>Resolved bound; null: undefined.</summary>
    public double? Threshold { get; init; }

    /// <summary>&gt;=, &gt;, &lt;= or &lt;; null: nothing is compared with a number.</summary>
    public string? Comparison { get; init; }

    /// <summary>The bound as written; null exactly where there is no comparison.</summary>
    public string? Bound { get; init; }

    /// <summary>Its numbers with their unit; null: they have none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ShownNumbers? Shown { get; init; }

    /// <summary>Rows of the slice.</summary>
    public int N { get; init; }

    /// <summary>Rows the metric rests on.</summary>
    public long Rows { get; init; }

    /// <summary>The whole message of a check that did not pass; a short one of a check that did.</summary>
    public required string Message { get; init; }

    /// <summary>Why it could not be judged, or not be decided, in one sentence; null where the value says it all.</summary>
    public string? Reason { get; init; }

    /// <summary>A threshold at which a stated cost would be lower; null: none, or not a check of a cost.</summary>
    public ThresholdSuggestion? Suggestion { get; init; }

    /// <summary>The noise of what was compared; null where there is none, or no interval could be made.</summary>
    public NoiseResult? Noise { get; init; }

    /// <summary>Rows with the highest loss, worst first.</summary>
    public IReadOnlyList<RowResult> WorstRows { get; init => field = value ?? []; } = [];

    /// <summary>Spec file relative to the root.</summary>
    public required string File { get; init; }

    /// <summary>Line of the check in it, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Column of the check, from 1.</summary>
    public required int Column { get; init; }

    /// <summary>Owner in force.</summary>
    public string? Owner { get; init; }

    /// <summary>Runbook in force.</summary>
    public string? Runbook { get; init; }

    /// <summary>Action in force.</summary>
    public string? Action { get; init; }

    /// <summary>Tags in force.</summary>
    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];
}

/// <summary>A threshold at which the slice's stated cost would be lower than it is.</summary>
/// <param name="Threshold">The threshold; null: predict no row positive.</param>
/// <param name="Cost">The cost there, on the same rows.</param>
/// <param name="Now">The cost at the threshold in force.</param>
public sealed record ThresholdSuggestion(double? Threshold, double Cost, double Now);

/// <summary>A row named in a message.</summary>
/// <param name="Id">Its id, or <c>line 17</c>.</param>
/// <param name="Truth">True label or number.</param>
/// <param name="Prediction">Predicted label or number.</param>
/// <param name="Score">Score of the positive (or predicted) class; null where there is none.</param>
/// <param name="Loss">What the rows are ordered by.</param>
public sealed record RowResult(string Id, string Truth, string Prediction, double? Score, double Loss);
