namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC900–949, the command line.</content>
public static partial class SpecDiagnostics
{
    private static IReadOnlyList<DiagnosticDescriptor> Tool => [];
}
