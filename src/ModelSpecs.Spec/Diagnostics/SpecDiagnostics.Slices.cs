namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC150–199, slices against the golden set.</content>
public static partial class SpecDiagnostics
{
    /// <summary><c>by</c> names a column that is not in the golden set.</summary>
    public static DiagnosticDescriptor SliceUnknownColumn { get; } = new("MSPEC150", "A slice is by an unknown column");

    /// <summary><c>by</c> names a column of arrays.</summary>
    public static DiagnosticDescriptor SliceColumnNotGroupable { get; } = new("MSPEC151", "A slice is by a column that has no single values");

    /// <summary><c>edges</c> on a column that holds no numbers.</summary>
    public static DiagnosticDescriptor SliceEdgesOnNonNumber { get; } = new("MSPEC152", "edges on a column that is no number");

    /// <summary><c>every</c> on a column that holds no dates.</summary>
    public static DiagnosticDescriptor SliceEveryOnNonDate { get; } = new("MSPEC153", "every on a column that is no date");

    /// <summary>A listed value that no row has.</summary>
    public static DiagnosticDescriptor SliceValueMissing { get; } = new("MSPEC154", "A listed value is missing from the golden set");

    /// <summary>A value of the data that is not listed.</summary>
    public static DiagnosticDescriptor SliceValueUnlisted { get; } = new("MSPEC155", "The golden set holds a value that is not listed");

    /// <summary>A listed value that the column cannot hold.</summary>
    public static DiagnosticDescriptor SliceValueWrongType { get; } = new("MSPEC156", "A listed value is not of the column's type");

    /// <summary>More values or cells than <c>max_groups</c>.</summary>
    public static DiagnosticDescriptor SliceTooManyGroups { get; } = new("MSPEC157", "Too many groups");

    /// <summary>Two groups whose names would be the same.</summary>
    public static DiagnosticDescriptor SliceNamesCollide { get; } = new("MSPEC158", "Two groups of a slice have one name");

    /// <summary>A group slice without any group.</summary>
    public static DiagnosticDescriptor SliceWithoutGroups { get; } = new("MSPEC159", "A slice has no groups");

    private static IReadOnlyList<DiagnosticDescriptor> Slices =>
    [
        SliceUnknownColumn, SliceColumnNotGroupable, SliceEdgesOnNonNumber, SliceEveryOnNonDate, SliceValueMissing,
        SliceValueUnlisted, SliceValueWrongType, SliceTooManyGroups, SliceNamesCollide, SliceWithoutGroups,
    ];
}
