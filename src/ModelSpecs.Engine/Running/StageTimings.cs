using System.Diagnostics;

namespace ModelSpecs.Engine.Running;

/// <summary>Seconds by stage, in the order run.</summary>
internal sealed class StageTimings
{
    private readonly Dictionary<string, double> seconds = new(StringComparer.Ordinal);

    /// <summary>The stages so far.</summary>
    public IReadOnlyDictionary<string, double> Seconds => seconds;

    /// <summary>Times a stage.</summary>
    public T Measure<T>(string stage, Func<T> work)
    {
        var started = Stopwatch.GetTimestamp();
        var result = work();
        Add(stage, started);
        return result;
    }

    /// <summary>Adds a stage that began at a timestamp.</summary>
    public void Add(string stage, long started) => seconds[stage] = Stopwatch.GetElapsedTime(started).TotalSeconds;
}
