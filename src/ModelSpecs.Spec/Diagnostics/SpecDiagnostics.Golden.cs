namespace ModelSpecs.Spec.Diagnostics;

/// <content>MSPEC100–149, the golden set and other data files.</content>
public static partial class SpecDiagnostics
{
    /// <summary>The file does not exist.</summary>
    public static DiagnosticDescriptor DataFileMissing { get; } = new("MSPEC100", "Data file not found");

    /// <summary>The path is a folder.</summary>
    public static DiagnosticDescriptor DataFileIsFolder { get; } = new("MSPEC101", "A folder where a data file is expected");

    /// <summary>The file has no bytes.</summary>
    public static DiagnosticDescriptor DataFileEmpty { get; } = new("MSPEC102", "Data file is empty");

    /// <summary>The system refuses to read the file.</summary>
    public static DiagnosticDescriptor DataFileUnreadable { get; } = new("MSPEC103", "Data file cannot be read");

    /// <summary>A link leads out of the root.</summary>
    public static DiagnosticDescriptor DataFileLeavesRoot { get; } = new("MSPEC104", "Data file lies outside the root");

    /// <summary>Git LFS left its pointer in place of the file.</summary>
    public static DiagnosticDescriptor DataFileIsLfsPointer { get; } = new("MSPEC105", "Data file is a Git LFS pointer");

    /// <summary>The SHA-256 is not the pinned one.</summary>
    public static DiagnosticDescriptor DataFilePinDiffers { get; } = new("MSPEC106", "Data file is not the pinned one");

    /// <summary>Neither the spec nor the file name says a format.</summary>
    public static DiagnosticDescriptor DataFormatUnknown { get; } = new("MSPEC107", "Format of the data file is not known");

    /// <summary>Bytes, rows, lines, fields or the length of one row beyond a limit.</summary>
    public static DiagnosticDescriptor DataFileTooLarge { get; } = new("MSPEC108", "Data file exceeds a limit");

    /// <summary>Two looks at the file differ.</summary>
    public static DiagnosticDescriptor DataFileChanged { get; } = new("MSPEC109", "Data file changed while it was read");

    /// <summary>A header and nothing below it.</summary>
    public static DiagnosticDescriptor DataNoRows { get; } = new("MSPEC110", "Data file has no rows");

    /// <summary>A name stands twice in the header.</summary>
    public static DiagnosticDescriptor DataColumnDuplicate { get; } = new("MSPEC111", "Two columns have one name");

    /// <summary>Too few or too many fields.</summary>
    public static DiagnosticDescriptor DataRowRagged { get; } = new("MSPEC112", "A row has another number of fields than the header");

    /// <summary>The end of the file inside quotes.</summary>
    public static DiagnosticDescriptor DataQuoteUnterminated { get; } = new("MSPEC113", "A quote is never closed");

    /// <summary>Neither a delimiter nor a line end after a closing quote.</summary>
    public static DiagnosticDescriptor DataTextAfterQuote { get; } = new("MSPEC114", "Text after a closing quote");

    /// <summary>A carriage return without a line feed, outside quotes.</summary>
    public static DiagnosticDescriptor DataLoneCarriageReturn { get; } = new("MSPEC115", "A carriage return that ends no line");

    /// <summary>Bytes that are no UTF-8.</summary>
    public static DiagnosticDescriptor DataNotUtf8 { get; } = new("MSPEC116", "Data file is not UTF-8");

    /// <summary>A value does not parse as the type that <c>golden.columns</c> declares.</summary>
    public static DiagnosticDescriptor DataValueWrongType { get; } = new("MSPEC117", "A value is not of its column's declared type");

    /// <summary><c>golden.columns</c> names a column that the file does not have.</summary>
    public static DiagnosticDescriptor DataColumnUnknown { get; } = new("MSPEC118", "A declared column is not in the golden set");

    /// <summary>The format cannot give a column the declared type.</summary>
    public static DiagnosticDescriptor DataColumnTypeImpossible { get; } = new("MSPEC119", "A column cannot have the declared type");

    /// <summary>A line of JSON Lines that is no JSON object.</summary>
    public static DiagnosticDescriptor DataJsonInvalid { get; } = new("MSPEC120", "A line is no JSON object");

    /// <summary>An object or an array as a value.</summary>
    public static DiagnosticDescriptor DataJsonNested { get; } = new("MSPEC121", "A JSON value is nested");

    /// <summary>A key stands twice in one object.</summary>
    public static DiagnosticDescriptor DataJsonDuplicateKey { get; } = new("MSPEC122", "A JSON object has a key twice");

    /// <summary>Not an NPY file, or one whose header cannot be read.</summary>
    public static DiagnosticDescriptor NpyInvalid { get; } = new("MSPEC125", "Not a readable NPY file");

    /// <summary>Objects, records, dates, complex numbers.</summary>
    public static DiagnosticDescriptor NpyTypeRefused { get; } = new("MSPEC126", "An NPY type that is not read");

    /// <summary>Fewer or more bytes than the shape says.</summary>
    public static DiagnosticDescriptor NpyTruncated { get; } = new("MSPEC127", "An NPY array has not the length its shape says");

    /// <summary>Not a zip, or one without arrays.</summary>
    public static DiagnosticDescriptor NpzInvalid { get; } = new("MSPEC128", "Not a readable NPZ file");

    /// <summary>The first axes of an NPZ's arrays differ.</summary>
    public static DiagnosticDescriptor NpzRowsDiffer { get; } = new("MSPEC129", "Arrays of an NPZ file differ in rows");

    /// <summary>Gzip data that is broken or cut.</summary>
    public static DiagnosticDescriptor GzipInvalid { get; } = new("MSPEC130", "Gzip data is broken");

    /// <summary>The size limit of the cache is no size.</summary>
    public static DiagnosticDescriptor CacheSizeInvalid { get; } = new("MSPEC140", "The cache size limit is no size");

    private static IReadOnlyList<DiagnosticDescriptor> Golden =>
    [
        DataFileMissing, DataFileIsFolder, DataFileEmpty, DataFileUnreadable, DataFileLeavesRoot, DataFileIsLfsPointer, DataFilePinDiffers,
        DataFormatUnknown, DataFileTooLarge, DataFileChanged, DataNoRows, DataColumnDuplicate, DataRowRagged, DataQuoteUnterminated,
        DataTextAfterQuote, DataLoneCarriageReturn, DataNotUtf8, DataValueWrongType, DataColumnUnknown, DataColumnTypeImpossible,
        DataJsonInvalid, DataJsonNested, DataJsonDuplicateKey, NpyInvalid, NpyTypeRefused, NpyTruncated, NpzInvalid, NpzRowsDiffer,
        GzipInvalid, CacheSizeInvalid,
    ];
}
