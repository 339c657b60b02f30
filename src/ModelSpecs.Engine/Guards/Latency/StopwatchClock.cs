using System.Diagnostics;

namespace ModelSpecs.Engine.Guards.Latency;

/// <summary>The machine's clock.</summary>
internal sealed class StopwatchClock : ILatencyClock
{
    private const int Steps = 200;

    // Sleeping ends up to two milliseconds late; for the rest the processor is kept.
    private static readonly long LongestSpin = Stopwatch.Frequency / 500;

    private StopwatchClock() => Step = MeasureStep();

    /// <summary>The clock.</summary>
    public static StopwatchClock Instance { get; } = new();

    /// <inheritdoc />
    public long Now => Stopwatch.GetTimestamp();

    /// <inheritdoc />
    public long PerSecond => Stopwatch.Frequency;

    /// <inheritdoc />
    public double Step { get; }

    /// <inheritdoc />
    public int Collections => GC.CollectionCount(0);

    /// <inheritdoc />
    public void WaitUntil(long ticks, CancellationToken cancellationToken)
    {
        while (true)
        {
            var left = ticks - Now;
            if (left <= 0)
            {
                return;
            }

            if (left > LongestSpin)
            {
                cancellationToken.WaitHandle.WaitOne(TimeSpan.FromSeconds((left - LongestSpin) / (double)PerSecond));
                cancellationToken.ThrowIfCancellationRequested();
            }
            else
            {
                Thread.SpinWait(20);
            }
        }
    }

    private static double MeasureStep()
    {
        if (!Stopwatch.IsHighResolution)
        {
            return 1.0 / Stopwatch.Frequency;
        }

        var smallest = long.MaxValue;
        for (var i = 0; i < Steps; i++)
        {
            var before = Stopwatch.GetTimestamp();
            long after;
            do
            {
                after = Stopwatch.GetTimestamp();
            }
            while (after == before);
            smallest = Math.Min(smallest, after - before);
        }

        return smallest / (double)Stopwatch.Frequency;
    }
}
