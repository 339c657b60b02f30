namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC520–529, drift.</content>
public static partial class SpecDiagnostics
{
    /// <summary>A profile that cannot be read.</summary>
    public static DiagnosticDescriptor ProfileInvalid { get; } = new("MSPEC520", "Profile cannot be read");

    /// <summary>A column that one of the two sets does not have.</summary>
    public static DiagnosticDescriptor DriftColumnMissing { get; } = new("MSPEC521", "Column is missing in one of two sets");

    /// <summary>A column that cannot be compared, or not by this measure.</summary>
    public static DiagnosticDescriptor DriftColumnUnusable { get; } = new("MSPEC522", "Column cannot be compared so");

    /// <summary>What needs rows is asked of a profile.</summary>
    public static DiagnosticDescriptor DriftNeedsRows { get; } = new("MSPEC523", "A profile has no rows");

    /// <summary>What the model says is asked for and not there.</summary>
    public static DiagnosticDescriptor DriftNoPredictions { get; } = new("MSPEC524", "No predictions to compare");

    /// <summary>No column is left to compare.</summary>
    public static DiagnosticDescriptor DriftNoColumns { get; } = new("MSPEC525", "No column to compare");

    /// <summary>A slice that the reference cannot have.</summary>
    public static DiagnosticDescriptor DriftSliceUnusable { get; } = new("MSPEC526", "Slice cannot be made of the reference");

    /// <summary>Profiles that cannot be made one.</summary>
    public static DiagnosticDescriptor ProfilesNotMergeable { get; } = new("MSPEC527", "Profiles cannot be merged");

    private static IReadOnlyList<DiagnosticDescriptor> Drift =>
        [ProfileInvalid, DriftColumnMissing, DriftColumnUnusable, DriftNeedsRows, DriftNoPredictions, DriftNoColumns, DriftSliceUnusable, ProfilesNotMergeable];
}
