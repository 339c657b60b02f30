namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC440–459, snapshots. What <c>ModelSpecs.Results</c> reports has the same ids there (<c>SnapshotProblems</c>).</content>
public static partial class SpecDiagnostics
{
    /// <summary>The text of a snapshot is not what is written.</summary>
    public static DiagnosticDescriptor SnapshotTextWrong { get; } = new("MSPEC440", "A snapshot cannot be read");

    /// <summary>The text of a snapshot holds the marks of a merge.</summary>
    public static DiagnosticDescriptor SnapshotMergeConflict { get; } = new("MSPEC441", "A snapshot holds an unresolved merge");

    /// <summary>The text of a snapshot has a version that is not known.</summary>
    public static DiagnosticDescriptor SnapshotNewerFormat { get; } = new("MSPEC442", "A snapshot was written by a newer ModelSpecs");

    /// <summary>The rows file that a snapshot names is not there.</summary>
    public static DiagnosticDescriptor SnapshotRowsMissing { get; } = new("MSPEC443", "The rows of a snapshot are missing");

    /// <summary>The rows file of a snapshot is damaged or another one.</summary>
    public static DiagnosticDescriptor SnapshotRowsDamaged { get; } = new("MSPEC444", "The rows of a snapshot are damaged");

    /// <summary>A file of a snapshot cannot be written.</summary>
    public static DiagnosticDescriptor SnapshotNotWritable { get; } = new("MSPEC445", "A snapshot cannot be written");

    /// <summary>Accepting on a build server.</summary>
    public static DiagnosticDescriptor AcceptRefusedInCi { get; } = new("MSPEC446", "A build server accepts no snapshot");

    /// <summary>A received snapshot of a filtered run.</summary>
    public static DiagnosticDescriptor ReceivedPartial { get; } = new("MSPEC447", "A received snapshot comes from a filtered run");

    /// <summary>A received snapshot of something else than what is there now.</summary>
    public static DiagnosticDescriptor ReceivedStale { get; } = new("MSPEC448", "A received snapshot is out of date");

    private static IReadOnlyList<DiagnosticDescriptor> Snapshots =>
    [
        SnapshotTextWrong, SnapshotMergeConflict, SnapshotNewerFormat, SnapshotRowsMissing, SnapshotRowsDamaged, SnapshotNotWritable,
        AcceptRefusedInCi, ReceivedPartial, ReceivedStale,
    ];
}
