using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace ModelSpecs.Engine.Caching;

/// <summary>The first 64 bytes of an entry: mark, version, length and checksum of the content, checksum of these.</summary>
internal readonly record struct EntryHeader(long Length, UInt128 Checksum)
{
    /// <summary>Bytes before the content.</summary>
    public const int Size = 64;

    private const int Version = 1;
    private const int Covered = 48;

    private static ReadOnlySpan<byte> Mark => "MSPECENT"u8;

    /// <summary>Reads the header; false where it is not whole, of another version, or does not fit the file's length.</summary>
    public static bool TryRead(SafeFileHandle file, out EntryHeader header)
    {
        header = default;
        Span<byte> bytes = stackalloc byte[Size];
        if (RandomAccess.Read(file, bytes, 0) != Size || !bytes[..8].SequenceEqual(Mark)
            || BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) != Version
            || BinaryPrimitives.ReadUInt128LittleEndian(bytes[Covered..]) != FastHash.Of(bytes[..Covered]))
        {
            return false;
        }

        header = new EntryHeader(BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]), BinaryPrimitives.ReadUInt128LittleEndian(bytes[24..]));
        return header.Length >= 0 && RandomAccess.GetLength(file) == Size + header.Length;
    }

    /// <summary>Writes the header into 64 bytes.</summary>
    public void Write(Span<byte> bytes)
    {
        bytes.Clear();
        Mark.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], Length);
        BinaryPrimitives.WriteUInt128LittleEndian(bytes[24..], Checksum);
        BinaryPrimitives.WriteUInt128LittleEndian(bytes[Covered..], FastHash.Of(bytes[..Covered]));
    }
}
