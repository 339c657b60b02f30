using ModelSpecs.Results;

namespace ModelSpecs.Cli.Watch;

/// <summary>A spec that is watched, and what is known of it.</summary>
/// <param name="path">Full path.</param>
internal sealed class WatchedSpec(string path)
{
    /// <summary>Full path.</summary>
    public string Path { get; } = path;

    /// <summary>The files that its last verdict rests on, as they were before they were read. Of a spec that was just found: itself, as if it had not been there.</summary>
    public IReadOnlyDictionary<string, FileStamp> Seen { get; set; } = new Dictionary<string, FileStamp>(StringComparer.Ordinal) { [path] = FileStamp.Missing };

    /// <summary>Its last result, problems at full paths; null: not judged yet, or not asked for.</summary>
    public SuiteResult? Result { get; set; }

    /// <summary>The last of its results that could be judged: what a later one is held against. Null: there was none.</summary>
    public SuiteResult? LastJudged { get; set; }

    /// <summary>The same as results are written, problems below the root.</summary>
    public SuiteResult? Written { get; set; }

    /// <summary>Whether its last judging brought us down.</summary>
    public bool IsFault { get; set; }
}
