using Microsoft.Win32.SafeHandles;

namespace ModelSpecs.Engine.Datasets.Files;

/// <summary>A stream that is only read.</summary>
internal abstract class ReadStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>A file handle as a stream; closing it leaves the handle open.</summary>
internal sealed class HandleStream(SafeFileHandle file) : ReadStream
{
    private readonly long length = RandomAccess.GetLength(file);

    public override bool CanSeek => true;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        var count = RandomAccess.Read(file, buffer, Position);
        Position += count;
        return count;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + (origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => Position,
        _ => length,
    });
}

/// <summary>One stream after another.</summary>
internal sealed class JoinedStream(Stream first, Stream second) : ReadStream
{
    private bool isSecond;

    public override int Read(Span<byte> buffer)
    {
        if (!isSecond)
        {
            var count = first.Read(buffer);
            if (count > 0 || buffer.IsEmpty)
            {
                return count;
            }

            isSecond = true;
        }

        return second.Read(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            first.Dispose();
            second.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>Checks the CRC-32 (ISO 3309) of what is read, at its end; the library does so neither for stored nor for deflated entries of a zip.</summary>
internal sealed class ChecksumStream(Stream inner, uint expected) : ReadStream
{
    private static readonly uint[] Table = MakeTable();

    private uint crc = uint.MaxValue;

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        if (count == 0 && !buffer.IsEmpty && ~crc != expected)
        {
            throw new InvalidDataException("The checksum of an entry does not match.");
        }

        crc = Update(crc, buffer[..count]);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    // Eight bytes a step, each with its own table of 256.
    private static uint Update(uint crc, ReadOnlySpan<byte> bytes)
    {
        var table = Table;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            crc ^= bytes[0] | ((uint)bytes[1] << 8) | ((uint)bytes[2] << 16) | ((uint)bytes[3] << 24);
            crc = table[0x700 + (int)(crc & 0xFF)] ^ table[0x600 + (int)((crc >> 8) & 0xFF)] ^ table[0x500 + (int)((crc >> 16) & 0xFF)] ^ table[0x400 + (int)(crc >> 24)]
                ^ table[0x300 + bytes[4]] ^ table[0x200 + bytes[5]] ^ table[0x100 + bytes[6]] ^ table[bytes[7]];
        }

        foreach (var value in bytes)
        {
            crc = table[(int)((crc ^ value) & 0xFF)] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[8 * 256];
        for (var i = 0; i < table.Length; i++)
        {
            var value = i < 256 ? (uint)i : table[i - 256];
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}
