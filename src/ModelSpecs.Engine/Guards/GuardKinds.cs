using ModelSpecs.Engine.Guards.Cost;
using ModelSpecs.Engine.Guards.Determinism;
using ModelSpecs.Engine.Guards.Drift;
using ModelSpecs.Engine.Guards.Fuzz;
using ModelSpecs.Engine.Guards.Latency;
using ModelSpecs.Engine.Guards.Robustness;
using ModelSpecs.Engine.Guards.Selective;
using ModelSpecs.Engine.Guards.Unknown;
using ModelSpecs.Engine.Guards.Health;
using ModelSpecs.Spec.Model.Guards;

namespace ModelSpecs.Engine.Guards;

/// <summary>What is watched besides metrics, in one table: a new kind is a folder and a row. No kind knows another.</summary>
internal static class GuardKinds
{
    /// <summary>The rows, in the order in which they are measured.</summary>
    public static IReadOnlyList<GuardKind> All { get; } =
    [
        new("deterministic", DeterminismGuard.MeasureAsync),
        new("drift", DriftGuard.MeasureAsync) { Validate = DriftGuard.Validate },
        new("latency", LatencyGuard.MeasureAsync),
        new("cost", CostGuard.MeasureAsync) { Validate = CostGuard.Validate },
        new("unknown", UnknownGuard.MeasureAsync) { Validate = UnknownGuard.Validate },
        new("selective", SelectiveGuard.MeasureAsync),
        new("fuzz", FuzzGuard.MeasureAsync) { Validate = FuzzGuard.Validate },
        new("robust", RobustGuard.MeasureAsync) { Validate = RobustGuard.Validate },
        new("health", HealthGuard.MeasureAsync) { Validate = HealthGuard.Validate },
    ];

    /// <summary>Measures guards of a spec, in the order of the table.</summary>
    /// <param name="scope">What they may look at.</param>
    /// <param name="guards">Those of the spec whose checks are run.</param>
    public static async Task<IReadOnlyList<GuardOutcome>> MeasureAsync(GuardScope scope, IReadOnlyCollection<GuardSpec> guards)
    {
        var outcomes = new List<GuardOutcome>();
        foreach (var (kind, guard) in ByKind(guards))
        {
            scope.CancellationToken.ThrowIfCancellationRequested();
            outcomes.Add(await kind.Measure(scope, guard).ConfigureAwait(false));
        }

        return outcomes;
    }

    /// <summary>Finds what can be found without running anything.</summary>
    public static void Validate(GuardValidation scope)
    {
        foreach (var (kind, guard) in ByKind(scope.Suite.Guards))
        {
            scope.CancellationToken.ThrowIfCancellationRequested();
            kind.Validate?.Invoke(scope, guard);
        }
    }

    private static IEnumerable<(GuardKind Kind, GuardSpec Guard)> ByKind(IReadOnlyCollection<GuardSpec> guards) =>
        All.SelectMany(kind => guards.Where(guard => string.Equals(guard.Kind, kind.Name, StringComparison.Ordinal)).Select(guard => (kind, guard)));
}

/// <summary>A kind of guard.</summary>
/// <param name="Name">Its name, that of its checks.</param>
/// <param name="Measure">Measures one guard of this kind.</param>
internal sealed record GuardKind(string Name, Func<GuardScope, GuardSpec, Task<GuardOutcome>> Measure)
{
    /// <summary>Finds what is wrong with its files and columns without running anything; null: there is nothing to find.</summary>
    public Action<GuardValidation, GuardSpec>? Validate { get; init; }
}
