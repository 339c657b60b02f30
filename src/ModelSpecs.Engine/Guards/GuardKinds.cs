using ModelSpecs.Engine.Guards.Determinism;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards;

/// <summary>What is watched besides metrics, in one table: a new kind is a folder and a row. No kind knows another.</summary>
internal static class GuardKinds
{
    /// <summary>The rows, in the order in which they are measured.</summary>
    public static IReadOnlyList<GuardKind> All { get; } =
    [
        new("deterministic", DeterminismGuard.MeasureAsync),
    ];

    /// <summary>Measures every guard of a spec, in the order of the table.</summary>
    public static async Task<IReadOnlyList<GuardOutcome>> MeasureAsync(GuardScope scope)
    {
        var outcomes = new List<GuardOutcome>();
        foreach (var kind in All)
        {
            foreach (var guard in scope.Suite.Guards.Where(guard => string.Equals(guard.Kind, kind.Name, StringComparison.Ordinal)))
            {
                scope.CancellationToken.ThrowIfCancellationRequested();
                outcomes.Add(await kind.Measure(scope, guard).ConfigureAwait(false));
            }
        }

        return outcomes;
    }
}

/// <summary>A kind of guard.</summary>
/// <param name="Name">Its name, that of its checks.</param>
/// <param name="Measure">Measures one guard of this kind.</param>
internal sealed record GuardKind(string Name, Func<GuardScope, GuardSpec, Task<GuardOutcome>> Measure);
