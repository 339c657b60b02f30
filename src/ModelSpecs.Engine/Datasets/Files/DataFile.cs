using System.Text;
using Microsoft.Win32.SafeHandles;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Parsing;

namespace ModelSpecs.Engine.Datasets.Files;

/// <summary>An open data file: its bytes as stored, and (where it is compressed) as unpacked.</summary>
internal sealed class DataFile : IDisposable
{
    private const string LfsMark = "version https://git-lfs";

    private DataFile(SafeFileHandle stored, long storedLength, bool isGzip)
    {
        Stored = stored;
        StoredLength = storedLength;
        IsGzip = isGzip;
        Content = stored;
        Length = storedLength;
    }

    /// <summary>The file as stored.</summary>
    public SafeFileHandle Stored { get; }

    /// <summary>Its bytes.</summary>
    public long StoredLength { get; }

    /// <summary>Whether it is gzip-compressed.</summary>
    public bool IsGzip { get; }

    /// <summary>The unpacked bytes; the file itself where it is not compressed or not unpacked yet.</summary>
    public SafeFileHandle Content { get; private set; }

    /// <summary>Number of unpacked bytes.</summary>
    public long Length { get; private set; }

    /// <summary>The file's path below the root, as messages name it.</summary>
    public static string NameOf(FileReference file, string root) => OneLine.Escape(SpecPath.Relative(root, file.FullPath));

    /// <summary>Opens a file below the root.</summary>
    /// <exception cref="SpecException">It is missing, empty, a folder, a pointer, outside the root or unreadable.</exception>
    public static DataFile Open(FileReference file, string root, DataProblems problems)
    {
        if (Directory.Exists(file.FullPath))
        {
            throw problems.Fatal(SpecDiagnostics.DataFileIsFolder, "This is a folder. Expected a file; write the path of one file in it.");
        }

        if (!File.Exists(file.FullPath))
        {
            throw problems.Fatal(SpecDiagnostics.DataFileMissing, $"The file does not exist. Expected it at {OneLine.Escape(file.FullPath)}.{Neighbour(file.FullPath)}");
        }

        if (LinkGuard.LeavesRoot(root, file.FullPath))
        {
            throw problems.Fatal(
                SpecDiagnostics.DataFileLeavesRoot,
                $"A link leads out of the root. Found a file that is not below {OneLine.Escape(root)}; expected one that is. Copy it there, or move the root with --root or MODELSPECS_ROOT.");
        }

        SafeFileHandle? handle = null;
        try
        {
            // A pipe or a device has no length, and opening it could wait for ever.
            if (new FileInfo(file.FullPath).Length == 0)
            {
                throw problems.Fatal(SpecDiagnostics.DataFileEmpty, "The file is empty. Found 0 bytes; expected rows.");
            }

            handle = File.OpenHandle(file.FullPath, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            Span<byte> start = stackalloc byte[32];
            start = start[..RandomAccess.Read(handle, start, 0)];
            if (start.StartsWith(Encoding.ASCII.GetBytes(LfsMark)))
            {
                throw problems.Fatal(
                    SpecDiagnostics.DataFileIsLfsPointer,
                    "This is a Git LFS pointer, not the file it stands for. Run `git lfs pull` (in CI: check out with LFS switched on).");
            }

            var isGzip = start.StartsWith<byte>([0x1F, 0x8B]);
            if (!isGzip && file.FullPath.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            {
                throw problems.Fatal(SpecDiagnostics.GzipInvalid, "The name ends in .gz, but the content is not gzip-compressed. Rename the file or compress it.");
            }

            var opened = new DataFile(handle, RandomAccess.GetLength(handle), isGzip);
            handle = null;
            return opened;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw problems.Fatal(SpecDiagnostics.DataFileUnreadable, $"The file cannot be read. {OneLine.Escape(e.Message)}");
        }
        finally
        {
            handle?.Dispose();
        }
    }

    /// <summary>Unpacks a compressed file; does nothing to another. Checks the size.</summary>
    /// <param name="maxBytes">Largest size.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <param name="enough">Bytes after which unpacking may stop.</param>
    public void Unpack(long maxBytes, DataProblems problems, CancellationToken cancellationToken, long enough = long.MaxValue)
    {
        if (IsGzip && Content == Stored)
        {
            Content = GzipSpool.Unpack(Stored, maxBytes, enough, problems, cancellationToken);
            Length = RandomAccess.GetLength(Content);
            if (Length == 0)
            {
                throw problems.Fatal(SpecDiagnostics.DataFileEmpty, "The file is empty. Found 0 bytes after unpacking; expected rows.");
            }
        }

        CheckSize(Length, maxBytes, problems);
    }

    /// <summary>Reads exactly a part of the unpacked bytes.</summary>
    /// <exception cref="SpecException">The file has become shorter.</exception>
    public void Read(long offset, Span<byte> bytes, DataProblems problems) => Read(Content, offset, bytes, problems);

    /// <summary>Reads exactly a part of a file.</summary>
    public static void Read(SafeFileHandle file, long offset, Span<byte> bytes, DataProblems problems)
    {
        while (!bytes.IsEmpty)
        {
            int count;
            try
            {
                count = RandomAccess.Read(file, bytes, offset);
            }
            catch (IOException e)
            {
                throw problems.Fatal(SpecDiagnostics.DataFileUnreadable, $"The file cannot be read. {OneLine.Escape(e.Message)}");
            }

            if (count == 0)
            {
                throw Changed(problems);
            }

            bytes = bytes[count..];
            offset += count;
        }
    }

    /// <summary>The problem of a file that another process writes.</summary>
    public static SpecException Changed(DataProblems problems) => problems.Fatal(
        SpecDiagnostics.DataFileChanged, "The file changed while it was read. Found other bytes at a second look; expected a file that nobody writes. Run again when it is finished.");

    /// <inheritdoc />
    public void Dispose()
    {
        if (Content != Stored)
        {
            Content.Dispose();
        }

        Stored.Dispose();
    }

    internal static void CheckSize(long length, long maxBytes, DataProblems problems)
    {
        if (length > maxBytes)
        {
            throw problems.Fatal(
                SpecDiagnostics.DataFileTooLarge,
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The file is too large. Found more than {maxBytes:N0} bytes unpacked; expected at most that. Keep fewer rows or columns in it."));
        }
    }

    private static string Neighbour(string path)
    {
        try
        {
            var folder = Path.GetDirectoryName(path);
            return folder is not null && Directory.Exists(folder)
                ? Suggestion.DidYouMean(Path.GetFileName(path), Directory.EnumerateFiles(folder).Take(1000).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal))
                : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
