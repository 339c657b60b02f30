using System.Security.Cryptography;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Cli.Pinning;

/// <summary>A file of a spec that can be pinned.</summary>
/// <param name="Name">Its key: <c>golden</c> or <c>model</c>.</param>
/// <param name="File">The file as the spec names it.</param>
internal sealed record PinTarget(string Name, FileReference File)
{
    /// <summary>The files of a spec that take a pin.</summary>
    public static IReadOnlyList<PinTarget> Of(SuiteSpec suite) => suite.Model is { } model
        ? [new("model", model), new("golden", suite.Golden.File)]
        : [new("golden", suite.Golden.File)];

    /// <summary>Hash of the file's bytes as they are on disk, lower-case hexadecimal.</summary>
    /// <exception cref="SpecException">The file cannot be read, or is only a pointer to itself.</exception>
    public async Task<string> HashAsync(CancellationToken cancellationToken)
    {
        try
        {
            var stream = new FileStream(File.FullPath, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
            await using (stream.ConfigureAwait(false))
            {
                if (!stream.CanSeek)
                {
                    throw Unreadable("Found a pipe or a device; expected a file.");
                }

                if (await IsLfsPointerAsync(stream, cancellationToken).ConfigureAwait(false))
                {
                    throw Unreadable("Found a Git LFS pointer; expected the file itself. `git lfs pull` fetches it.");
                }

                return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable($"{OneLine.Escape(exception.Message)} Expected a file that can be read.");
        }
    }

    private SpecException Unreadable(string reason) => new(SpecDiagnostics.PinTargetUnreadable.At(File.Written.Span,
        $"The file of '{Name}' cannot be pinned: {OneLine.Quote(File.Written.Value)}. {reason}"));

    private static async Task<bool> IsLfsPointerAsync(FileStream stream, CancellationToken cancellationToken)
    {
        const int LargestPointer = 1024;
        if (stream.Length > LargestPointer)
        {
            return false;
        }

        var start = new byte["version https://git-lfs"u8.Length];
        var count = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        stream.Position = 0;
        return start.AsSpan(0, count).SequenceEqual("version https://git-lfs"u8);
    }
}
