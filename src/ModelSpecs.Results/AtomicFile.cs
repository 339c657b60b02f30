namespace ModelSpecs.Results;

/// <summary>Writes a file whole or not at all: beside it under a temporary name, then renamed over it.</summary>
public static class AtomicFile
{
    /// <summary>Replaces a file's content, following links and keeping its access rights; makes missing folders. A device or pipe is written to directly.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content; when it throws, the file is as it was.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The right to do so is missing.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var target = Prepare(path);
        if (IsDevice(target))
        {
            using var device = new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            write(device);
            return;
        }

        var temporary = TemporaryBeside(target);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                // On the disk before the name points to it: after a power cut the name has the old content or the new.
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows() && File.Exists(target))
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            }

            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Throws now what <see cref="Write"/> would throw after minutes of work; the file itself stays untouched.</summary>
    /// <param name="path">The file that will be written.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The right to do so is missing.</exception>
    public static void Probe(string path)
    {
        var target = Prepare(path);
        if (!IsDevice(target))
        {
            var temporary = TemporaryBeside(target);
            new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None).Dispose();
            File.Delete(temporary);
        }
    }

    private static string Prepare(string path)
    {
        var full = Path.GetFullPath(path);
        if (IsDevice(full))
        {
            return full;
        }

        var target = new FileInfo(full).LinkTarget is null ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
        if (Directory.Exists(target))
        {
            throw new IOException($"'{target}' is a folder.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        return target;
    }

    // /dev/stdout, /dev/fd/63 and the like: a rename would replace the device itself.
    private static bool IsDevice(string fullPath) => !OperatingSystem.IsWindows()
        && (fullPath.StartsWith("/dev/", StringComparison.Ordinal) || fullPath.StartsWith("/proc/", StringComparison.Ordinal));

    private static string TemporaryBeside(string target) =>
        Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
}
