using ModelSpecs.Engine.Inference.Sessions;

namespace ModelSpecs.Engine.Guards.Latency;

/// <summary>One call after the other, whoever is measured in turn: a machine that is busy for a while is busy for all of them. Nothing is allocated between the first call and the last.</summary>
internal static class ClosedLoop
{
    private const uint Seed = 7;

    /// <summary>Measures as many calls of each.</summary>
    /// <param name="callers">Who is measured.</param>
    /// <param name="plan">How many calls.</param>
    /// <param name="clock">Read before and after each call.</param>
    /// <param name="beforeTurn">Done before each turn; its time is nobody's.</param>
    /// <param name="cancellationToken">Stops between turns.</param>
    public static CallSeries[] Measure(IReadOnlyList<ITimedCall> callers, LoopPlan plan, ILatencyClock clock, Action<int>? beforeTurn, CancellationToken cancellationToken)
    {
        var begun = clock.Now;
        for (var call = 0; call < plan.WarmUp && (call == 0 || clock.Now - begun < plan.Duration * clock.PerSecond * callers.Count); call++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < callers.Count; i++)
            {
                callers[i].Prepare(call);
                callers[i].Run();
            }
        }

        var series = callers.Select(_ => new CallSeries(plan.Calls, clock.PerSecond)).ToArray();
        var started = clock.Now;
        var enough = plan.Duration * clock.PerSecond * callers.Count;
        var order = Enumerable.Range(0, callers.Count).ToArray();
        var random = Seed;
        var turn = 0;
        var measured = new long[callers.Count];
        var enoughCalls = plan.EnoughCalls ?? plan.Calls;
        var enoughTicks = plan.EnoughSeconds * clock.PerSecond;
        for (; turn < plan.Calls && (turn < plan.LeastCalls || clock.Now - started < enough) && (turn < enoughCalls || measured.AsSpan().ContainsAnyInRange(0, (long)enoughTicks - 1)); turn++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            beforeTurn?.Invoke(turn);
            Mix(order, turn, ref random);
            foreach (var one in order)
            {
                var caller = callers[one];
                caller.Prepare(plan.WarmUp + turn);
                var collections = clock.Collections;
                var before = clock.Now;
                caller.Run();
                var after = clock.Now;
                measured[one] += after - before;
                series[one].Set(turn, plan.WarmUp + turn, before - started, after - before, clock.Collections != collections);
            }
        }

        Array.ForEach(series, one => one.Finish(turn));
        return series;
    }

    // Whoever comes first, or after a long call, finds the caches cold: turn by turn it is somebody else. Two change places; of more, a mere rotation would leave each behind the same one.
    private static void Mix(int[] order, int turn, ref uint random)
    {
        if (order.Length == 2)
        {
            (order[0], order[1]) = (turn % 2, 1 - (turn % 2));
            return;
        }

        for (var last = order.Length - 1; last > 0; last--)
        {
            // Numerical Recipes' generator: its upper bits will do for an order.
            random = (random * 1_664_525) + 1_013_904_223;
            var other = (int)(((ulong)random * (uint)(last + 1)) >> 32);
            (order[last], order[other]) = (order[other], order[last]);
        }
    }
}
