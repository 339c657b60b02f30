namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC100–149, the golden set.</content>
public static partial class SpecDiagnostics
{
    private static IReadOnlyList<DiagnosticDescriptor> Golden => [];
}
