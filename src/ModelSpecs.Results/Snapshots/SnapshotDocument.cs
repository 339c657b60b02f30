namespace ModelSpecs.Results.Snapshots;

/// <summary>What a spec's snapshot says, as <c>loan.verified.json</c> holds it (docs/snapshots.md). It has no timing and nothing of the machine.</summary>
/// <remarks>Numbers are kept to <see cref="SnapshotNumber.Digits"/> significant digits: what is read back equals what was written, rounded.</remarks>
public sealed record SnapshotDocument
{
    /// <summary>The version of the text that this program writes, and the newest it reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Version of the text.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Name and version of the program that made it.</summary>
    public required string Tool { get; init; }

    /// <summary>Name of the suite.</summary>
    public required string Name { get; init; }

    /// <summary>The spec: path below the root with forward slashes, and <see cref="SnapshotHash.OfTexts"/> of its text.</summary>
    public required SnapshotFile Spec { get; init; }

    /// <summary>binary, multiclass, regression, …: as in <see cref="SuiteResult.Task"/>.</summary>
    public required string Task { get; init; }

    /// <summary>The model; null where the golden set carries predictions.</summary>
    public SnapshotFile? Model { get; init; }

    /// <summary>The golden set.</summary>
    public required SnapshotFile Golden { get; init; }

    /// <summary>What ran the model, with its version; null where no model was run.</summary>
    public string? Runtime { get; init; }

    /// <summary>Class names in score order; empty for a task without.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>The positive class of a binary task.</summary>
    public string? Positive { get; init; }

    /// <summary>Operating point of a binary task.</summary>
    public double? Threshold { get; init; }

    /// <summary>Rows judged.</summary>
    public required int Rows { get; init; }

    /// <summary>The per-row outcomes beside it; null where none were kept. <see cref="SnapshotStore"/> fills it in.</summary>
    public SnapshotRows? Outcomes { get; init; }

    /// <summary>Only in a received text: what it was judged against.</summary>
    public SnapshotReceived? Received { get; init; }

    /// <summary>The bounds in force, in the spec's order: one line a check.</summary>
    public IReadOnlyList<SnapshotBound> Bounds { get; init; } = [];

    /// <summary>The whole set first, then slices in the spec's order, a group's values in order.</summary>
    public required IReadOnlyList<SnapshotSlice> Slices { get; init; }
}

/// <summary>A file that the values rest on.</summary>
/// <param name="Path">Below the root, forward slashes.</param>
/// <param name="Sha256">64 hexadecimal digits in lower case, without a prefix.</param>
public sealed record SnapshotFile(string Path, string Sha256)
{
    /// <summary>From a result's file, whose hash says <c>sha256:…</c>; null where it has no hash.</summary>
    public static SnapshotFile? Of(FileResult? file)
    {
        const string Prefix = "sha256:";
        return file?.Hash is { } hash
            ? new SnapshotFile(file.Path, hash.StartsWith(Prefix, StringComparison.Ordinal) ? hash[Prefix.Length..] : hash)
            : null;
    }
}

/// <summary>Names the rows file: <c>loan.verified.&lt;first 12 digits&gt;.rows</c>.</summary>
/// <param name="Sha256">Hash of its decoded content, 64 hexadecimal digits.</param>
/// <param name="Count">Rows in it.</param>
public sealed record SnapshotRows(string Sha256, int Count);

/// <summary>Where a received text comes from, so that an old one is not accepted after the verified one changed.</summary>
/// <param name="Against"><see cref="SnapshotHash.OfText"/> of the verified text that it was judged against; null: there was none.</param>
/// <param name="Partial">Whether only a part of the checks was asked for.</param>
public sealed record SnapshotReceived(string? Against, bool Partial);

/// <summary>A check's bound in force.</summary>
/// <param name="Check">The check's identity.</param>
/// <param name="Bound">As written, e.g. <c>&gt;= 0.70</c>.</param>
public sealed record SnapshotBound(string Check, string Bound);

/// <summary>A slice, or one group of it: one line of the text.</summary>
public sealed record SnapshotSlice
{
    /// <summary>Name of the slice; <see cref="SliceResult.Overall"/> for the whole set.</summary>
    public required string Slice { get; init; }

    /// <summary>Value of a group; null for the whole and for predicates.</summary>
    public string? Group { get; init; }

    /// <summary>Rows.</summary>
    public required int N { get; init; }

    /// <summary>Metrics in the order they were asked for; names do not repeat.</summary>
    public required IReadOnlyList<SnapshotMetric> Metrics { get; init; }

    /// <summary>For people: <c>country = DE</c>.</summary>
    public string Label => Group is null ? Slice : $"{Slice} = {Group}";
}

/// <summary>A measured metric.</summary>
/// <param name="Metric">Display name, parameters included.</param>
/// <param name="Value">Value; null: undefined.</param>
/// <param name="Low">Lower end of its interval; null: none.</param>
/// <param name="High">Upper end.</param>
/// <param name="Rows">Rows it rests on.</param>
public sealed record SnapshotMetric(string Metric, double? Value, double? Low, double? High, long Rows)
{
    /// <summary>Whether two runs on one machine give two values, as of a time against another: written with a mark before it, to <see cref="SnapshotNumber.NoisyDigits"/> digits, and never a
    /// difference by itself.</summary>
    public bool IsNoisy { get; init; }
}
