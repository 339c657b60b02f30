namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC200–249, the model and its predictions.</content>
public static partial class SpecDiagnostics
{
    private static IReadOnlyList<DiagnosticDescriptor> Model => [];
}
