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
        foreach (var workers in subjects)
        {
            WarmUp(workers, plan, clock, cancellationToken);
        }

        var perRound = (plan.Calls + Rounds - 1) / Rounds;
        var series = subjects.Select(_ => new CallSeries(perRound * Rounds, clock.PerSecond)).ToArray();
        var gaps = subjects.Select(_ => new long[perRound * Rounds]).ToArray();
        var made = new int[subjects.Count];
        var started = clock.Now;
        for (var round = 0; round < Rounds; round++)
        {
            // The same schedule for all, another one each round.
            var schedule = plan.Rate is { } rate ? Arrivals.Schedule(rate, perRound, Seed + (ulong)round) : null;
            beforeRound?.Invoke(round);
            for (var i = 0; i < subjects.Count; i++)
            {
                var one = (i + round) % subjects.Count;
                var turn = new Round(subjects[one], series[one], clock, schedule, started, plan.WarmUp + (round * perRound), cancellationToken);
                made[one] += turn.Run(made[one], perRound, plan.Duration / Rounds, gaps[one]);
            }
        }

        for (var i = 0; i < series.Length; i++)
        {
            series[i].Finish(made[i], gaps[i]);
        }

        return series;
    }

    private static void WarmUp(IReadOnlyList<ITimedCall> workers, LoopPlan plan, ILatencyClock clock, CancellationToken cancellationToken)
    {
        if (plan.WarmUp > 0)
        {
            var all = Math.Max(plan.WarmUp, workers.Count);
            new Round(workers, new CallSeries(all, clock.PerSecond), clock, null, clock.Now, 0, cancellationToken).Run(0, all, plan.Duration, new long[all]);
        }
    }

    private sealed class Round(
        IReadOnlyList<ITimedCall> workers, CallSeries series, ILatencyClock clock, double[]? schedule, long started, int firstCall, CancellationToken cancellationToken)
    {
        private readonly Lock turn = new();
        private int prepared;
        private int next;
        private long end;

        /// <summary>Makes calls until there are enough or the time is over: what is late then has been late enough to be seen.</summary>
        /// <returns>Calls made, at least one.</returns>
        public int Run(int offset, int calls, double seconds, long[] gaps)
        {
            var begun = clock.Now;
            end = begun + (long)Math.Min(seconds * clock.PerSecond, long.MaxValue / 2.0);
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
            series.AddScheduled(schedule is null ? 0 : schedule[next - 1]);
            Array.Sort(answered, 0, next);
            for (var i = 0; i < next; i++)
            {
                gaps[offset + i] = answered[i] - (i == 0 ? begun : answered[i - 1]);
            }

            return next;
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

                worker.Prepare(firstCall + call);
                int at;
                long intended;
                lock (turn)
                {
                    // One waits for the next call, the others for their turn to wait.
                    at = next;
                    intended = schedule is null ? clock.Now : begun + (long)(schedule[at] * clock.PerSecond);
                    if (at > 0 && (intended >= end || clock.Now >= end))
                    {
                        return;
                    }

                    next++;
                    if (schedule is not null)
                    {
                        clock.WaitUntil(intended, cancellationToken);
                    }
                }

                var collections = clock.Collections;
                worker.Run();
                var after = clock.Now;
                answered[at] = after;
                series.Set(offset + at, firstCall + call, intended - started, after - intended, clock.Collections != collections);
            }
        }
    }
}
