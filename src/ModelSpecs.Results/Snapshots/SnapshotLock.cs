using System.Security.Cryptography;
using System.Text;

namespace ModelSpecs.Results.Snapshots;

/// <summary>Keeps two processes from writing one spec's snapshot at once, such as the tests of one project for two frameworks: what one is about to name, the
/// other would remove as named by nothing.</summary>
/// <remarks>The lock is the system's, on a file in the temporary folder: it ends with the process, however that ends, and leaves nothing beside the spec.
/// A lock file cannot be removed without a moment in which two hold it, so there are 256 of them for all specs of a machine and not one a spec: that two specs
/// share one costs a short wait.</remarks>
internal sealed class SnapshotLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly FileStream? stream;

    private SnapshotLock(FileStream? stream) => this.stream = stream;

    /// <summary>Waits for it.</summary>
    /// <exception cref="IOException">Another process has held it all the time.</exception>
    public static SnapshotLock Enter(SnapshotPaths paths) => Enter(paths, Patience);

    internal static SnapshotLock Enter(SnapshotPaths paths, TimeSpan patience)
    {
        var file = FileOf(paths);
        for (var started = Environment.TickCount64; ;)
        {
            try
            {
                return new SnapshotLock(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
            }
            catch (UnauthorizedAccessException)
            {
                // Another user's file in a temporary folder that is shared: nothing to wait for. The order of writing alone still keeps a kill harmless.
                return new SnapshotLock(null);
            }
            catch (DirectoryNotFoundException)
            {
                return new SnapshotLock(null);
            }
            catch (IOException) when (Environment.TickCount64 - started < patience.TotalMilliseconds)
            {
                Thread.Sleep(10);
            }
            catch (IOException exception)
            {
                throw new IOException($"Another process is writing it ({exception.Message})", exception);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => stream?.Dispose();

    internal static string FileOf(SnapshotPaths paths) => Path.Combine(Path.GetTempPath(),
        $"modelspecs-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(paths.VerifiedText)))[..2]}.lock");
}
