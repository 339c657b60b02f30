using ModelSpecs.Engine.Guards.Latency;
using ModelSpecs.Engine.Inference.Sessions;

namespace ModelSpecs.Engine.Tests.Guards.Latency;

/// <summary>A clock that moves where it is moved, so that no test depends on how fast a machine is.</summary>
internal sealed class VirtualClock : ILatencyClock
{
    public long Now { get; private set; }

    public long PerSecond => 1_000_000_000;

    public double Step { get; init; } = 1e-9;

    public int Collections { get; set; }

    public void Advance(double seconds) => Now += (long)(seconds * PerSecond);

    public void WaitUntil(long ticks, CancellationToken cancellationToken) => Now = Math.Max(Now, ticks);
}

/// <summary>A model whose calls take as long as they are told.</summary>
internal sealed class VirtualCall(VirtualClock clock, Func<int, double> secondsOf) : ITimedCall
{
    private int call;

    public int Rows => 1;

    public int Made { get; private set; }

    public void Prepare(int call) => this.call = call;

    public void Run()
    {
        Made++;
        clock.Advance(secondsOf(call));
    }
}
