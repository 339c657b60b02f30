using System.Globalization;

namespace ModelSpecs.Results.Snapshots;

/// <summary>Reads and writes the files of a spec's snapshot so that at any moment there is the old one or the new one.</summary>
/// <remarks>Rows go first and on the disk, then the text that names them by a rename, which is the moment of the change; only then goes what nothing names any more.
/// Nothing here throws at a file that is wrong, missing or locked: the answer is a problem.</remarks>
public static class SnapshotStore
{
    private const int ReadAttempts = 20;
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromHours(1);

    /// <summary>The verified snapshot with its rows.</summary>
    public static SnapshotLoad ReadVerified(SnapshotPaths paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Read(paths, paths.VerifiedText, paths.VerifiedRows, rows => File.Exists(paths.ReceivedRows(rows))
            ? "Its text was taken over by hand, and its rows still lie under the received name. Run `modelspecs accept`, which moves them."
            : "Restore it from version control (is `*.rows` ignored there?), or accept anew.");
    }

    /// <summary>The received snapshot with its rows.</summary>
    public static SnapshotLoad ReadReceived(SnapshotPaths paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Read(paths, paths.ReceivedText, paths.ReceivedRows, _ => "Run the spec again.");
    }

    /// <summary>Writes what a run gave, for a person to accept.</summary>
    /// <param name="paths">Where.</param>
    /// <param name="document">The document; <see cref="SnapshotDocument.Outcomes"/> and <see cref="SnapshotDocument.Received"/> are filled in here.</param>
    /// <param name="rows">Its rows; null: none are kept.</param>
    /// <param name="received">What it was judged against.</param>
    /// <returns>The problem if it could not be written.</returns>
    public static DiagnosticResult? WriteReceived(SnapshotPaths paths, SnapshotDocument document, RowOutcomes? rows, SnapshotReceived received)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(received);
        var encoded = rows is null ? null : RowsFile.Write(rows);
        var text = SnapshotText.Write(document with { Outcomes = encoded?.Rows, Received = received });
        return Guard(paths, paths.ReceivedText, () =>
        {
            using var alone = SnapshotLock.Enter(paths);
            if (encoded is not null)
            {
                PutRows(paths.ReceivedRows(encoded.Rows), encoded.File, encoded.Rows);
            }

            AtomicFile.Write(paths.ReceivedText, stream => stream.Write(text));
            Remove(() => paths.AllReceivedRows().Where(file => encoded is null || file != paths.ReceivedRows(encoded.Rows)));
            RemoveAbandoned(paths);
        });
    }

    /// <summary>Writes a run's result as accepted, as <c>MODELSPECS_ACCEPT=1</c> asks; the caller has asked <see cref="SnapshotAcceptance"/>.</summary>
    /// <returns>The problem if it could not be written: then the old one stands.</returns>
    public static DiagnosticResult? WriteVerified(SnapshotPaths paths, SnapshotDocument document, RowOutcomes? rows)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(document);
        return Commit(paths, document, rows is null ? null : RowsFile.Write(rows));
    }

    /// <summary>Removes what an earlier run left, when the present one matches: first the text, so that it never names rows that are gone.</summary>
    /// <returns>The problem if it could not be removed.</returns>
    public static DiagnosticResult? RemoveReceived(SnapshotPaths paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Guard(paths, paths.ReceivedText, () =>
        {
            // Most runs match and have nothing to remove.
            if (!File.Exists(paths.ReceivedText) && paths.AllReceivedRows().Count == 0)
            {
                return;
            }

            using var alone = SnapshotLock.Enter(paths);
            File.Delete(paths.ReceivedText);
            foreach (var rows in paths.AllReceivedRows())
            {
                File.Delete(rows);
            }
        });
    }

    /// <summary>Puts a snapshot in the place of the verified one.</summary>
    /// <param name="paths">Where.</param>
    /// <param name="document">What it says.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="objection">Asked once nobody else can write: why not, after all.</param>
    internal static DiagnosticResult? Commit(SnapshotPaths paths, SnapshotDocument document, EncodedRows? rows, Func<DiagnosticResult?>? objection = null)
    {
        var text = SnapshotText.Write(document with { Outcomes = rows?.Rows, Received = null });
        DiagnosticResult? refused = null;
        return Guard(paths, paths.VerifiedText, () =>
        {
            using var alone = SnapshotLock.Enter(paths);
            refused = objection?.Invoke();
            if (refused is not null)
            {
                return;
            }

            if (rows is not null)
            {
                PutRows(paths.VerifiedRows(rows.Rows), rows.File, rows.Rows);
            }

            AtomicFile.Write(paths.VerifiedText, stream => stream.Write(text));

            // It is accepted already: what cannot be removed now goes the next time.
            Remove(() => [paths.ReceivedText, .. paths.AllReceivedRows()]);
            Remove(() => paths.AllVerifiedRows().Where(file => rows is null || file != paths.VerifiedRows(rows.Rows)));
            RemoveAbandoned(paths);
        }) ?? refused;
    }

    /// <summary>Hash of the verified text as <see cref="SnapshotLoad.TextHash"/> has it.</summary>
    internal static string? HashOfVerified(SnapshotPaths paths) =>
        ReadFile(paths.VerifiedText, SnapshotTextReader.MostBytes).Bytes is { Length: > 0 } bytes ? SnapshotHash.OfText(bytes) : null;

    /// <summary>The bytes of a file, or why there are none; both null: there is no such file.</summary>
    internal static (byte[]? Bytes, string? Reason) ReadFile(string file, long most)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            if (stream.Length > most)
            {
                return (null, string.Create(CultureInfo.InvariantCulture, $"Found {stream.Length >> 20} MiB; expected at most {most >> 20}."));
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return (bytes, null);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, SnapshotProblems.OneLine(exception.Message));
        }
    }

    private static SnapshotLoad Read(SnapshotPaths paths, string textFile, Func<SnapshotRows, string> rowsFile, Func<SnapshotRows, string> remedy)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (bytes, reason) = ReadFile(textFile, SnapshotTextReader.MostBytes);
            if (reason is not null)
            {
                return new SnapshotLoad { Problem = SnapshotProblems.At(SnapshotProblems.TextWrong, paths.Display(textFile), $"The snapshot cannot be read. {reason}") };
            }

            // Diff tools are handed an empty file where there is none to compare with.
            if (bytes is null || bytes.Length == 0)
            {
                return new SnapshotLoad();
            }

            var reading = SnapshotText.Read(bytes, paths.Display(textFile));
            var load = new SnapshotLoad { Document = reading.Document, TextHash = SnapshotHash.OfText(bytes), Problem = reading.Problem };
            if (reading.Document is not { Outcomes: { } rows })
            {
                return load;
            }

            var file = rowsFile(rows);
            var (content, rowsReason) = ReadFile(file, RowsFile.MostDecodedBytes);
            if (content is null && rowsReason is null && attempt < ReadAttempts && SnapshotHash.OfText(ReadFile(textFile, SnapshotTextReader.MostBytes).Bytes ?? []) != load.TextHash)
            {
                // Another process accepted in between: its text names other rows.
                continue;
            }

            return WithRows(load, rows, paths.Display(file), content, rowsReason, remedy);
        }
    }

    private static SnapshotLoad WithRows(SnapshotLoad load, SnapshotRows rows, string file, byte[]? content, string? reason, Func<SnapshotRows, string> remedy)
    {
        if (content is null)
        {
            return load with
            {
                Problem = reason is null
                    ? SnapshotProblems.At(SnapshotProblems.RowsMissing, file, $"The rows of the snapshot are missing. Found no such file; expected that which its text names. {remedy(rows)}")
                    : SnapshotProblems.At(SnapshotProblems.RowsDamaged, file, $"The rows of the snapshot cannot be read. {reason}"),
            };
        }

        var reading = RowsFile.Read(content, file);
        return reading.Problem is null && reading.Rows != rows
            ? load with
            {
                Problem = SnapshotProblems.At(SnapshotProblems.RowsDamaged, file, string.Create(CultureInfo.InvariantCulture,
                    $"The rows are not those that the snapshot names. Found {reading.Rows!.Count} rows with the hash {reading.Rows.Sha256}; expected {rows.Count} with {rows.Sha256}. Restore both files from version control, or accept anew.")),
            }
            : load with { Rows = reading.Outcomes, RowsFile = reading.Problem is null ? content : null, Problem = reading.Problem };
    }

    /// <summary>Writes rows under their name, which says their content: a file that has it already stays as it is.</summary>
    private static void PutRows(string file, byte[] content, SnapshotRows rows)
    {
        if (ReadFile(file, RowsFile.MostDecodedBytes).Bytes is { } there && RowsFile.Read(there, file).Rows == rows)
        {
            return;
        }

        AtomicFile.Write(file, stream => stream.Write(content));
    }

    private static DiagnosticResult? Guard(SnapshotPaths paths, string file, Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return SnapshotProblems.At(SnapshotProblems.NotWritable, paths.Display(file),
                $"The snapshot cannot be written. {SnapshotProblems.OneLine(exception.Message)} Expected a folder that may be written to; what was there before still stands.");
        }
    }

    private static void Remove(Func<IEnumerable<string>> files)
    {
        try
        {
            foreach (var file in files().ToList())
            {
                File.Delete(file);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A diff tool may still hold one. Nothing names it any more.
        }
    }

    /// <summary>Removes what a killed process left half-written. One that is writing now needs no hour for it.</summary>
    private static void RemoveAbandoned(SnapshotPaths paths)
    {
        var before = DateTime.UtcNow - AbandonedAfter;
        Remove(() => Directory.EnumerateFiles(paths.Folder).Where(file => IsTemporary(Path.GetFileName(file), paths.Stem) && File.GetLastWriteTimeUtc(file) < before));
    }

    private static bool IsTemporary(string name, string stem) => name.EndsWith(".tmp", StringComparison.Ordinal)
        && (name.StartsWith($".{stem}.verified.", StringComparison.Ordinal) || name.StartsWith($".{stem}.received.", StringComparison.Ordinal));
}

/// <summary>A snapshot from the disk. Without a file everything is null.</summary>
public sealed record SnapshotLoad
{
    /// <summary>What the text says; null: there is none, or it cannot be read.</summary>
    public SnapshotDocument? Document { get; init; }

    /// <summary>The rows that it names; null: it names none, or they cannot be read.</summary>
    public RowOutcomes? Rows { get; init; }

    /// <summary>Hash of the text as it is, readable or not; null: there is no text.</summary>
    public string? TextHash { get; init; }

    /// <summary>What is wrong; a run with such a snapshot judges nothing against it and fails.</summary>
    public DiagnosticResult? Problem { get; init; }

    /// <summary>Whether there is a text.</summary>
    public bool Exists => TextHash is not null || Problem is not null;

    /// <summary>Bytes of the rows file.</summary>
    internal byte[]? RowsFile { get; init; }
}
