namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC550–559, the unknown.</content>
public static partial class SpecDiagnostics
{
    /// <summary>A guard that rests on confidence, of a model that says none.</summary>
    public static DiagnosticDescriptor NoConfidence { get; } = new("MSPEC550", "The predictions have no confidence");

    /// <summary>A score that rests on logits, where there are none.</summary>
    public static DiagnosticDescriptor NoLogits { get; } = new("MSPEC551", "The predictions have no logits");

    /// <summary>A range without a number in it.</summary>
    public static DiagnosticDescriptor FuzzRangeEmpty { get; } = new("MSPEC552", "A range of fuzzed inputs is empty");

    /// <summary>A fuzzed column that feeds no input, or cannot hold what is said of it.</summary>
    public static DiagnosticDescriptor FuzzColumnUnusable { get; } = new("MSPEC553", "A column cannot be fuzzed so");

    private static IReadOnlyList<DiagnosticDescriptor> UnknownRows => [NoConfidence, NoLogits, FuzzRangeEmpty, FuzzColumnUnusable];
}
