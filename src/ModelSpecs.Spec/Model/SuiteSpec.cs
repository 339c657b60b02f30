using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Spec.Model;

/// <summary>One parsed spec file, defaults and <c>extends</c> already merged in. Immutable; no data or model was read.</summary>
public sealed record SuiteSpec
{
    /// <summary>Name of the suite (<c>spec:</c>).</summary>
    public required Located<string> Name { get; init; }

    /// <summary>Full path of the spec file.</summary>
    public required string File { get; init; }

    /// <summary>Full path of the root that no path of the spec may leave.</summary>
    public required string Root { get; init; }

    /// <summary>The ONNX model; null where the golden set carries predictions.</summary>
    public FileReference? Model { get; init; }

    /// <summary>The golden set.</summary>
    public required GoldenSpec Golden { get; init; }

    /// <summary>Column that holds the truth; the first of several labels.</summary>
    public required Located<string> Label { get; init; }

    /// <summary>Label columns of a multi-label task, in the order of its scores; empty for any other.</summary>
    public IReadOnlyList<Located<string>> Labels { get; init; } = [];

    /// <summary>Every column that holds truth.</summary>
    public IReadOnlyList<Located<string>> LabelColumns => Labels.Count > 0 ? Labels : [Label];

    /// <summary>Column that identifies a row; null: rows are named by their line.</summary>
    public Located<string>? Id { get; init; }

    /// <summary>Said task; null: inferred from the model, the predictions and the label.</summary>
    public Located<TaskKind>? Task { get; init; }

    /// <summary>Column whose equal values are rows of one query; null where the task is no ranking.</summary>
    public Located<string>? Query { get; init; }

    /// <summary>Operating point of a binary task, or of every label: score &gt;= threshold is positive. Null: 0.5.</summary>
    public Located<double>? Threshold { get; init; }

    /// <summary>Operating points of single labels of a multi-label task, in the order written; a label that is not among them has 0.5. Empty where <see cref="Threshold"/> is that of all.</summary>
    public IReadOnlyList<LabelThreshold> Thresholds { get; init; } = [];

    /// <summary>Where each ONNX input comes from; inputs that are not named are matched by name.</summary>
    public IReadOnlyList<InputBinding> Inputs { get; init; } = [];

    /// <summary>Which ONNX outputs mean what.</summary>
    public OutputsSpec Outputs { get; init; } = new();

    /// <summary>Columns that already hold predictions; null where a model is run.</summary>
    public PredictionsSpec? Predictions { get; init; }

    /// <summary>Class names in the order of the model's score columns; empty: from the model.</summary>
    public IReadOnlyList<Located<string>> Classes { get; init; } = [];

    /// <summary>Name of the positive class of a binary task.</summary>
    public Located<string>? Positive { get; init; }

    /// <summary>Checks of the whole golden set.</summary>
    public IReadOnlyList<MetricCheckSpec> Expect { get; init; } = [];

    /// <summary>Slices in the order written.</summary>
    public IReadOnlyList<SliceSpec> Slices { get; init; } = [];

    /// <summary>Checks of every slice (each value of a group too).</summary>
    public IReadOnlyList<MetricCheckSpec> EverySlice { get; init; } = [];

    /// <summary>What may change against the approved results; null: nothing is kept.</summary>
    public SnapshotSpec? Snapshot { get; init; }

    /// <summary>The champion and what may be worse than it; null: there is none.</summary>
    public CompareSpec? Compare { get; init; }

    /// <summary>What the model's outputs have to agree with, in the order written.</summary>
    public IReadOnlyList<ParitySpec> Parity { get; init; } = [];

    /// <summary>What callers of the model rely on; null: nothing is said.</summary>
    public ContractSpec? Contract { get; init; }

    /// <summary>What is watched besides metrics, kind by kind.</summary>
    public IReadOnlyList<GuardSpec> Guards { get; init; } = [];

    /// <summary>How verdicts are reached.</summary>
    public VerdictSpec Verdict { get; init; } = new();

    /// <summary>Where each key of <c>verdict</c> stands that is said: <c>min_rows</c>, <c>judge</c>, …</summary>
    public IReadOnlyDictionary<string, SourceSpan> VerdictPlaces { get; init; } = new Dictionary<string, SourceSpan>(StringComparer.Ordinal);

    /// <summary>Batch size and threads; null members: chosen.</summary>
    public RunSpec Run { get; init; } = new();

    /// <summary>Checks that may fail until a date, in the order written.</summary>
    public IReadOnlyList<WaiverSpec> Waivers { get; init; } = [];

    /// <summary>Who answers for the model.</summary>
    public string? Owner { get; init; }

    /// <summary>Link or path to what a person does when a check fails.</summary>
    public string? Runbook { get; init; }

    /// <summary>What to do when a check fails: roll back, fall back, retrain.</summary>
    public string? Action { get; init; }

    /// <summary>Free tags; traits of every test case.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Every file this spec was merged from: the spec itself, its defaults, its <c>extends</c> targets.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];
}

/// <summary>What a model predicts.</summary>
public enum TaskKind
{
    /// <summary>Two classes, one positive.</summary>
    Binary,

    /// <summary>Several classes, one right.</summary>
    Multiclass,

    /// <summary>A number.</summary>
    Regression,

    /// <summary>Several labels, any number of them right.</summary>
    Multilabel,

    /// <summary>The order of the rows of a query.</summary>
    Ranking,
}

/// <summary>A file named in a spec: as written and as resolved below the root.</summary>
/// <param name="Written">The text in the spec and its place.</param>
/// <param name="FullPath">Absolute path, below the root.</param>
/// <param name="Sha256">Pinned hash, lower-case hexadecimal; null: not pinned.</param>
public sealed record FileReference(Located<string> Written, string FullPath, Located<string>? Sha256 = null);

/// <summary>The operating point of one label of several.</summary>
/// <param name="Label">The label's column.</param>
/// <param name="Value">A score at or above it has the label.</param>
public sealed record LabelThreshold(Located<string> Label, double Value);

/// <summary>Batch size and parallelism of inference.</summary>
public sealed record RunSpec
{
    /// <summary>Rows a batch; null: chosen by the engine.</summary>
    public Located<int>? BatchSize { get; init; }

    /// <summary>Worker threads; null: shared among the specs that run at the same time.</summary>
    public Located<int>? Threads { get; init; }
}
