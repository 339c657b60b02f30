namespace ModelSpecs.Engine.Caching;

/// <summary>Entries on disk under a key, safe for concurrent processes and for a kill at any moment.</summary>
/// <param name="directory">Folder of the cache; made when first written.</param>
/// <param name="sizeLimit">Most bytes kept; the entries longest unused go first.</param>
public sealed class CacheStore(string directory, long sizeLimit)
{
    /// <summary>Folder of the cache.</summary>
    public string Directory { get; } = directory;

    /// <summary>Most bytes kept.</summary>
    public long SizeLimit { get; } = sizeLimit;

    /// <summary>Reads an entry. False where there is none, or where its checksum does not match (it is then ignored and removed).</summary>
    /// <param name="kind">Folder of the entry, e.g. <c>predictions</c>; letters and hyphens.</param>
    /// <param name="key">Hexadecimal hash of everything the content depends on.</param>
    /// <param name="read">Called with the content after its checksum was verified.</param>
    public bool TryRead(string kind, string key, Action<ReadOnlyMemory<byte>> read) => throw new NotSupportedException();

    /// <summary>Writes an entry: to a temporary file beside it, then renamed. A full disk or a missing right is no error of the run: false.</summary>
    public bool TryWrite(string kind, string key, Action<Stream> write) => throw new NotSupportedException();
}
