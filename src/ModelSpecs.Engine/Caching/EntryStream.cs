namespace ModelSpecs.Engine.Caching;

/// <summary>Writes the content of an entry behind its header, hashing it on the way.</summary>
internal sealed class EntryStream : Stream
{
    private const int BufferSize = 64 * 1024;

    private readonly FileStream file;
    private readonly byte[] buffer = new byte[BufferSize];
    private FastHash hash = new();
    private int buffered;
    private long length;

    public EntryStream(FileStream file)
    {
        this.file = file;
        file.Position = EntryHeader.Size;
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => length;

    public override long Position
    {
        get => length;
        set => throw new NotSupportedException();
    }

    /// <summary>Writes what is buffered and the header; the size of the file.</summary>
    public long Complete()
    {
        Flush();
        Span<byte> header = stackalloc byte[EntryHeader.Size];
        new EntryHeader(length, hash.Finish()).Write(header);
        file.Position = 0;
        file.Write(header);
        return EntryHeader.Size + length;
    }

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        length += bytes.Length;
        if (bytes.Length > buffer.Length - buffered)
        {
            Flush();
        }

        if (bytes.Length >= buffer.Length)
        {
            hash.Append(bytes);
            file.Write(bytes);
            return;
        }

        bytes.CopyTo(buffer.AsSpan(buffered));
        buffered += bytes.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void WriteByte(byte value) => Write([value]);

    public override void Flush()
    {
        hash.Append(buffer.AsSpan(0, buffered));
        file.Write(buffer.AsSpan(0, buffered));
        buffered = 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
