using ModelSpecs.Engine.Inference.Sessions;

namespace ModelSpecs.Engine.Guards.Latency;

/// <summary>Times the calibration now and then while models are measured, on the same machine in the same mood.</summary>
/// <param name="work">The calibration.</param>
/// <param name="clock">The clock.</param>
internal sealed class CalibratedTime(ITimedCall work, ILatencyClock clock)
{
    private const int EveryTurns = 16;
    private const int ARound = 16;
    private const int WarmUps = 20;
    private readonly List<double> seconds = new(1 << 12);

    /// <summary>Median of its times in seconds; NaN: it took none that the clock sees.</summary>
    public double Median => seconds.Count == 0 ? double.NaN : seconds.Order().ElementAt(seconds.Count / 2) is > 0 and var median ? median : double.NaN;

    /// <summary>Before a turn of a loop.</summary>
    public void BeforeTurn(int turn)
    {
        if (turn % EveryTurns == 0)
        {
            Time(turn == 0 ? WarmUps : 0);
        }
    }

    /// <summary>Before a round of several calls.</summary>
    public void BeforeRound(int round)
    {
        for (var i = 0; i < ARound; i++)
        {
            Time(round == 0 && i == 0 ? WarmUps : 0);
        }
    }

    private void Time(int warmUps)
    {
        for (var i = 0; i < warmUps; i++)
        {
            work.Prepare(i);
            work.Run();
        }

        work.Prepare(0);
        var before = clock.Now;
        work.Run();
        seconds.Add((clock.Now - before) / (double)clock.PerSecond);
    }
}
