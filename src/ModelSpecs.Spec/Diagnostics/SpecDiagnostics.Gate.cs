namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC420–439, what guards the gate: waivers, quarantined rows, gate-diff.</content>
public static partial class SpecDiagnostics
{
    /// <summary>A waiver of a check that the spec does not have.</summary>
    public static DiagnosticDescriptor WaiverOfNothing { get; } = new("MSPEC420", "A waiver names no check");

    /// <summary>A waiver that several checks could be meant by, or a group's without its value.</summary>
    public static DiagnosticDescriptor WaiverNotClear { get; } = new("MSPEC421", "A waiver does not say which check it is for");

    /// <summary>A check with two waivers.</summary>
    public static DiagnosticDescriptor WaivedTwice { get; } = new("MSPEC422", "A check is waived twice");

    /// <summary>A text that is no day of the calendar.</summary>
    public static DiagnosticDescriptor NoDay { get; } = new("MSPEC423", "Not a day of the calendar");

    /// <summary>A waiver of a value that its group does not have.</summary>
    public static DiagnosticDescriptor WaiverOfNoValue { get; } = new("MSPEC424", "A waiver names a value that is not in the data");

    /// <summary>A quarantined id that no row has.</summary>
    public static DiagnosticDescriptor QuarantineOfNoRow { get; } = new("MSPEC425", "A quarantined row is not in the golden set");

    /// <summary>A quarantined id that several rows have.</summary>
    public static DiagnosticDescriptor QuarantineNotClear { get; } = new("MSPEC426", "A quarantined id names several rows");

    /// <summary>git is not there, failed or took too long.</summary>
    public static DiagnosticDescriptor GitFailed { get; } = new("MSPEC430", "git failed");

    /// <summary>A command that needs a git repository, outside of one.</summary>
    public static DiagnosticDescriptor NoRepository { get; } = new("MSPEC431", "Not in a git repository");

    /// <summary>A ref that is no commit.</summary>
    public static DiagnosticDescriptor UnknownRef { get; } = new("MSPEC432", "No such commit");

    private static IReadOnlyList<DiagnosticDescriptor> Gate =>
    [
        WaiverOfNothing, WaiverNotClear, WaivedTwice, NoDay, WaiverOfNoValue, QuarantineOfNoRow, QuarantineNotClear,
        GitFailed, NoRepository, UnknownRef,
    ];
}
