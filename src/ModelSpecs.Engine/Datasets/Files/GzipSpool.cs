using System.Buffers;
using System.IO.Compression;
using Microsoft.Win32.SafeHandles;
using ModelSpecs.Spec.Diagnostics;

namespace ModelSpecs.Engine.Datasets.Files;

/// <summary>Unpacks gzip data into a temporary file that vanishes with the process, so that the unpacked text can be read at any place by several threads
/// without being held in memory.</summary>
internal static class GzipSpool
{
    private const int Block = 256 * 1024;

    /// <summary>The unpacked bytes.</summary>
    public static SafeFileHandle Unpack(SafeFileHandle stored, long maxBytes, long enough, DataProblems problems, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), $"modelspecs-{Guid.NewGuid():N}.tmp");
        var unpacked = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose);
        var buffer = ArrayPool<byte>.Shared.Rent(Block);
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                // Without a name, nothing is left behind even by a kill.
                File.Delete(path);
            }

            using var packed = new HandleStream(stored);
            using var gzip = new GZipStream(packed, CompressionMode.Decompress);
            long length = 0;
            for (int count; length < enough && (count = gzip.Read(buffer, 0, Block)) > 0; length += count)
            {
                cancellationToken.ThrowIfCancellationRequested();
                DataFile.CheckSize(length + count, maxBytes, problems);
                RandomAccess.Write(unpacked, buffer.AsSpan(0, count), length);
            }

            return unpacked;
        }
        catch (Exception e)
        {
            unpacked.Dispose();
            throw e switch
            {
                InvalidDataException => problems.Fatal(SpecDiagnostics.GzipInvalid, $"The gzip data is broken or cut short. {OneLine.Escape(e.Message)} Make the file anew."),
                IOException => problems.Fatal(SpecDiagnostics.DataFileUnreadable, $"The file cannot be unpacked to {Path.GetTempPath()}. {OneLine.Escape(e.Message)}"),
                _ => e,
            };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

/// <summary>A file handle as a stream; closing it leaves the handle open.</summary>
internal sealed class HandleStream(SafeFileHandle file) : Stream
{
    private readonly long length = RandomAccess.GetLength(file);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        var count = RandomAccess.Read(file, buffer, Position);
        Position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + (origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => Position,
        _ => length,
    });

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
