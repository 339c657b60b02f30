using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace ModelSpecs.Engine.Caching;

/// <summary>The first 64 bytes of an entry: mark, version, length and checksum of the content, checksum of these.</summary>
internal readonly record struct EntryHeader(long Length, Hash128 Checksum)
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
            || ReadHash(bytes[Covered..]) != FastHash.Of(bytes[..Covered]))
        {
            return false;
        }

        header = new EntryHeader(BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]), ReadHash(bytes[24..]));
        return header.Length >= 0 && RandomAccess.GetLength(file) == Size + header.Length;
    }

    /// <summary>Writes the header into 64 bytes.</summary>
    public void Write(Span<byte> bytes)
    {
        bytes.Clear();
        Mark.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], Length);
        WriteHash(bytes[24..], Checksum);
        WriteHash(bytes[Covered..], FastHash.Of(bytes[..Covered]));
    }

    private static Hash128 ReadHash(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes));

    private static void WriteHash(Span<byte> bytes, Hash128 hash)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, hash.Low);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], hash.High);
    }
}
