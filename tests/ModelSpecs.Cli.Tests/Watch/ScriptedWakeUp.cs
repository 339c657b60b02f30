using ModelSpecs.Cli.Watch;

namespace ModelSpecs.Cli.Tests.Watch;

/// <summary>Wakes a watch by a script: each wait without an end takes the next step, each wait for quiet lets the clock run; after the last step it asks to end.</summary>
internal sealed class ScriptedWakeUp(FakeTime time, params Func<Wakes>[] steps) : WakeUp
{
    private readonly Queue<Func<Wakes>> script = new(steps);

    /// <summary>What happens while the watch waits for quiet, one at each wait.</summary>
    public Queue<Action> WhileSettling { get; } = new();

    public List<string> Folders { get; } = [];

    public List<string> Files { get; } = [];

    public override void Watch(IReadOnlyCollection<string> folders, IReadOnlyCollection<string> files)
    {
        Folders.Clear();
        Folders.AddRange(folders);
        Files.Clear();
        Files.AddRange(files.Order(StringComparer.Ordinal));
    }

    public override Wakes Wait(TimeSpan? atMost, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (atMost is { } quiet)
        {
            time.Advance(quiet.TotalSeconds);
            if (WhileSettling.TryDequeue(out var happens))
            {
                happens();
            }

            return Wakes.None;
        }

        return script.TryDequeue(out var step) ? step() : Wakes.Quit;
    }

    protected override void Dispose(bool disposing)
    {
    }
}
