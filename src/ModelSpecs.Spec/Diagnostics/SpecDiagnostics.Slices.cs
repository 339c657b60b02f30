namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC150–199, slices against the golden set.</content>
public static partial class SpecDiagnostics
{
    private static IReadOnlyList<DiagnosticDescriptor> Slices => [];
}
