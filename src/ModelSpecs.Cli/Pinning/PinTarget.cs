using System.Security.Cryptography;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Cli.Pinning;

/// <summary>A file of a spec that can be pinned.</summary>
/// <param name="Name">Its key: <c>golden</c> or <c>model</c>.</param>
/// <param name="File">The file as the spec names it.</param>
internal sealed record PinTarget(string Name, FileReference File)
{
    private const int BlockSize = 1 << 17;
    private const int LargestPointer = 1024;

    /// <summary>The files of a spec that take a pin.</summary>
    public static IReadOnlyList<PinTarget> Of(SuiteSpec suite) => suite.Model is { } model
        ? [new("model", model), new("golden", suite.Golden.File)]
        : [new("golden", suite.Golden.File)];

    /// <summary>Hash of the file's bytes as they are on disk, lower-case hexadecimal.</summary>
    /// <exception cref="SpecException">The file cannot be read, or is only a pointer to itself.</exception>
    public string Hash(CancellationToken cancellationToken)
    {
        try
        {
            using var stream = new FileStream(File.FullPath, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            if (!stream.CanSeek)
            {
                throw Unreadable("Found a pipe or a device; expected a file.");
            }

            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[BlockSize];
            for (int count, blocks = 0; (count = stream.ReadAtLeast(buffer, BlockSize, throwOnEndOfStream: false)) > 0; blocks++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (blocks == 0 && count <= LargestPointer && buffer.AsSpan(0, count).StartsWith("version https://git-lfs"u8))
                {
                    throw Unreadable("Found a Git LFS pointer; expected the file itself. `git lfs pull` fetches it.");
                }

                hash.AppendData(buffer, 0, count);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable($"{OneLine.Escape(exception.Message)} Expected a file that can be read.");
        }
    }

    private SpecException Unreadable(string reason) => new(SpecDiagnostics.PinTargetUnreadable.At(File.Written.Span,
        $"The file of '{Name}' cannot be pinned: {OneLine.Quote(File.Written.Value)}. {reason}"));
}
