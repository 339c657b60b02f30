namespace ModelSpecs.Engine.Inference.Sessions;

/// <summary>Lets runs of this process work beside each other, and what takes times work alone. Who comes first is served first, so that nobody waits for ever.</summary>
internal sealed class QuietGate
{
    private readonly Lock gate = new();
    private readonly LinkedList<Waiter> waiting = [];
    private int shares;
    private bool isAlone;

    /// <summary>The gate that all runs of the process go through.</summary>
    public static QuietGate OfProcess { get; } = new();

    /// <summary>Waits until nobody works alone, and keeps them from it until the share is given back.</summary>
    public async Task<QuietShare> ShareAsync(CancellationToken cancellationToken)
    {
        await EnterAsync(alone: false, cancellationToken).ConfigureAwait(false);
        return new QuietShare(this);
    }

    /// <summary>Waits until nobody else works, works, and lets the others go on.</summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="own">The caller's share, which is given up while it waits (two that waited for each other's would wait for ever) and is its own again afterwards; null: it has none.</param>
    /// <param name="work">The work; it may not ask the gate for anything.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<T> AloneAsync<T>(QuietShare? own, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        own?.Dispose();
        await EnterAsync(alone: true, cancellationToken).ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            lock (gate)
            {
                isAlone = false;
                if (own is not null)
                {
                    shares++;
                    own.Resume();
                }

                LetIn();
            }
        }
    }

    /// <summary>Gives a share back.</summary>
    internal void Leave()
    {
        lock (gate)
        {
            shares--;
            LetIn();
        }
    }

    private async Task EnterAsync(bool alone, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = new Waiter(alone);
        lock (gate)
        {
            waiting.AddLast(waiter);
            LetIn();
        }

        using var cancelled = cancellationToken.Register(() => Forget(waiter, cancellationToken));
        await waiter.Entered.Task.ConfigureAwait(false);
    }

    private void Forget(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            // Who is in already is not in the list, and leaves as usual.
            if (waiting.Remove(waiter))
            {
                waiter.Entered.TrySetCanceled(cancellationToken);
                LetIn();
            }
        }
    }

    // In order: one who wants to be alone keeps out those behind it, too.
    private void LetIn()
    {
        while (!isAlone && waiting.First is { Value: var next } && (!next.Alone || shares == 0))
        {
            waiting.RemoveFirst();
            isAlone = next.Alone;
            shares += next.Alone ? 0 : 1;
            next.Entered.TrySetResult();
        }
    }

    private sealed class Waiter(bool alone)
    {
        public bool Alone { get; } = alone;

        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>A run's share of the process, given back when it is disposed of.</summary>
/// <param name="gate">Whose share it is.</param>
internal sealed class QuietShare(QuietGate gate) : IDisposable
{
    private int held = 1;

    /// <inheritdoc />
    public void Dispose()
    {
        if (Interlocked.Exchange(ref held, 0) == 1)
        {
            gate.Leave();
        }
    }

    /// <summary>The gate counts it again.</summary>
    internal void Resume() => Interlocked.Exchange(ref held, 1);
}
