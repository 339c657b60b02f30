using ModelSpecs.Engine.Inference.Sessions;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards.Latency;

/// <summary><c>latency</c>: takes the times of calls, of the model and its champion in turn, while nothing else of this process works.</summary>
internal static class LatencyGuard
{
    /// <summary>Measures all that one <c>latency</c> asks for.</summary>
    public static async Task<GuardOutcome> MeasureAsync(GuardScope scope, GuardSpec guard)
    {
        var spec = (LatencySpec)guard;
        var measured = await AloneAsync(scope.Share, company => new LatencyMeasuring(scope, spec, scope.Clock ?? StopwatchClock.Instance).Measure(company), scope.CancellationToken).ConfigureAwait(false);
        return Outcome(scope.Suite.Verdict, spec, measured, NameOf);

        string NameOf(int row) => scope.Suite.Id is { } id && scope.Table.Find(id.Value) is { } column ? column.Format(row) : RowPlace.Of(scope.Table, row);
    }

    /// <summary>Does something while no other run of this process works and no other process of this user takes times.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="share">The caller's share of the process; null: it has none.</param>
    /// <param name="work">Told whether another process may be taking times all the same.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public static Task<T> AloneAsync<T>(QuietShare? share, Func<bool, T> work, CancellationToken cancellationToken) => QuietGate.OfProcess.AloneAsync(share, async () =>
    {
        using var machine = await MachineLock.TakeAsync(MachineLock.Path, cancellationToken).ConfigureAwait(false);
        // A thread of its own: the pool's may be taken away, and are busy with continuations.
        return await Task.Factory.StartNew(() => work(machine is null), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
    }, cancellationToken);

    /// <summary>What was measured as numbers, figures and notes.</summary>
    internal static GuardOutcome Outcome(VerdictSpec verdict, LatencySpec guard, LatencyMeasurement measured, Func<int, string> nameOf) =>
        new LatencyValues(verdict, guard, measured, nameOf).AddTo(new GuardOutcome { Guard = guard, Figures = LatencyFigures.Of(guard, measured), Notes = LatencyNotes.Of(guard, measured) });
}
