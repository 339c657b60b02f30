namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC300–349, judging.</content>
public static partial class SpecDiagnostics
{
    private static IReadOnlyList<DiagnosticDescriptor> Judging => [];
}
