using System.Runtime.ExceptionServices;

namespace ModelSpecs.Engine.Datasets.Files;

/// <summary>Spreads numbered pieces of work over threads, each piece to the thread that is free.</summary>
internal static class Workers
{
    /// <summary>Threads for a number of pieces: as asked, or one a core.</summary>
    public static int Count(int asked, int pieces) => Math.Max(1, Math.Min(asked > 0 ? asked : Environment.ProcessorCount, pieces));

    /// <summary>Does pieces 0 to <paramref name="pieces"/> − 1. A worker is given its pieces in ascending order. The calling thread is worker 0.</summary>
    /// <param name="threads">Threads, as <see cref="Count"/> gives them.</param>
    /// <param name="pieces">Number of pieces.</param>
    /// <param name="work">Given the worker and the piece; false ends all work.</param>
    /// <param name="cancellationToken">Looked at before each piece.</param>
    public static void Run(int threads, int pieces, Func<int, int, bool> work, CancellationToken cancellationToken)
    {
        var next = -1;
        Exception? failure = null;
        void Work(int worker)
        {
            try
            {
                for (int piece; (piece = Interlocked.Increment(ref next)) < pieces;)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (!work(worker, piece))
                    {
                        Interlocked.Exchange(ref next, pieces);
                    }
                }
            }
#pragma warning disable CA1031 // Thrown below, on the calling thread.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref failure, e, null);
                Interlocked.Exchange(ref next, pieces);
            }
        }

        var others = new Thread[threads - 1];
        for (var i = 0; i < others.Length; i++)
        {
            var worker = i + 1;
            others[i] = new Thread(() => Work(worker)) { IsBackground = true, Name = "ModelSpecs reader" };
            others[i].Start();
        }

        Work(0);
        foreach (var other in others)
        {
            other.Join();
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}
