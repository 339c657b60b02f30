namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC001–049 and 080–099, reading a spec.</content>
public static partial class SpecDiagnostics
{
    private static IReadOnlyList<DiagnosticDescriptor> Reading => [];
}
