namespace ModelSpecs.Results.Plan;

/// <summary>What the specs of a repository guard, and what nothing guards; the root of what <c>modelspecs plan --json</c> writes (docs/plan.md).</summary>
public sealed record PlanResult
{
    /// <summary>Version of this shape; raised when a reader of the old one would be wrong.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Name and version of the program that wrote it.</summary>
    public required string Tool { get; init; }

    /// <summary>Specs in path order.</summary>
    public required IReadOnlyList<GuardedSpec> Specs { get; init; }

    /// <summary>Models (<c>*.onnx</c>) below the root that no spec names, relative to it.</summary>
    public IReadOnlyList<string> ModelsWithoutSpec { get; init => field = value ?? []; } = [];

    /// <summary>Data files beside golden sets that no spec names, relative to the root.</summary>
    public IReadOnlyList<string> DataWithoutSpec { get; init => field = value ?? []; } = [];
}

/// <summary>What one spec guards.</summary>
public sealed record GuardedSpec
{
    /// <summary>Name of the spec.</summary>
    public required string Name { get; init; }

    /// <summary>Spec file relative to the root, forward slashes.</summary>
    public required string File { get; init; }

    /// <summary>The task where the spec says it or its metrics leave no other; null: only a run tells.</summary>
    public string? Task { get; init; }

    /// <summary>The model relative to the root; null where the golden set carries predictions.</summary>
    public string? Model { get; init; }

    /// <summary>Whether the model is pinned by its hash.</summary>
    public bool ModelPinned { get; init; }

    /// <summary>The golden set relative to the root; null where the spec could not be read.</summary>
    public string? Golden { get; init; }

    /// <summary>Whether the golden set is pinned by its hash.</summary>
    public bool GoldenPinned { get; init; }

    /// <summary>Rows that are judged.</summary>
    public int Rows { get; init; }

    /// <summary>Rows that are quarantined.</summary>
    public int Quarantined { get; init; }

    /// <summary>What it is held against besides numbers: <c>snapshot</c>, the champion.</summary>
    public IReadOnlyList<string> Baselines { get; init => field = value ?? []; } = [];

    /// <summary>Who answers for it.</summary>
    public string? Owner { get; init; }

    /// <summary>What a person does when a check fails.</summary>
    public string? Runbook { get; init; }

    /// <summary>The whole golden set first, then slices in spec order.</summary>
    public IReadOnlyList<GuardedSlice> Slices { get; init => field = value ?? []; } = [];

    /// <summary>Rows that are in no slice with a check; slices of predictions are not counted.</summary>
    public int RowsInNoCheckedSlice { get; init; }

    /// <summary>Metrics of the task that no check bounds.</summary>
    public IReadOnlyList<string> UnboundedMetrics { get; init => field = value ?? []; } = [];

    /// <summary>Checks that may fail for a while.</summary>
    public IReadOnlyList<PlannedWaiverResult> Waivers { get; init => field = value ?? []; } = [];

    /// <summary>Problems of the spec, its data or its model.</summary>
    public IReadOnlyList<DiagnosticResult> Diagnostics { get; init => field = value ?? []; } = [];

    /// <summary>Whether it can be used at all; otherwise it guards nothing.</summary>
    public bool Usable => !Diagnostics.Any(d => d.Severity == DiagnosticResult.Error);
}

/// <summary>What is expected of a slice.</summary>
public sealed record GuardedSlice
{
    /// <summary>Its name; <c>overall</c> for the whole set.</summary>
    public required string Slice { get; init; }

    /// <summary>Its checks as they are read, in spec order; empty: nothing is expected of it.</summary>
    public required IReadOnlyList<string> Checks { get; init; }

    /// <summary>Whether its rows are chosen by predictions, so that only a run counts them.</summary>
    public bool NeedsPredictions { get; init; }

    /// <summary>Rows in all its groups; null: only a run tells.</summary>
    public int? Rows { get; init; }

    /// <summary>Groups; null of a predicate, or where only a run tells.</summary>
    public int? Groups { get; init; }

    /// <summary>The group with the fewest rows; null of a predicate.</summary>
    public string? SmallestGroup { get; init; }

    /// <summary>Rows of it.</summary>
    public int? SmallestRows { get; init; }

    /// <summary>The first metric of its checks that is a share of rows which the truth alone tells; null: none is.</summary>
    public string? ShareMetric { get; init; }

    /// <summary>Rows that it rests on, in the group that has the fewest.</summary>
    public int? ShareRows { get; init; }

    /// <summary>The smallest worsening that these rows show with a probability of 80 % where the share is 0.9 (or 0.1 of what has to be low); null: none can be seen, or there is no such metric.</summary>
    public double? Sees { get; init; }

    /// <summary>Who answers for it where that is another than for the spec.</summary>
    public string? Owner { get; init; }
}

/// <summary>A waiver of a plan.</summary>
/// <param name="Check">The check, as the waiver names it.</param>
/// <param name="Until">Its last day, <c>2026-12-31</c>.</param>
/// <param name="Expired">Whether that is over.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Because">Why the check may fail.</param>
public sealed record PlannedWaiverResult(string Check, string Until, bool Expired, string Owner, string Because);
