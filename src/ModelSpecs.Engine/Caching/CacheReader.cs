using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ModelSpecs.Engine.Caching;

/// <summary>The content of an entry, read once from start to end, straight into the caller's memory.</summary>
public sealed class CacheReader
{
    // Read and hashed piece by piece, so that the hash finds the bytes still in the processor's cache.
    private const int Piece = 256 * 1024;

    private readonly SafeFileHandle file;
    private long position;
    private FastHash hash = new();

    internal CacheReader(SafeFileHandle file, long position, long length)
    {
        this.file = file;
        this.position = position;
        Remaining = length;
    }

    /// <summary>Bytes not read yet.</summary>
    public long Remaining { get; private set; }

    /// <summary>Reads exactly as many values as the span holds.</summary>
    /// <exception cref="InvalidDataException">The entry is shorter.</exception>
    public void Read<T>(Span<T> values)
        where T : unmanaged => ReadBytes(MemoryMarshal.AsBytes(values));

    /// <summary>Reads exactly as many bytes as the span holds.</summary>
    /// <exception cref="InvalidDataException">The entry is shorter.</exception>
    public void ReadBytes(Span<byte> bytes)
    {
        Require(bytes.Length);
        while (!bytes.IsEmpty)
        {
            var wanted = bytes[..Math.Min(Piece, bytes.Length)];
            var count = RandomAccess.Read(file, wanted, position);
            if (count == 0)
            {
                throw new InvalidDataException("The entry was cut while it was read.");
            }

            hash.Append(wanted[..count]);
            position += count;
            Remaining -= count;
            bytes = bytes[count..];
        }
    }

    /// <summary>Reads one 32-bit integer.</summary>
    public int ReadInt32()
    {
        Span<byte> bytes = stackalloc byte[4];
        ReadBytes(bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }

    /// <summary>Reads one value.</summary>
    public T Read<T>()
        where T : unmanaged
    {
        T value = default;
        Read(MemoryMarshal.CreateSpan(ref value, 1));
        return value;
    }

    /// <summary>Reads an array of a known length.</summary>
    /// <exception cref="InvalidDataException">The entry is shorter: checked before anything is allocated.</exception>
    public T[] ReadArray<T>(int count)
        where T : unmanaged
    {
        Require((long)count * System.Runtime.CompilerServices.Unsafe.SizeOf<T>());
        var values = GC.AllocateUninitializedArray<T>(count);
        Read(values.AsSpan());
        return values;
    }

    internal Hash128 Checksum() => hash.Finish();

    private void Require(long bytes)
    {
        if (bytes < 0 || bytes > Remaining)
        {
            throw new InvalidDataException("The entry is shorter than its content says.");
        }
    }
}
