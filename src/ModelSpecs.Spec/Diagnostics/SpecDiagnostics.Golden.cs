namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC100–149, the golden set.</content>
public static partial class SpecDiagnostics
{
    /// <summary>The size limit of the cache is no size.</summary>
    public static DiagnosticDescriptor CacheSizeInvalid { get; } = new("MSPEC140", "The cache size limit is no size");

    private static IReadOnlyList<DiagnosticDescriptor> Golden =>
    [
        CacheSizeInvalid,
    ];
}
