namespace ModelSpecs.Cli.Watch;

/// <summary>What tells whether a file was written: never its content, which may be large and half there.</summary>
/// <param name="Exists">Whether there is a file or a folder.</param>
/// <param name="Length">Bytes; 0 of a folder.</param>
/// <param name="Written">Time of the last write in UTC.</param>
internal readonly record struct FileStamp(bool Exists, long Length, DateTime Written)
{
    /// <summary>Of a file that is not there.</summary>
    public static FileStamp Missing { get; }

    /// <summary>The stamp of a path now; of what a link leads to, as that is what is read.</summary>
    public static FileStamp Of(string path)
    {
        try
        {
            FileSystemInfo info = new FileInfo(path);
            if (info.LinkTarget is not null)
            {
                info = info.ResolveLinkTarget(returnFinalTarget: true) ?? info;
            }

            return info is FileInfo { Exists: true } file ? new FileStamp(true, file.Length, file.LastWriteTimeUtc)
                : Directory.Exists(path) ? new FileStamp(true, 0, Directory.GetLastWriteTimeUtc(path))
                : Missing;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Gone while it was looked at, or nothing that may be looked at: judging will say so.
            return Missing;
        }
    }
}
