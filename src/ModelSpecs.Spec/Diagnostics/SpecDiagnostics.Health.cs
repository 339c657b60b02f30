namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC530–539, data health.</content>
public static partial class SpecDiagnostics
{
    /// <summary>A column whose values a health check cannot use: no times, no texts, another type than in the other set.</summary>
    public static DiagnosticDescriptor HealthColumnUnusable { get; } = new("MSPEC530", "A column has a type that a health check cannot use");

    /// <summary>A pattern that is no regular expression, or none that takes time in proportion to the text.</summary>
    public static DiagnosticDescriptor HealthPatternUnusable { get; } = new("MSPEC531", "A pattern cannot be used");

    /// <summary>A key that several rows of a set have.</summary>
    public static DiagnosticDescriptor HealthKeyRepeated { get; } = new("MSPEC532", "A key does not name one row");

    private static IReadOnlyList<DiagnosticDescriptor> Health => [HealthColumnUnusable, HealthPatternUnusable, HealthKeyRepeated];
}
