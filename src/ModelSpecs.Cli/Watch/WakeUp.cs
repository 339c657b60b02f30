namespace ModelSpecs.Cli.Watch;

/// <summary>Why the watch looks again.</summary>
[Flags]
internal enum Wakes
{
    /// <summary>The time is up.</summary>
    None = 0,

    /// <summary>A file that a spec rests on may have changed.</summary>
    Files = 1,

    /// <summary>Specs may have come or gone, or more happened than could be told: everything is looked at.</summary>
    Folders = 2,

    /// <summary>Somebody asks for every spec again.</summary>
    All = 4,

    /// <summary>Somebody asks to end.</summary>
    Quit = 8,
}

/// <summary>What wakes a watch. It only ever says when to look: what has changed is found by looking, so that nothing is lost where a notification is.</summary>
internal abstract class WakeUp : IDisposable
{
    /// <summary>What a person should know of how it works; null: nothing.</summary>
    public virtual string? Notice => null;

    /// <summary>What to look at from now on.</summary>
    /// <param name="folders">Full paths of folders in which specs may come and go.</param>
    /// <param name="files">Full paths of files.</param>
    public abstract void Watch(IReadOnlyCollection<string> folders, IReadOnlyCollection<string> files);

    /// <summary>Waits for a reason.</summary>
    /// <param name="atMost">How long; null: as long as it takes.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public abstract Wakes Wait(TimeSpan? atMost, CancellationToken cancellationToken);

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the watching.</summary>
    protected abstract void Dispose(bool disposing);
}
