namespace ModelSpecs.Cli.Watch;

/// <summary>Waits until whoever writes has finished: editors cut a file to nothing and write it again, or put another in its place; a copy of a model takes seconds.</summary>
/// <param name="time">The clock.</param>
internal sealed class Settling(TimeProvider time)
{
    /// <summary>How long a text must have been left alone: longer than an editor pauses within one save, too short to be noticed.</summary>
    public static readonly TimeSpan OfText = TimeSpan.FromMilliseconds(40);

    /// <summary>The same of a file that is large: a copy may pause.</summary>
    public static readonly TimeSpan OfLarge = TimeSpan.FromMilliseconds(300);

    /// <summary>The same of a file that is empty or gone: most often the first half of a save.</summary>
    public static readonly TimeSpan OfNothing = TimeSpan.FromMilliseconds(400);

    private const int Large = 1 << 20;

    private Dictionary<string, FileStamp> last = [];
    private long since;

    /// <summary>How long still to wait; zero: nothing has moved for long enough.</summary>
    /// <param name="changed">Stamps of the files that are not as they were when they were judged.</param>
    public TimeSpan Observe(IReadOnlyDictionary<string, FileStamp> changed)
    {
        if (changed.Count != last.Count || changed.Any(file => !last.TryGetValue(file.Key, out var stamp) || stamp != file.Value))
        {
            last = new Dictionary<string, FileStamp>(changed, StringComparer.Ordinal);
            since = time.GetTimestamp();
        }

        var needed = changed.Count == 0 ? TimeSpan.Zero : changed.Values.Max(QuietOf);
        var left = needed - time.GetElapsedTime(since);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Forgets what was seen: the next change begins anew.</summary>
    public void Reset() => last = [];

    private static TimeSpan QuietOf(FileStamp stamp) => !stamp.Exists || stamp.Length == 0 ? OfNothing : stamp.Length >= Large ? OfLarge : OfText;
}
