using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Cli.Watch;

/// <summary>Woken by the file system, by keys, and where asked or where there are no notifications by the clock.</summary>
internal sealed class FileWakeUp : WakeUp
{
    /// <summary>How often is looked where nobody tells.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    private const int BufferSize = 64 * 1024;

    private readonly Dictionary<(string Folder, bool Recursive), FileSystemWatcher> watchers = [];
    private readonly SemaphoreSlim signal = new(0, 1);
    private readonly Lock gate = new();
    private volatile HashSet<string> files = [];
    private volatile bool polls;
    private Wakes pending;
    private string? notice;

    /// <summary>A watch of nothing yet.</summary>
    /// <param name="poll">Whether to look by the clock alone.</param>
    /// <param name="readKey">Waits for a key; null: there is no keyboard.</param>
    public FileWakeUp(bool poll, Func<ConsoleKeyInfo>? readKey)
    {
        polls = poll;
        if (readKey is not null)
        {
            new Thread(() => ReadKeys(readKey)) { IsBackground = true, Name = "keys" }.Start();
        }
    }

    /// <inheritdoc />
    public override string? Notice => notice;

    /// <inheritdoc />
    public override void Watch(IReadOnlyCollection<string> folders, IReadOnlyCollection<string> files)
    {
        this.files = new HashSet<string>(files, StringComparer.Ordinal);
        if (polls)
        {
            return;
        }

        // A folder below another is watched with it; a file outside by its folder, or by the nearest one that is there.
        var wanted = folders.Where(Directory.Exists).Where(folder => !folders.Any(other => other != folder && SpecPath.IsBelow(other, folder))).Select(folder => (Folder: folder, Recursive: true)).ToHashSet();
        foreach (var file in files.Where(file => !wanted.Any(place => place.Recursive && SpecPath.IsBelow(place.Folder, file))).ToList())
        {
            var folder = Path.GetDirectoryName(file);
            while (folder is not null && !Directory.Exists(folder))
            {
                folder = Path.GetDirectoryName(folder);
            }

            if (folder is not null)
            {
                wanted.Add((folder, false));
            }
        }

        foreach (var gone in watchers.Keys.Where(place => !wanted.Contains(place)).ToList())
        {
            watchers.Remove(gone, out var watcher);
            watcher!.Dispose();
        }

        foreach (var place in wanted.Where(place => !watchers.ContainsKey(place)))
        {
            try
            {
                watchers[place] = Start(place.Folder, place.Recursive);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or PlatformNotSupportedException)
            {
                PollInstead(exception.Message);
                return;
            }
        }
    }

    /// <inheritdoc />
    public override Wakes Wait(TimeSpan? atMost, CancellationToken cancellationToken)
    {
        var polling = polls && (atMost is null || atMost > PollInterval);
        var told = signal.Wait(polling ? PollInterval : atMost ?? Timeout.InfiniteTimeSpan, cancellationToken);
        lock (gate)
        {
            var wakes = pending;
            pending = Wakes.None;
            return told || !polling ? wakes : wakes | Wakes.Files | Wakes.Folders;
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        foreach (var watcher in watchers.Values)
        {
            watcher.Dispose();
        }

        watchers.Clear();
    }

    private FileSystemWatcher Start(string folder, bool recursive)
    {
        var watcher = new FileSystemWatcher(folder)
        {
            IncludeSubdirectories = recursive,
            InternalBufferSize = BufferSize,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.CreationTime,
        };
        watcher.Changed += (_, e) => Tell(folder, e.FullPath, isNews: false);
        watcher.Created += (_, e) => Tell(folder, e.FullPath, isNews: true);
        watcher.Deleted += (_, e) => Tell(folder, e.FullPath, isNews: true);
        watcher.Renamed += (_, e) =>
        {
            Tell(folder, e.OldFullPath, isNews: true);
            Tell(folder, e.FullPath, isNews: true);
        };
        watcher.Error += (_, e) => Failed(e.GetException());
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    private void Tell(string folder, string path, bool isNews)
    {
        if (files.Contains(path))
        {
            Wake(isNews ? Wakes.Files | Wakes.Folders : Wakes.Files);
        }
        else if (isNews && !SpecFinder.IsLeftOut(folder, path))
        {
            Wake(Wakes.Folders);
        }
    }

    // More happened than the buffer holds: everything is looked at. Anything else means that no more will be told.
    internal void Failed(Exception exception)
    {
        if (exception is not InternalBufferOverflowException)
        {
            PollInstead(exception.Message);
        }

        Wake(Wakes.Files | Wakes.Folders);
    }

    private void PollInstead(string reason)
    {
        notice = $"The system does not tell of changes here ({reason}); files are looked at twice a second, as --poll does.";
        polls = true;
        Wake(Wakes.Files | Wakes.Folders);
    }

    private void ReadKeys(Func<ConsoleKeyInfo> readKey)
    {
        try
        {
            while (true)
            {
                var key = readKey();
                Wake(key.KeyChar is 'q' or 'Q' ? Wakes.Quit : key.Key == ConsoleKey.Enter || key.KeyChar is 'a' or 'A' ? Wakes.All : Wakes.None);
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            // The terminal is gone, and keys with it.
        }
    }

    private void Wake(Wakes why)
    {
        lock (gate)
        {
            pending |= why;
            if (pending != Wakes.None && signal.CurrentCount == 0)
            {
                signal.Release();
            }
        }
    }
}
