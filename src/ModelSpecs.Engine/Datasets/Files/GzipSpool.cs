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
    /// <param name="stored">The gzip data.</param>
    /// <param name="maxBytes">Most unpacked bytes.</param>
    /// <param name="enough">Bytes after which unpacking may stop.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
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

            // The library takes data that ends early for data that ends. So another gzip member follows the file's own: only where these were whole does
            // its content come out behind theirs.
            var mark = Guid.NewGuid().ToByteArray();
            using var packed = new JoinedStream(new HandleStream(stored), new MemoryStream(Pack(mark)));
            using var gzip = new GZipStream(packed, CompressionMode.Decompress);
            long length = 0;
            for (int count; (count = gzip.Read(buffer, 0, Block)) > 0; length += count)
            {
                cancellationToken.ThrowIfCancellationRequested();
                DataFile.CheckSize(length + count - mark.Length, maxBytes, problems);
                RandomAccess.Write(unpacked, buffer.AsSpan(0, count), length);
                if (length > enough)
                {
                    return unpacked;
                }
            }

            var end = buffer.AsSpan(0, mark.Length);
            if (length < mark.Length || RandomAccess.Read(unpacked, end, length - mark.Length) != mark.Length || !end.SequenceEqual(mark))
            {
                throw new InvalidDataException("The data ends before its end is marked, or other data follows.");
            }

            RandomAccess.SetLength(unpacked, length - mark.Length);
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

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
