namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC400–449, the build.</content>
public static partial class SpecDiagnostics
{
    private static IReadOnlyList<DiagnosticDescriptor> Build => [];
}
