using ModelSpecs.Engine.Progress;

namespace ModelSpecs.Engine.Datasets.Reading;

/// <summary>What one worker does with an item, and how it lets go of what it holds.</summary>
/// <param name="Do">Does item i.</param>
/// <param name="Release">Lets go.</param>
internal sealed record WorkItem(Action<int> Do, Action Release);

/// <summary>Spreads numbered items over threads; every worker takes items in rising order.</summary>
internal static class Workers
{
    /// <summary>Runs all items; the first exception of a worker is thrown when all have stopped.</summary>
    public static void Run(int workers, int items, Func<int, Action<int>> worker, CancellationToken cancellationToken) =>
        Run(workers, items, w => new WorkItem(worker(w), () => { }), cancellationToken);

    /// <summary>As above, with something to let go of.</summary>
    public static void Run(int workers, int items, Func<int, WorkItem> worker, CancellationToken cancellationToken)
    {
        var next = -1;
        Exception? failure = null;
        void Loop(int number)
        {
            var work = worker(number);
            try
            {
                for (int i; failure is null && (i = Interlocked.Increment(ref next)) < items;)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    work.Do(i);
                }
            }
            catch (Exception problem)
            {
                Interlocked.CompareExchange(ref failure, problem, null);
            }
            finally
            {
                work.Release();
            }
        }

        var others = Enumerable.Range(1, workers - 1).Select(number => Task.Run(() => Loop(number), CancellationToken.None)).ToArray();
        Loop(0);
        Task.WaitAll(others, CancellationToken.None);
        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }
}

/// <summary>Reports at most five times a second.</summary>
internal sealed class Throttled(IProgress<RunProgress>? progress)
{
    private const int Pause = 200;
    private long last = Environment.TickCount64;

    /// <summary>Reports, unless it was done just now.</summary>
    public void Report(RunProgress step)
    {
        var now = Environment.TickCount64;
        var before = Interlocked.Read(ref last);
        if (progress is not null && now - before >= Pause && Interlocked.CompareExchange(ref last, now, before) == before)
        {
            progress.Report(step);
        }
    }
}
