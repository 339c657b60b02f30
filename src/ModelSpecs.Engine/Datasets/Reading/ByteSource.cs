using Microsoft.Win32.SafeHandles;

namespace ModelSpecs.Engine.Datasets.Reading;

/// <summary>Bytes that several threads read at once, by position.</summary>
internal abstract class ByteSource : IDisposable
{
    /// <summary>Number of bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Fills the buffer from a position, up to the end.</summary>
    /// <returns>Bytes read.</returns>
    public abstract int Read(long position, Span<byte> buffer);

    /// <inheritdoc />
    public abstract void Dispose();
}

/// <summary>A file as it is.</summary>
internal sealed class FileSource(SafeFileHandle file) : ByteSource
{
    private readonly long length = RandomAccess.GetLength(file);

    /// <inheritdoc />
    public override long Length => length;

    /// <inheritdoc />
    public override int Read(long position, Span<byte> buffer)
    {
        var at = 0;
        while (at < buffer.Length)
        {
            var got = RandomAccess.Read(file, buffer[at..], position + at);
            if (got == 0)
            {
                break;
            }

            at += got;
        }

        return at;
    }

    /// <inheritdoc />
    public override void Dispose() => file.Dispose();
}

/// <summary>Bytes in memory, such as a decompressed file; blocks of 1 MB, so that no length has to be known beforehand.</summary>
internal sealed class MemorySource : ByteSource
{
    private const int BlockSize = 1 << 20;
    private readonly List<byte[]> blocks = [];
    private long length;

    /// <inheritdoc />
    public override long Length => length;

    /// <inheritdoc />
    public override void Dispose() => blocks.Clear();

    /// <summary>Reads a stream to its end; false where it holds more than the limit.</summary>
    public bool TryFill(Stream stream, long limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var block = new byte[BlockSize];
            var got = stream.ReadAtLeast(block, BlockSize, throwOnEndOfStream: false);
            length += got;
            blocks.Add(block);
            if (length > limit)
            {
                return false;
            }

            if (got < BlockSize)
            {
                return true;
            }
        }
    }

    /// <inheritdoc />
    public override int Read(long position, Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, Math.Max(0, length - position));
        for (var at = 0; at < count;)
        {
            var (block, offset) = ((int)((position + at) / BlockSize), (int)((position + at) % BlockSize));
            var part = Math.Min(count - at, BlockSize - offset);
            blocks[block].AsSpan(offset, part).CopyTo(buffer[at..]);
            at += part;
        }

        return count;
    }
}
