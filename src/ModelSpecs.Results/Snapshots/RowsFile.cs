using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;

namespace ModelSpecs.Results.Snapshots;

/// <summary>The compact file of per-row outcomes: columns, each compressed by itself, under a hash of what they decode to.</summary>
/// <remarks>Layout, little-endian: mark (8 bytes), version (u16), columns (u16), hash (32 bytes); per column: id (u8), decoded length (u32), stored length (u32), Brotli
/// data. The hash is of the version and each column's id, length and decoded bytes: another Brotli may store the same content in other bytes, under the same name.</remarks>
public static class RowsFile
{
    internal const int Version = 1;
    internal const int MostRows = 100_000_000;
    internal const long MostDecodedBytes = 1L << 30;
    private const int MostColumns = 32;
    private const int HeadBytes = 44;
    private const int ColumnHeadBytes = 9;

    // Bits and levels: small. Texts and numbers of a million rows, which 9 takes twenty seconds for where they hardly compress, and 5 one.
    private const int Quality = 9;
    private const int LargeQuality = 5;
    private const int LargeBytes = 2 << 20;
    private const int Window = 22;

    // As in PNG: a checkout that changes line ends, or a transfer that cuts the eighth bit, breaks the mark and is told apart from other damage.
    private static ReadOnlySpan<byte> Mark => [0x89, (byte)'M', (byte)'S', (byte)'R', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>The file's bytes; they depend on the outcomes and the library's Brotli alone.</summary>
    public static EncodedRows Write(RowOutcomes outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        var columns = RowColumns.Of(outcomes);
        var hash = HashOf(columns);
        using var file = new MemoryStream();
        Span<byte> head = stackalloc byte[HeadBytes];
        Mark.CopyTo(head);
        BinaryPrimitives.WriteUInt16LittleEndian(head[8..], Version);
        BinaryPrimitives.WriteUInt16LittleEndian(head[10..], (ushort)columns.Count);
        hash.CopyTo(head[12..]);
        file.Write(head);
        Span<byte> columnHead = stackalloc byte[ColumnHeadBytes];
        foreach (var (id, bytes) in columns)
        {
            var stored = Compress(bytes);
            columnHead[0] = id;
            BinaryPrimitives.WriteUInt32LittleEndian(columnHead[1..], (uint)bytes.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(columnHead[5..], (uint)stored.Length);
            file.Write(columnHead);
            file.Write(stored);
        }

        return new EncodedRows(file.ToArray(), new SnapshotRows(Convert.ToHexStringLower(hash), outcomes.Count));
    }

    /// <summary>Reads a file; whatever its bytes are, the answer is outcomes or a problem.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its name in messages.</param>
    public static RowsReading Read(ReadOnlySpan<byte> bytes, string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            var (columns, hash) = Columns(bytes);
            if (!HashOf(columns).AsSpan().SequenceEqual(hash))
            {
                throw new RowsFormatException("Its content is not what its checksum says.");
            }

            var outcomes = RowColumns.Read(columns);
            return new RowsReading(outcomes, new SnapshotRows(Convert.ToHexStringLower(hash), outcomes.Count), null);
        }
        catch (RowsFormatException exception)
        {
            return new RowsReading(null, null, SnapshotProblems.At(SnapshotProblems.RowsDamaged, file,
                $"The rows of the snapshot cannot be read. {exception.Message} Restore the file from version control, or accept anew."));
        }
    }

    private static (List<(byte Id, byte[] Bytes)> Columns, byte[] Hash) Columns(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Mark))
        {
            throw new RowsFormatException(bytes.StartsWith(Mark[..4])
                ? "Its line ends were changed on the way: mark it as binary (`*.rows binary` in .gitattributes)."
                : bytes.StartsWith("version https://git-lfs"u8) ? "It is a Git LFS pointer: fetch the file itself (`git lfs pull`)."
                : "It is no rows file.");
        }

        if (bytes.Length < HeadBytes)
        {
            throw CutOff();
        }

        var version = BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]);
        if (version is 0 or > Version)
        {
            throw new RowsFormatException(string.Create(CultureInfo.InvariantCulture, $"Found version {version}; expected at most {Version}, a newer ModelSpecs wrote it."));
        }

        var count = BinaryPrimitives.ReadUInt16LittleEndian(bytes[10..]);
        if (count > MostColumns)
        {
            throw new RowsFormatException(string.Create(CultureInfo.InvariantCulture, $"Found {count} columns; expected at most {MostColumns}."));
        }

        var hash = bytes.Slice(12, 32).ToArray();
        bytes = bytes[HeadBytes..];
        var columns = new List<(byte, byte[])>(count);
        var total = 0L;
        for (var i = 0; i < count; i++)
        {
            if (bytes.Length < ColumnHeadBytes)
            {
                throw CutOff();
            }

            var id = bytes[0];
            var decoded = BinaryPrimitives.ReadUInt32LittleEndian(bytes[1..]);
            var stored = BinaryPrimitives.ReadUInt32LittleEndian(bytes[5..]);
            bytes = bytes[ColumnHeadBytes..];
            total += decoded;
            if (total > MostDecodedBytes)
            {
                throw new RowsFormatException(string.Create(CultureInfo.InvariantCulture, $"It decodes to more than {MostDecodedBytes >> 20} MiB, which is the limit."));
            }

            if (stored > bytes.Length)
            {
                throw CutOff();
            }

            columns.Add((id, Expand(bytes[..(int)stored], (int)decoded)));
            bytes = bytes[(int)stored..];
        }

        return bytes.IsEmpty ? (columns, hash) : throw new RowsFormatException("Something follows its end.");
    }

    private static byte[] Compress(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return [];
        }

        var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, buffer, out var written, bytes.Length > LargeBytes ? LargeQuality : Quality, Window)
            ? buffer[..written]
            : throw new InvalidOperationException("Brotli did not find room in a buffer of its own largest length.");
    }

    /// <summary>Expands piece by piece: what a hostile head claims is not allocated before the data is there.</summary>
    private static byte[] Expand(ReadOnlySpan<byte> stored, int decoded)
    {
        if (decoded == 0)
        {
            return stored.IsEmpty ? [] : throw Damaged();
        }

        using var decoder = new BrotliDecoder();
        var bytes = new byte[Math.Min(decoded, 1 << 20)];
        var written = 0;
        while (true)
        {
            var status = decoder.Decompress(stored, bytes.AsSpan(written), out var consumed, out var made);
            stored = stored[consumed..];
            written += made;
            if (status == System.Buffers.OperationStatus.Done)
            {
                return written == decoded && stored.IsEmpty ? bytes : throw Damaged();
            }

            if (status != System.Buffers.OperationStatus.DestinationTooSmall || bytes.Length >= decoded)
            {
                throw Damaged();
            }

            Array.Resize(ref bytes, (int)Math.Min(decoded, bytes.LongLength * 2));
        }
    }

    private static byte[] HashOf(List<(byte Id, byte[] Bytes)> columns)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> head = stackalloc byte[5];
        BinaryPrimitives.WriteUInt16LittleEndian(head, Version);
        hash.AppendData(head[..2]);
        foreach (var (id, bytes) in columns)
        {
            head[0] = id;
            BinaryPrimitives.WriteUInt32LittleEndian(head[1..], (uint)bytes.Length);
            hash.AppendData(head);
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }

    private static RowsFormatException CutOff() => new("It is cut off.");

    private static RowsFormatException Damaged() => new("A column of it is damaged.");
}

/// <summary>A rows file in memory.</summary>
/// <param name="File">Its bytes.</param>
/// <param name="Rows">What the text says of it.</param>
public sealed record EncodedRows(byte[] File, SnapshotRows Rows);

/// <summary>A rows file that was read: the outcomes, or what is wrong with it.</summary>
/// <param name="Outcomes">The rows; null where there is a problem.</param>
/// <param name="Rows">Hash of the content and number of rows; null where there is a problem.</param>
/// <param name="Problem">What is wrong.</param>
public sealed record RowsReading(RowOutcomes? Outcomes, SnapshotRows? Rows, DiagnosticResult? Problem);

/// <summary>A rows file is not one.</summary>
internal sealed class RowsFormatException(string message) : Exception(message);
