namespace ModelSpecs.Spec.Diagnostics;

/// <summary>The table of diagnostics. An id is never re-used; each has a page <c>docs/diagnostics/MSPEC###.md</c> and a test.</summary>
/// <remarks>0xx: reading a spec (050–079: predicates). 1xx: the golden set (150–199: slices against it). 2xx: the model.
/// 3xx: judging. 400–419: the build. 420–439: what guards the gate. 440–459: snapshots. 460–479: judging against them and against champions. 480–499: parity and contracts. 5xx: guards, ten ids a kind. 9xx: the tool.</remarks>
public static partial class SpecDiagnostics
{
    /// <summary>Every row, by id.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All => Table.Rows;

    // Apart, because static members of one class start in the order of its files: a row could still be null when the table is made.
    private static class Table
    {
        internal static readonly IReadOnlyList<DiagnosticDescriptor> Rows =
        [
            .. Reading, .. Predicates, .. Golden, .. Slices, .. Model, .. Judging, .. Build, .. Gate, .. Snapshots, .. Baseline, .. Parity, .. Latency, .. Drift, .. Health, .. Robust, .. UnknownRows, .. Tool,
        ];
    }
}
