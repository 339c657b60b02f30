namespace ModelSpecs.Results.Snapshots;

/// <summary>Where a spec's snapshot lies: beside it, under its name.</summary>
public sealed record SnapshotPaths
{
    private const string SpecExtension = ".spec.yaml";
    private const string RowsExtension = ".rows";
    private const string Verified = ".verified.";
    private const string Received = ".received.";
    private const int HashDigits = 12;

    private readonly string stem;
    private readonly string? root;

    /// <summary>Of a spec.</summary>
    /// <param name="specPath">Full path of the spec file.</param>
    /// <param name="root">Full path of the folder that problems name files below; null: they name them in full.</param>
    public SnapshotPaths(string specPath, string? root = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(specPath);
        var name = Path.GetFileName(specPath);
        stem = name.EndsWith(SpecExtension, StringComparison.Ordinal) ? name[..^SpecExtension.Length] : Path.GetFileNameWithoutExtension(name);
        Folder = Path.GetDirectoryName(Path.GetFullPath(specPath))!;
        this.root = root;
    }

    /// <summary>Folder of the spec.</summary>
    public string Folder { get; }

    /// <summary><c>loan.verified.json</c>.</summary>
    public string VerifiedText => Path.Combine(Folder, stem + Verified + "json");

    /// <summary><c>loan.received.json</c>.</summary>
    public string ReceivedText => Path.Combine(Folder, stem + Received + "json");

    /// <summary><c>loan.verified.0123456789ab.rows</c>.</summary>
    public string VerifiedRows(SnapshotRows rows) => Rows(Verified, rows);

    /// <summary><c>loan.received.0123456789ab.rows</c>.</summary>
    public string ReceivedRows(SnapshotRows rows) => Rows(Received, rows);

    /// <summary>What stands before <c>.verified.</c> in the names of its files.</summary>
    internal string Stem => stem;

    /// <summary>A file as problems name it.</summary>
    internal string Display(string file)
    {
        var relative = root is null ? file : Path.GetRelativePath(root, file);
        return relative == ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? file : relative.Replace('\\', '/');
    }

    /// <summary>All verified rows files of the spec, in the order of their names.</summary>
    public IReadOnlyList<string> AllVerifiedRows() => AllRows(Verified);

    /// <summary>All received rows files of the spec, in the order of their names.</summary>
    internal IReadOnlyList<string> AllReceivedRows() => AllRows(Received);

    private string Rows(string kind, SnapshotRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Path.Combine(Folder, stem + kind + rows.Sha256[..HashDigits] + RowsExtension);
    }

    // By name, not by pattern: another spec's name may hold this one's, and signs that patterns know.
    private List<string> AllRows(string kind) => Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder).Where(file => IsRows(Path.GetFileName(file), kind)).Order(StringComparer.Ordinal)]
        : [];

    private bool IsRows(string name, string kind) =>
        name.StartsWith(stem + kind, StringComparison.Ordinal)
        && name.EndsWith(RowsExtension, StringComparison.Ordinal)
        && name.Length == stem.Length + kind.Length + HashDigits + RowsExtension.Length
        && name.AsSpan(stem.Length + kind.Length, HashDigits).IndexOfAnyExcept(SnapshotHash.HexDigits) < 0;
}
