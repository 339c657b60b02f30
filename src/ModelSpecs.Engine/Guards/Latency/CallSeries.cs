namespace ModelSpecs.Engine.Guards.Latency;

/// <summary>Calls of one model as they were measured, in their order.</summary>
/// <param name="most">Most calls; there is room for them, so that measuring allocates nothing.</param>
/// <param name="ticksPerSecond">Of the clock.</param>
internal sealed class CallSeries(int most, long ticksPerSecond)
{
    private readonly long[] begun = new long[most];
    private readonly long[] taken = new long[most];
    private readonly int[] calls = new int[most];
    private readonly bool[] collected = new bool[most];
    private double[]? seconds;

    /// <summary>Calls measured.</summary>
    public int Count { get; private set; }

    /// <summary>Seconds that each call took, from when it was meant to begin.</summary>
    public double[] Seconds => seconds ??= InSeconds(taken);

    /// <summary>Seconds between the answers, from the beginning of the round to the first: their mean is what an answer takes of the machine's time.</summary>
    public double[] Gaps { get => field ?? Seconds; private set; }

    /// <summary>Seconds in which these calls came, where they come at a rate.</summary>
    public double Scheduled { get; private set; }

    /// <summary>Calls in which the garbage collector ran.</summary>
    public int Collections => collected.AsSpan(0, Count).Count(true);

    /// <summary>Writes a call down.</summary>
    /// <param name="at">Its place in the series.</param>
    /// <param name="call">Its number, by which its rows are known.</param>
    /// <param name="intended">When it was meant to begin, in ticks from the beginning of the measuring.</param>
    /// <param name="ticks">What it took.</param>
    /// <param name="wasCollected">Whether the garbage collector ran meanwhile.</param>
    public void Set(int at, int call, long intended, long ticks, bool wasCollected) =>
        (calls[at], begun[at], taken[at], collected[at]) = (call, intended, ticks, wasCollected);

    /// <summary>Adds the time in which the calls of a round came.</summary>
    public void AddScheduled(double seconds) => Scheduled += seconds;

    /// <summary>No call comes after these.</summary>
    /// <param name="count">Calls that were written down, from the first place on.</param>
    /// <param name="gaps">Ticks between the answers; null: nothing lay between the calls.</param>
    public void Finish(int count, long[]? gaps = null)
    {
        Count = count;
        Gaps = gaps is null ? null! : InSeconds(gaps);
    }

    /// <summary>Number of a call.</summary>
    public int CallAt(int at) => calls[at];

    /// <summary>When a call was meant to begin, in seconds from the beginning of the measuring.</summary>
    public double BegunAt(int at) => begun[at] / (double)ticksPerSecond;

    /// <summary>Whether the garbage collector ran during a call.</summary>
    public bool WasCollectedAt(int at) => collected[at];

    private double[] InSeconds(long[] ticks) => Array.ConvertAll(ticks[..Count], t => t / (double)ticksPerSecond);
}
