using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace ModelSpecs.Engine.Datasets.Files;

/// <summary>SHA-256 of a file, computed by a thread of its own while others parse.</summary>
internal sealed class FileDigest
{
    private const int Block = 256 * 1024;

    private readonly Thread thread;
    private string? hash;
    private Exception? failure;

    /// <summary>Begins to hash.</summary>
    public FileDigest(SafeFileHandle file, long length, DataProblems problems, CancellationToken cancellationToken)
    {
        // Not of the thread pool: its threads may all be waiting for this one.
        thread = new Thread(() =>
        {
            try
            {
                hash = Compute(file, length, problems, cancellationToken);
            }
#pragma warning disable CA1031 // Thrown where the hash is asked for.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failure = e;
            }
        })
        {
            IsBackground = true,
            Name = "ModelSpecs sha256",
        };
        thread.Start();
    }

    /// <summary>The hash, lower-case hexadecimal, once it is there.</summary>
    public string Wait()
    {
        thread.Join();
        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }

        return hash!;
    }

    /// <summary>Waits without asking for the hash: the file may be closed afterwards.</summary>
    public void Abandon() => thread.Join();

    private static string Compute(SafeFileHandle file, long length, DataProblems problems, CancellationToken cancellationToken)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Block];
        for (long offset = 0; offset < length; offset += Block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var block = buffer.AsSpan(0, (int)Math.Min(Block, length - offset));
            DataFile.Read(file, offset, block, problems);
            sha.AppendData(block);
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
