namespace ModelSpecs.Spec.Diagnostics;

/// <content>Speed and cost.</content>
public static partial class SpecDiagnostics
{
    /// <summary>A <c>latency</c> without a comparison.</summary>
    public static DiagnosticDescriptor LatencyWithoutBound { get; } = new("MSPEC510", "Latency is held against nothing");

    private static IReadOnlyList<DiagnosticDescriptor> Latency => [LatencyWithoutBound];
}
