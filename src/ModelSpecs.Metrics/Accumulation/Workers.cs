using System.Runtime.ExceptionServices;

namespace ModelSpecs.Metrics.Accumulation;

/// <summary>Runs numbered items on a few threads. The caller works too, so a starved thread pool slows a run down but
/// cannot stop it; which thread takes which item is open, so a body must write only to places its item owns.</summary>
internal static class Workers
{
    /// <summary>Runs <paramref name="body"/> for 0 to <paramref name="items"/> − 1.</summary>
    /// <exception cref="OperationCanceledException">Cancelled between two items.</exception>
    public static void Run(int threads, int items, Action<int> body, CancellationToken cancellationToken)
    {
        if (threads <= 1 || items <= 1)
        {
            for (var item = 0; item < items; item++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                body(item);
            }

            return;
        }

        var job = new Job(items, body, cancellationToken);
        for (var helper = 1; helper < Math.Min(threads, items); helper++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static job => job.Work(), job, preferLocal: false);
        }

        job.Work();
        job.Wait();
    }

    private sealed class Job(int count, Action<int> body, CancellationToken cancellationToken)
    {
        private readonly object gate = new();
        private readonly int items = count;
        private int next = -1;
        private int open = count;
        private ExceptionDispatchInfo? failure;

        public void Work()
        {
            while (true)
            {
                var item = Interlocked.Increment(ref next);
                if (item >= items)
                {
                    return;
                }

                Take(item);
                if (Interlocked.Decrement(ref open) == 0)
                {
                    lock (gate)
                    {
                        Monitor.PulseAll(gate);
                    }
                }
            }
        }

        public void Wait()
        {
            lock (gate)
            {
                while (Volatile.Read(ref open) > 0)
                {
                    Monitor.Wait(gate);
                }
            }

            failure?.Throw();
        }

        private void Take(int item)
        {
            if (Volatile.Read(ref failure) is not null)
            {
                return;
            }

            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                body(item);
            }
#pragma warning disable CA1031 // Handed to the caller's thread.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
            }
        }
    }
}
