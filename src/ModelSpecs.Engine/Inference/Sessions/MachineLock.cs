namespace ModelSpecs.Engine.Inference.Sessions;

/// <summary>Keeps processes of one user that take times from doing so at the same moment: a locked file in the folder for temporary ones, which the system unlocks when its process ends.</summary>
internal static class MachineLock
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>The file of this user.</summary>
    public static string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"modelspecs-latency-{string.Concat(Environment.UserName.Split(System.IO.Path.GetInvalidFileNameChars()))}.lock");

    /// <summary>Waits for the lock.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The lock; null where there can be none here, or where another process has kept it for five minutes: then times are taken without it.</returns>
    public static async Task<IDisposable?> TakeAsync(string path, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; waited < Longest; waited += BetweenTries)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException)
            {
                return null;
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(BetweenTries, cancellationToken).ConfigureAwait(false);
            }
            catch (IOException)
            {
                return null;
            }
        }

        return null;
    }
}
