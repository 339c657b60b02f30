namespace ModelSpecs.Results.Compare;

/// <summary>Candidates side by side under one spec; the root of what <c>modelspecs compare --json</c> writes (docs/comparing.md).</summary>
public sealed record CompareResult
{
    /// <summary>Version of this shape; raised when a reader of the old one would be wrong.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Name and version of the program that wrote it.</summary>
    public required string Tool { get; init; }

    /// <summary>Version of ONNX Runtime; null where no model was run.</summary>
    public string? OnnxRuntime { get; init; }

    /// <summary>Name of the spec.</summary>
    public required string Spec { get; init; }

    /// <summary>Spec file relative to the root, forward slashes.</summary>
    public required string File { get; init; }

    /// <summary>binary, multiclass, multilabel or regression; null where the champion could not be judged.</summary>
    public string? Task { get; init; }

    /// <summary>The golden set; null where the champion could not be judged.</summary>
    public FileResult? Golden { get; init; }

    /// <summary>Rows that all candidates answered.</summary>
    public int Rows { get; init; }

    /// <summary>Name of the first candidate, which every other is held against.</summary>
    public required string Champion { get; init; }

    /// <summary>Confidence of the intervals; a corrected p-value below 1 − this is evidence.</summary>
    public required double Confidence { get; init; }

    /// <summary>Whether slices are cut by the champion's predictions.</summary>
    public bool SlicesOfChampion { get; init; }

    /// <summary>The candidates, the champion first, the others in the order given.</summary>
    public required IReadOnlyList<CandidateResult> Candidates { get; init; }

    /// <summary>What is compared, in the order of the spec.</summary>
    public IReadOnlyList<ComparedMetric> Metrics { get; init => field = value ?? []; } = [];

    /// <summary>The whole set first, then slices in spec order, a group's values in order.</summary>
    public IReadOnlyList<ComparedSlice> Slices { get; init => field = value ?? []; } = [];

    /// <summary>Rows that change sides between each pair of candidates.</summary>
    public IReadOnlyList<PairFlips> Flips { get; init => field = value ?? []; } = [];

    /// <summary>What follows from all that.</summary>
    public required Recommendation Recommendation { get; init; }

    /// <summary>Problems that are no candidate's own: warnings of the spec and of the golden set.</summary>
    public IReadOnlyList<DiagnosticResult> Diagnostics { get; init => field = value ?? []; } = [];
}

/// <summary>A metric that candidates are compared by.</summary>
/// <param name="Metric">Display name, parameters included.</param>
/// <param name="Better"><c>higher</c>, <c>lower</c>, or null: neither, so that it is shown and decides nothing.</param>
public sealed record ComparedMetric(string Metric, string? Better);

/// <summary>A slice and what every candidate reaches on it.</summary>
/// <param name="Slice">Name; <c>overall</c> for the whole set.</param>
/// <param name="Group">Value of a group; null for the whole and for predicates.</param>
/// <param name="N">Rows.</param>
/// <param name="Metrics">By metric, in the order of <see cref="CompareResult.Metrics"/>.</param>
public sealed record ComparedSlice(string Slice, string? Group, int N, IReadOnlyList<ComparedCells> Metrics);

/// <summary>One metric on one slice.</summary>
/// <param name="Metric">Display name.</param>
/// <param name="Checked">Whether the spec checks it on this slice.</param>
/// <param name="Cells">One a judged candidate, in the order of <see cref="CompareResult.Candidates"/>.</param>
public sealed record ComparedCells(string Metric, bool Checked, IReadOnlyList<ComparedCell> Cells);

/// <summary>A candidate's value on a slice, and how it stands to the champion's.</summary>
public sealed record ComparedCell
{
    /// <summary>Name of the candidate.</summary>
    public required string Candidate { get; init; }

    /// <summary>Its value; null: undefined.</summary>
    public double? Value { get; init; }

    /// <summary>Rows it rests on.</summary>
    public long Rows { get; init; }

    /// <summary>Whether no candidate's value is better; several may be the best.</summary>
    public bool Best { get; init; }

    /// <summary>How it stands to the champion.</summary>
    public required Standing Standing { get; init; }

    /// <summary>Its value minus the champion's; null where one is undefined, and for the champion.</summary>
    public double? Difference { get; init; }

    /// <summary>Interval of the difference, paired by row; null where none could be made.</summary>
    public IntervalResult? Interval { get; init; }

    /// <summary>p-value of "there is no difference"; null where none could be made.</summary>
    public double? P { get; init; }

    /// <summary>The same, corrected by Holm over the slices and candidates of the metric.</summary>
    public double? CorrectedP { get; init; }

    /// <summary>The smallest change that these rows show with a probability of 80 %, before the correction; null where it is not known.</summary>
    public double? Detectable { get; init; }

    /// <summary>Why there is no value, or no verdict, in words; null where there is one.</summary>
    public string? Reason { get; init; }
}

/// <summary>How a candidate's value stands to the champion's.</summary>
public enum Standing
{
    /// <summary>It is the champion's own.</summary>
    Champion,

    /// <summary>Better, beyond what chance explains.</summary>
    Better,

    /// <summary>Worse, beyond what chance explains.</summary>
    Worse,

    /// <summary>There is no evidence of a difference, which is no evidence that there is none.</summary>
    NoEvidence,

    /// <summary>The champion has a value and it has none: never better than worse.</summary>
    Lost,

    /// <summary>Too few rows to judge, as <c>min_rows</c> says.</summary>
    TooFewRows,

    /// <summary>Nothing is known of the noise, nobody says which way is better, or the champion has no value.</summary>
    NotJudged,
}

/// <summary>What follows from a comparison.</summary>
/// <param name="Decision">What to do.</param>
/// <param name="Candidate">The candidate that is recommended; null where none is.</param>
/// <param name="Because">Why, one sentence each, the decision first.</param>
public sealed record Recommendation(Decision Decision, string? Candidate, IReadOnlyList<string> Because);

/// <summary>What a comparison recommends.</summary>
public enum Decision
{
    /// <summary>A challenger takes the champion's place.</summary>
    Replace,

    /// <summary>The champion stays.</summary>
    Keep,

    /// <summary>No candidate, the champion included, can be recommended.</summary>
    None,
}
