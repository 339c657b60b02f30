namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC050–079, slice predicates.</content>
public static partial class SpecDiagnostics
{
    private static IReadOnlyList<DiagnosticDescriptor> Predicates => [];
}
