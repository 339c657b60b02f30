using System.Text.Json.Serialization;

namespace ModelSpecs.Results.Compare;

/// <summary>One candidate: what it is, how it fares under the spec's own checks, and what it costs.</summary>
public sealed record CandidateResult
{
    /// <summary>Name in the tables.</summary>
    public required string Name { get; init; }

    /// <summary>The model; null where columns of the golden set hold its predictions.</summary>
    public FileResult? Model { get; init; }

    /// <summary>Columns that hold its predictions; empty where a model is run.</summary>
    public IReadOnlyList<string> Columns { get; init => field = value ?? []; } = [];

    /// <summary>Operating point of a binary task, or of every label of several; null: it has none.</summary>
    public double? Threshold { get; init; }

    /// <summary>Bytes of the model and of its weights beside it; null where no model is run.</summary>
    public long? Bytes { get; init; }

    /// <summary>Its latency on the machine that compared; null where it was not measured, and then not written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LatencyResult? Latency { get; init; }

    /// <summary>Whether it could be judged and compared; one that could not is never recommended.</summary>
    public required bool Judged { get; init; }

    /// <summary>What is wrong with it; errors where it could not be judged.</summary>
    public IReadOnlyList<DiagnosticResult> Diagnostics { get; init => field = value ?? []; } = [];

    /// <summary>Its verdict under the spec's checks; null where it could not be judged.</summary>
    public CandidateChecks? Checks { get; init; }

    /// <summary>Metrics on slices where it is worse than the champion beyond chance, or lost its value; null where it was not compared.</summary>
    public int? Worse { get; init; }

    /// <summary>Metrics on slices where it is better than the champion beyond chance; null where it was not compared.</summary>
    public int? Better { get; init; }

    /// <summary>Whether no other candidate is at least as good in everything and better in something; null where it was not compared.</summary>
    public bool? Pareto { get; init; }

    /// <summary>Candidates that are at least as good in everything and better in something.</summary>
    public IReadOnlyList<string> DominatedBy { get; init => field = value ?? []; } = [];

    /// <summary>What the Pareto set is made from.</summary>
    public IReadOnlyList<ObjectiveResult> Objectives { get; init => field = value ?? []; } = [];
}

/// <summary>A candidate's checks by outcome, as a run of the spec with it in the model's place judges them.</summary>
public sealed record CandidateChecks
{
    /// <summary>Checks that passed.</summary>
    public required int Passed { get; init; }

    /// <summary>Checks that failed.</summary>
    public required int Failed { get; init; }

    /// <summary>Checks that rest on too few rows, or are undecided.</summary>
    public required int Inconclusive { get; init; }

    /// <summary>Checks that could not be judged.</summary>
    public required int Errors { get; init; }

    /// <summary>Checks that are waived; of none of the other counts.</summary>
    public required int Waived { get; init; }

    /// <summary>Checks against the snapshot, which was approved of another model: of none of the other counts, and without a say.</summary>
    public required int OfSnapshot { get; init; }

    /// <summary>Checks that fail the spec, in its order.</summary>
    public IReadOnlyList<FailingCheck> Failing { get; init => field = value ?? []; } = [];

    /// <summary>Why its metrics say nothing, where too few labels have come; null: they do. The recommendation tells it.</summary>
    [JsonIgnore]
    public string? Withheld { get; init; }

    /// <summary>Whether the spec would accept the candidate.</summary>
    [JsonIgnore]
    public bool Passes => Failing.Count == 0;
}

/// <summary>A check that fails a spec.</summary>
/// <param name="Name">As people read it.</param>
/// <param name="Outcome">failed, inconclusive or error.</param>
/// <param name="Value">Measured value; null: undefined.</param>
/// <param name="Threshold">Resolved bound; null: undefined.</param>
public sealed record FailingCheck(string Name, Outcome Outcome, double? Value, double? Threshold);

/// <summary>Latency as measured on this machine: one call at a time, the candidates in turn.</summary>
/// <param name="Rows">Rows a call.</param>
/// <param name="Calls">Calls measured, after a warm-up.</param>
/// <param name="P50">Median, in milliseconds.</param>
/// <param name="P95">95th percentile, in milliseconds.</param>
public sealed record LatencyResult(int Rows, int Calls, double P50, double P95);

/// <summary>One objective of the Pareto set.</summary>
/// <param name="Objective">For people: <c>roc_auc</c>, <c>recall, worst slice</c>, <c>size</c>, <c>latency p50</c>.</param>
/// <param name="Value">The candidate's; null: it has none, and nobody is better or worse by it.</param>
/// <param name="LowerIsBetter">Which way is better.</param>
/// <param name="Place">The slice that a worst value is of; null: the whole set.</param>
public sealed record ObjectiveResult(string Objective, double? Value, bool LowerIsBetter, string? Place);

/// <summary>Rows that change sides from one candidate to another.</summary>
/// <param name="From">The candidate that was.</param>
/// <param name="To">The candidate that would be.</param>
/// <param name="Slices">The whole set first, then the slices where more rows go one way than chance explains.</param>
public sealed record PairFlips(string From, string To, IReadOnlyList<PairFlip> Slices);

/// <summary>Rows of a slice that change sides.</summary>
/// <param name="Slice">Name; <c>overall</c> for the whole set.</param>
/// <param name="Group">Value of a group; null for the whole and for predicates.</param>
/// <param name="Rows">Rows.</param>
/// <param name="NewlyWrong">Rows that are right by the first and wrong by the second; null of numbers, which are neither.</param>
/// <param name="NewlyRight">The other way round.</param>
/// <param name="Changed">Rows with another prediction.</param>
/// <param name="CorrectedP">McNemar's exact p-value, corrected by Holm over the slices and pairs; null of numbers.</param>
/// <param name="FirstNewlyWrong">Ids of the first newly wrong rows.</param>
/// <param name="FirstNewlyRight">Ids of the first newly right rows.</param>
public sealed record PairFlip(
    string Slice, string? Group, long Rows, long? NewlyWrong, long? NewlyRight, long Changed, double? CorrectedP, IReadOnlyList<string> FirstNewlyWrong, IReadOnlyList<string> FirstNewlyRight);
