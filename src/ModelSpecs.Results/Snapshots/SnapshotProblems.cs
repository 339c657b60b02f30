namespace ModelSpecs.Results.Snapshots;

/// <summary>Ids of what can be wrong with a snapshot; their rows and pages are with all others (<c>SpecDiagnostics</c>, docs/diagnostics).</summary>
public static class SnapshotProblems
{
    /// <summary>The text is not what is written: cut off, edited wrongly, over a limit, unreadable.</summary>
    public const string TextWrong = "MSPEC440";

    /// <summary>The text holds the marks of an unresolved merge.</summary>
    public const string MergeConflict = "MSPEC441";

    /// <summary>The text has a version that this program does not know.</summary>
    public const string NewerFormat = "MSPEC442";

    /// <summary>The rows file that the text names is not there.</summary>
    public const string RowsMissing = "MSPEC443";

    /// <summary>The rows file is damaged, or not the one that the text names.</summary>
    public const string RowsDamaged = "MSPEC444";

    /// <summary>A file of the snapshot cannot be written.</summary>
    public const string NotWritable = "MSPEC445";

    /// <summary>Accepting is refused on a build server.</summary>
    public const string RefusedInCi = "MSPEC446";

    /// <summary>The received snapshot comes from a part of the checks.</summary>
    public const string ReceivedPartial = "MSPEC447";

    /// <summary>The received snapshot was made from something else than what is there now.</summary>
    public const string ReceivedStale = "MSPEC448";

    internal static DiagnosticResult At(string id, string file, int line, int column, string message) =>
        new(id, DiagnosticResult.Error, file, line, column, message);

    internal static DiagnosticResult At(string id, string file, string message) => At(id, file, 1, 1, message);

    /// <summary>A text from elsewhere in a message: without characters that would break the line or turn its direction.</summary>
    internal static string OneLine(string text) => new Json.ReadableEncoder().Encode(text).Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);

    /// <summary>A text of a file in a message: quoted, cut, and without characters that would break the line or turn its direction.</summary>
    internal static string Quote(string text)
    {
        const int Most = 80;
        var cut = text.Length > Most ? string.Concat(text.AsSpan(0, Most), "…") : text;
        return $"'{OneLine(cut)}'";
    }
}
