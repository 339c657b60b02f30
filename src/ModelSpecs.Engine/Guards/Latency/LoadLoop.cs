using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Metrics.Latency;

namespace ModelSpecs.Engine.Guards.Latency;

/// <summary>Several calls at once, or calls that come at a rate whatever has been answered. A model is measured for a while, then the next, then the first again: at the same moment they would be
/// each other's load.</summary>
/// <remarks>With a rate, a call's time counts from when it was meant to begin: what waits behind a stall waits in the numbers too. A loop that waits for an answer before it asks again makes one slow
/// call of a stall in which a service would have kept hundreds waiting (coordinated omission).</remarks>
internal static class LoadLoop
{
    // Few, so that a queue has time to grow; more than two, so that no model has the quiet half of the time.
    private const int Rounds = 4;
    private const ulong Seed = 20_260_401;

    /// <summary>Measures as many calls of each.</summary>
    /// <param name="subjects">Who is measured: for each model the callers that work at the same time.</param>
    /// <param name="plan">How many calls, at which rate.</param>
    /// <param name="clock">Read before and after each call.</param>
    /// <param name="beforeRound">Done before each round; its time is nobody's.</param>
    /// <param name="cancellationToken">Stops between calls.</param>
    public static CallSeries[] Measure(IReadOnlyList<IReadOnlyList<ITimedCall>> subjects, LoopPlan plan, ILatencyClock clock, Action<int>? beforeRound, CancellationToken cancellationToken)
    {
        var slowest = 0.0;
        foreach (var workers in subjects)
        {
            slowest = Math.Max(slowest, WarmUp(workers, plan.WarmUp, clock, cancellationToken));
        }

        var calls = Calls(plan, slowest);
        var perRound = (calls + Rounds - 1) / Rounds;
        var series = subjects.Select(_ => new CallSeries(perRound * Rounds, clock.PerSecond)).ToArray();
        var gaps = subjects.Select(_ => new long[perRound * Rounds]).ToArray();
        var started = clock.Now;
        for (var round = 0; round < Rounds; round++)
        {
            // The same schedule for all, another one each round.
            var schedule = plan.Rate is { } rate ? Arrivals.Schedule(rate, perRound, Seed + (ulong)round) : null;
            beforeRound?.Invoke(round);
            for (var i = 0; i < subjects.Count; i++)
            {
                var one = (i + round) % subjects.Count;
                new Round(subjects[one], series[one], clock, schedule, started, plan.WarmUp, cancellationToken).Run(round * perRound, perRound, gaps[one]);
            }
        }

        for (var i = 0; i < series.Length; i++)
        {
            series[i].Finish(perRound * Rounds, gaps[i]);
        }

        return series;
    }

    // Without a rate the time decides, by what the calls to warm up took.
    private static int Calls(LoopPlan plan, double secondsACall) => plan.Rate is { } rate
        ? (int)Math.Clamp(plan.Duration * rate, Math.Min(plan.LeastCalls, plan.Calls), plan.Calls)
        : secondsACall > 0 ? (int)Math.Clamp(plan.Duration / secondsACall, Math.Min(plan.LeastCalls, plan.Calls), plan.Calls) : plan.Calls;

    private static double WarmUp(IReadOnlyList<ITimedCall> workers, int calls, ILatencyClock clock, CancellationToken cancellationToken)
    {
        if (calls == 0)
        {
            return 0;
        }

        var all = Math.Max(calls, workers.Count);
        var series = new CallSeries(all, clock.PerSecond);
        var before = clock.Now;
        new Round(workers, series, clock, null, before, 0, cancellationToken).Run(0, all, new long[all]);
        return (clock.Now - before) / (double)clock.PerSecond / all;
    }

    private sealed class Round(
        IReadOnlyList<ITimedCall> workers, CallSeries series, ILatencyClock clock, double[]? schedule, long started, int firstCall, CancellationToken cancellationToken)
    {
        private readonly Lock turn = new();
        private int prepared;
        private int next;

        public void Run(int offset, int calls, long[] gaps)
        {
            var begun = clock.Now;
            var answered = new long[calls];
            var others = workers.Skip(1).Select(worker => Task.Factory.StartNew(
                () => Work(worker, offset, calls, begun, answered), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
            try
            {
                Work(workers[0], offset, calls, begun, answered);
            }
            finally
            {
                // Whatever happened to this one: nobody's buffers may go while another still runs.
                Interlocked.Add(ref prepared, calls);
                Task.WhenAll(others).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).GetAwaiter().GetResult();
            }

            Task.WhenAll(others).GetAwaiter().GetResult();
            Array.Sort(answered);
            for (var i = 0; i < calls; i++)
            {
                gaps[offset + i] = answered[i] - (i == 0 ? begun : answered[i - 1]);
            }
        }

        private void Work(ITimedCall worker, int offset, int calls, long begun, long[] answered)
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var call = Interlocked.Increment(ref prepared) - 1;
                if (call >= calls)
                {
                    return;
                }

                worker.Prepare(firstCall + offset + call);
                int at;
                long intended;
                lock (turn)
                {
                    // One waits for the next call, the others for their turn to wait.
                    at = next++;
                    if (schedule is not null)
                    {
                        intended = begun + (long)(schedule[at] * clock.PerSecond);
                        clock.WaitUntil(intended, cancellationToken);
                    }
                    else
                    {
                        intended = clock.Now;
                    }
                }

                var collections = clock.Collections;
                worker.Run();
                var after = clock.Now;
                answered[at] = after;
                series.Set(offset + at, firstCall + offset + call, intended - started, after - intended, clock.Collections != collections);
            }
        }
    }
}
