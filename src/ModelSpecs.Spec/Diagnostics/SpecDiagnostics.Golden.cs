namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC100–149, the golden set.</content>
public static partial class SpecDiagnostics
{
    /// <summary>The file is not there.</summary>
    public static DiagnosticDescriptor GoldenMissing { get; } = new("MSPEC100", "The golden set is missing");

    /// <summary>The file is a Git LFS pointer.</summary>
    public static DiagnosticDescriptor GoldenLfsPointer { get; } = new("MSPEC101", "The golden set is a Git LFS pointer");

    /// <summary>The format is not known.</summary>
    public static DiagnosticDescriptor GoldenFormat { get; } = new("MSPEC102", "Unknown dataset format");

    /// <summary>There is no header or no row.</summary>
    public static DiagnosticDescriptor GoldenEmpty { get; } = new("MSPEC103", "The golden set is empty");

    /// <summary>A row has more or fewer fields than the header.</summary>
    public static DiagnosticDescriptor GoldenRagged { get; } = new("MSPEC104", "A row has another number of fields than the header");

    /// <summary>A quote that is not as RFC 4180 has it.</summary>
    public static DiagnosticDescriptor GoldenQuote { get; } = new("MSPEC105", "A misplaced or unclosed quote");

    /// <summary>Bytes that are no UTF-8.</summary>
    public static DiagnosticDescriptor GoldenNotUtf8 { get; } = new("MSPEC106", "The golden set is not UTF-8");

    /// <summary>A column name that is empty or occurs twice.</summary>
    public static DiagnosticDescriptor GoldenHeader { get; } = new("MSPEC107", "A column name is empty or occurs twice");

    /// <summary>A value that is not of the declared type.</summary>
    public static DiagnosticDescriptor GoldenValue { get; } = new("MSPEC108", "A value is not of the declared type");

    /// <summary>The file is not the pinned one.</summary>
    public static DiagnosticDescriptor GoldenHash { get; } = new("MSPEC109", "The golden set is not the pinned one");

    /// <summary>A limit on untrusted data.</summary>
    public static DiagnosticDescriptor GoldenLimit { get; } = new("MSPEC110", "The golden set exceeds a limit");

    /// <summary>A line that is no flat JSON object.</summary>
    public static DiagnosticDescriptor GoldenJson { get; } = new("MSPEC111", "A line is not a flat JSON object");

    /// <summary>An array file that cannot be read.</summary>
    public static DiagnosticDescriptor GoldenArray { get; } = new("MSPEC112", "An NPY or NPZ file cannot be read");

    /// <summary>A compressed file that cannot be read.</summary>
    public static DiagnosticDescriptor GoldenCompressed { get; } = new("MSPEC113", "A compressed file cannot be read");

    /// <summary>golden.columns names a column that is not there.</summary>
    public static DiagnosticDescriptor GoldenDeclaredColumn { get; } = new("MSPEC114", "golden.columns names a column that is not there");

    /// <summary>A link that leaves the root.</summary>
    public static DiagnosticDescriptor GoldenOutsideRoot { get; } = new("MSPEC115", "The golden set is outside the root");

    /// <summary>The file cannot be opened or read.</summary>
    public static DiagnosticDescriptor GoldenUnreadable { get; } = new("MSPEC116", "The golden set cannot be read");

    /// <summary>The size limit of the cache is no size.</summary>
    public static DiagnosticDescriptor CacheSizeInvalid { get; } = new("MSPEC140", "The cache size limit is no size");

    private static IReadOnlyList<DiagnosticDescriptor> Golden =>
    [
        GoldenMissing, GoldenLfsPointer, GoldenFormat, GoldenEmpty, GoldenRagged, GoldenQuote, GoldenNotUtf8, GoldenHeader, GoldenValue,
        GoldenHash, GoldenLimit, GoldenJson, GoldenArray, GoldenCompressed, GoldenDeclaredColumn, GoldenOutsideRoot, GoldenUnreadable,
        CacheSizeInvalid,
    ];
}
