namespace ModelSpecs.Engine.Inference.Sessions;

/// <summary>The process's cores: each batch in work holds one, so that specs that run at the same time share them instead of fighting for them.</summary>
internal static class CoreBudget
{
    private static readonly SemaphoreSlim Free = new(Environment.ProcessorCount);

    /// <summary>Waits for a core, holds it during a piece of work, gives it back.</summary>
    public static async Task RunAsync(Action work, CancellationToken cancellationToken)
    {
        await Free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            work();
        }
        finally
        {
            Free.Release();
        }
    }
}
