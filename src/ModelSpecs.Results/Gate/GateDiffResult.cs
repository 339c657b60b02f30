namespace ModelSpecs.Results.Gate;

/// <summary>What a change does to a gate.</summary>
public enum GateEffect
{
    /// <summary>Something passes now that did not.</summary>
    Loosened,

    /// <summary>It judges something else: which way, the specs alone do not say.</summary>
    Changed,

    /// <summary>Something fails now that did not.</summary>
    Tightened,
}

/// <summary>What a change did to the gates of a repository; the root of what <c>modelspecs gate-diff --json</c> writes (docs/gate-diff.md).</summary>
public sealed record GateDiffResult
{
    /// <summary>Version of this shape; raised when a reader of the old one would be wrong.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Name and version of the program that wrote it.</summary>
    public required string Tool { get; init; }

    /// <summary>The ref as it was given.</summary>
    public required string BaseRef { get; init; }

    /// <summary>The commit that was compared with: of the ref, or the merge base.</summary>
    public required string BaseCommit { get; init; }

    /// <summary>Specs that were compared: those there now and those that are gone.</summary>
    public required int Specs { get; init; }

    /// <summary>The changes: loosened first, then changed, then tightened; each by place.</summary>
    public IReadOnlyList<GateChange> Changes { get; init => field = value ?? []; } = [];

    /// <summary>The changes in the order in which they are reported.</summary>
    public static IReadOnlyList<GateChange> Sorted(IEnumerable<GateChange> changes) =>
    [
        .. changes.OrderBy(change => change.Effect)
            .ThenBy(change => change.File, StringComparer.Ordinal)
            .ThenBy(change => change.Line)
            .ThenBy(change => change.Kind, StringComparer.Ordinal)
            .ThenBy(change => change.Text, StringComparer.Ordinal),
    ];
}

/// <summary>One change of a gate.</summary>
public sealed record GateChange
{
    /// <summary>Which way.</summary>
    public required GateEffect Effect { get; init; }

    /// <summary>What changed, one of <see cref="GateChangeKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Name of the spec.</summary>
    public required string Spec { get; init; }

    /// <summary>For people, one line: <c>young: recall &gt;= 0.60, was &gt;= 0.70</c>.</summary>
    public required string Text { get; init; }

    /// <summary>What it was; null: nothing.</summary>
    public string? Was { get; init; }

    /// <summary>What it is; null: nothing.</summary>
    public string? Is { get; init; }

    /// <summary>File of the place, relative to the root, forward slashes.</summary>
    public required string File { get; init; }

    /// <summary>Line of the place, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Whether the place is one of the base, because what stood there is gone.</summary>
    public bool InBase { get; init; }
}

/// <summary>The kinds of change.</summary>
public static class GateChangeKinds
{
    /// <summary>A spec came, went or moved, or could not be read at the base.</summary>
    public const string Spec = "spec";

    /// <summary>A bound.</summary>
    public const string Bound = "bound";

    /// <summary>A check came or went.</summary>
    public const string Check = "check";

    /// <summary>A slice came, went, or has other rows.</summary>
    public const string Slice = "slice";

    /// <summary>How verdicts are reached.</summary>
    public const string Verdict = "verdict";

    /// <summary>A waiver.</summary>
    public const string Waiver = "waiver";

    /// <summary>Quarantined rows.</summary>
    public const string Quarantine = "quarantine";

    /// <summary>What is judged and how it is read: files, columns, the operating point.</summary>
    public const string Subject = "subject";

    /// <summary>A pinned hash.</summary>
    public const string Pin = "pin";

    /// <summary>Rows and labels of the golden set.</summary>
    public const string GoldenSet = "golden_set";

    /// <summary>An accepted snapshot.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Spec, Bound, Check, Slice, Verdict, Waiver, Quarantine, Subject, Pin, GoldenSet, Snapshot];
}
