namespace ModelSpecs.Results.Json.Schema;

/// <summary>What results from elsewhere may be at most: far above what a run writes, far below what hurts the reader.</summary>
public static class ResultsLimits
{
    /// <summary>Bytes of a file.</summary>
    public const int FileBytes = 64 * 1024 * 1024;

    /// <summary>Objects and lists inside each other; the deepest that is written is 9.</summary>
    public const int Depth = 32;

    /// <summary>Characters (UTF-16 units) of a text, unless said otherwise.</summary>
    public const int TextCharacters = 64 * 1024;

    /// <summary>Characters of a message, which lists rows of the golden set, and of a picture.</summary>
    public const int LongTextCharacters = 1024 * 1024;

    /// <summary>Entries of a list, unless said otherwise.</summary>
    public const int Entries = 100_000;

    /// <summary>Entries of a list of row ids.</summary>
    public const int RowIds = 2_000_000;

    /// <summary>Keys of an object, those that are not known among them.</summary>
    public const int Keys = 10_000;

    /// <summary>Problems that are told of a file.</summary>
    public const int Problems = 50;

    /// <summary>Most characters of a text.</summary>
    internal static int Text(string record, string key) => (record, key) switch
    {
        (_, "message") or ("SampledRow", "image") => LongTextCharacters,
        _ => TextCharacters,
    };

    /// <summary>Most entries of a list.</summary>
    internal static int List(string record, string key) => (record, key) switch
    {
        ("RunResult", "suites") => 10_000,
        ("QuarantineResult", "ids") or (_, "firstNewlyWrong" or "firstNewlyRight") => RowIds,
        ("ConfusionResult", _) => 1_000,
        ("RocResult" or "PrecisionRecallResult" or "ScoreHistogramResult", _) => 10_000,
        ("RowSampleResult", "rows") => 10_000,
        ("RowSampleResult", "columns") or ("SampledRow", "values") => 1_000,
        _ => Entries,
    };
}
