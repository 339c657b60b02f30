using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ModelSpecs.Engine.Caching;

/// <summary>Entries on disk under a key, safe for concurrent processes and for a kill at any moment.</summary>
/// <remarks>
/// An entry is the file <c>&lt;directory&gt;/&lt;kind&gt;/&lt;first two digits&gt;/&lt;key&gt;</c>: a header (<see cref="EntryHeader"/>) and the
/// content. It is written to a temporary file in the same folder and renamed, so that a reader sees all of it or nothing; what a killed
/// process left behind is removed once it is old. The time of last writing is the time of last use.
/// </remarks>
public sealed class CacheStore
{
    private readonly CacheSweep sweep;

    /// <summary>A cache in a folder, which is made when first written.</summary>
    /// <param name="directory">Folder of the cache.</param>
    /// <param name="sizeLimit">Most bytes kept; the entries longest unused go first.</param>
    public CacheStore(string directory, long sizeLimit)
    {
        Directory = Path.GetFullPath(directory);
        SizeLimit = sizeLimit;
        sweep = new CacheSweep(Directory, sizeLimit);
    }

    /// <summary>Folder of the cache.</summary>
    public string Directory { get; }

    /// <summary>Most bytes kept.</summary>
    public long SizeLimit { get; }

    /// <summary>What this process keeps of entries it has read; null: nothing.</summary>
    internal RunMemory? Memory { get; init; }

    /// <summary>Reads an entry of up to 2 GB. False where there is none, or where it is not whole (it is then removed).</summary>
    /// <param name="kind">Folder of the entry, e.g. <c>predictions</c>; letters and hyphens.</param>
    /// <param name="key">Hexadecimal hash of everything the content depends on, 16 to 128 digits.</param>
    /// <param name="read">Called with the content after its checksum was verified; the memory is valid during the call only.</param>
    public bool TryRead(string kind, string key, Action<ReadOnlyMemory<byte>> read)
    {
        byte[]? rented = null;
        try
        {
            var found = TryRead(
                kind,
                key,
                entry =>
                {
                    rented = ArrayPool<byte>.Shared.Rent(checked((int)entry.Remaining));
                    var content = rented.AsMemory(0, (int)entry.Remaining);
                    entry.Read(content.Span);
                    return content;
                },
                out var verified);
            if (found)
            {
                read(verified);
            }

            return found;
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    /// <summary>Reads an entry of any size straight into its final place. False where there is none, or where it is not whole.</summary>
    /// <param name="kind">Folder of the entry; letters and hyphens.</param>
    /// <param name="key">Hexadecimal hash of everything the content depends on.</param>
    /// <param name="read">Reads all of the content. The checksum is known only afterwards: what it makes is given back if that is right, and
    /// dropped if not, so it must have no other effect. It may throw <see cref="InvalidDataException"/> for a content it does not know.</param>
    /// <param name="value">What <paramref name="read"/> made.</param>
    public bool TryRead<T>(string kind, string key, Func<CacheReader, T> read, [MaybeNullWhen(false)] out T value)
    {
        var path = PathOf(kind, key);
        value = default;
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (EntryHeader.TryRead(file, out var header))
            {
                var reader = new CacheReader(file, EntryHeader.Size, header.Length);
                var made = read(reader);
                if (reader.Remaining == 0 && reader.Checksum() == header.Checksum)
                {
                    value = made;
                    Touch(path);
                    return true;
                }
            }
        }
        catch (InvalidDataException)
        {
            // Not whole, or written by another version: removed below.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        Remove(path);
        return false;
    }

    /// <summary>The same, from <see cref="Memory"/> where it was read before: for what nobody changes once it is made.</summary>
    /// <inheritdoc cref="TryRead{T}(string, string, Func{CacheReader, T}, out T)"/>
    internal bool TryRecall<T>(string kind, string key, Func<CacheReader, T> read, [MaybeNullWhen(false)] out T value)
        where T : class?
    {
        if (Memory is null)
        {
            return TryRead(kind, key, read, out value);
        }

        var place = (Directory, kind, key);
        if (Memory.TryGet(place, out value))
        {
            return true;
        }

        long bytes = 0;
        var found = TryRead(
            kind,
            key,
            entry =>
            {
                bytes = entry.Remaining;
                return read(entry);
            },
            out value);
        if (found)
        {
            Memory.Keep(place, value!, bytes);
        }

        return found;
    }

    /// <summary>Writes an entry. A full disk or a missing right is no error of the run: false.</summary>
    /// <param name="kind">Folder of the entry; letters and hyphens.</param>
    /// <param name="key">Hexadecimal hash of everything the content depends on.</param>
    /// <param name="write">Writes the content. What it throws, other than an error of the disk, reaches the caller; no entry is left then.</param>
    public bool TryWrite(string kind, string key, Action<Stream> write)
    {
        var path = PathOf(kind, key);
        string? temporary = null;
        try
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            temporary = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}-{Guid.NewGuid():N}{CacheSweep.TemporaryExtension}");
            long size;
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                using var content = new EntryStream(file);
                write(content);
                size = content.Complete();
            }

            File.Move(temporary, path, overwrite: true);
            temporary = null;
            sweep.Written(size);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        finally
        {
            if (temporary is not null)
            {
                Remove(temporary);
            }
        }
    }

    /// <summary>Whether an entry exists; its content is not looked at.</summary>
    public bool Contains(string kind, string key) => File.Exists(PathOf(kind, key));

    /// <summary>Path of an entry's file.</summary>
    internal string PathOf(string kind, string key)
    {
        if (!CacheSweep.IsKind(kind))
        {
            throw new ArgumentException($"'{kind}' is no kind of cache entry: letters and hyphens.", nameof(kind));
        }

        if (!CacheSweep.IsKey(key))
        {
            throw new ArgumentException($"'{key}' is no cache key: 16 to 128 lower-case hexadecimal digits.", nameof(key));
        }

        return Path.Combine(Directory, kind, key[..2], key);
    }

    private static void Touch(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Evicted by another process a moment ago, or a cache that may only be read: the content is in hand.
        }
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else's to remove; it is ignored as long as it stands.
        }
    }
}
