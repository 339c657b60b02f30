namespace ModelSpecs.Engine.Caching;

/// <summary>Keeps a cache below its limit: looks through the folder now and then, removes what was longest unused and what killed processes left.</summary>
internal sealed class CacheSweep(string directory, long sizeLimit)
{
    /// <summary>Ending of files not yet renamed.</summary>
    public const string TemporaryExtension = ".tmp";

    /// <summary>Age at which a temporary file is no longer being written by anyone.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromHours(6);

    // A sweep frees a tenth more than it must, so that a full cache is not swept at every write.
    private const double KeptShare = 0.9;

    private readonly Lock sweeping = new();
    private long writtenSinceSweep = long.MaxValue / 2;

    /// <summary>Whether a text can be a kind: letters and hyphens, so that it is one folder and no path.</summary>
    public static bool IsKind(string text) => text.Length is > 0 and <= 64 && IsAll(text, c => char.IsAsciiLetter(c) || c == '-');

    /// <summary>Whether a text can be a key.</summary>
    public static bool IsKey(string text) => text.Length is >= 16 and <= 128 && IsAll(text, char.IsAsciiHexDigitLower);

    /// <summary>Counts what was written; sweeps after the first write of the process and then after each sixteenth of the limit.</summary>
    public void Written(long bytes)
    {
        if (Interlocked.Add(ref writtenSinceSweep, bytes) <= sizeLimit / 16 || !sweeping.TryEnter())
        {
            return;
        }

        try
        {
            Interlocked.Exchange(ref writtenSinceSweep, 0);
            Sweep(DateTime.UtcNow);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process sweeps at the same time, or the folder is gone.
        }
        finally
        {
            sweeping.Exit();
        }
    }

    /// <summary>Removes stale temporary files, then the entries longest unused until the rest fits.</summary>
    public void Sweep(DateTime now)
    {
        var entries = new List<FileInfo>();
        long total = 0;
        foreach (var file in Files())
        {
            try
            {
                if (IsKey(file.Name))
                {
                    total += file.Length;
                    entries.Add(file);
                }
                else if (IsTemporary(file.Name) && now - file.LastWriteTimeUtc > StaleAfter)
                {
                    file.Delete();
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Vanished between listing and looking.
            }
        }

        if (total <= sizeLimit)
        {
            return;
        }

        entries.Sort((a, b) =>
        {
            var byUse = a.LastWriteTimeUtc.CompareTo(b.LastWriteTimeUtc);
            return byUse != 0 ? byUse : string.CompareOrdinal(a.Name, b.Name);
        });
        var kept = (long)(sizeLimit * KeptShare);
        foreach (var file in entries)
        {
            if (total <= kept)
            {
                return;
            }

            total -= file.Length;
            try
            {
                file.Delete();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // In use on a system that forbids removing then, or not ours: it stays.
            }
        }
    }

    private static bool IsAll(string text, Func<char, bool> allowed)
    {
        foreach (var character in text)
        {
            if (!allowed(character))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsTemporary(string name) =>
        name.EndsWith(TemporaryExtension, StringComparison.Ordinal) && name.IndexOf('.', StringComparison.Ordinal) is var dot && IsKey(name[..dot]);

    /// <summary>Files that lie where entries lie; anything else in the folder is somebody else's and never touched. Links are not followed.</summary>
    private IEnumerable<FileInfo> Files()
    {
        var options = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var kind in new DirectoryInfo(directory).EnumerateDirectories("*", options).Where(d => IsKind(d.Name)))
        {
            foreach (var prefix in kind.EnumerateDirectories("*", options).Where(d => d.Name.Length == 2 && IsAll(d.Name, char.IsAsciiHexDigitLower)))
            {
                foreach (var file in prefix.EnumerateFiles("*", options))
                {
                    yield return file;
                }
            }
        }
    }
}
