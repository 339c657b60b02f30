using ModelSpecs.Engine.Checks.Contract;
using ModelSpecs.Engine.Checks.Expect;
using ModelSpecs.Engine.Checks.Flips;
using ModelSpecs.Engine.Checks.Gap;
using ModelSpecs.Engine.Checks.Guards;
using ModelSpecs.Engine.Checks.Parity;
using ModelSpecs.Engine.Checks.Snapshot;
using ModelSpecs.Engine.Checks.Trend;
using ModelSpecs.Engine.Guards;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks;

/// <summary>The kinds of check, in one table: a new kind is a folder and a row.</summary>
internal static class CheckKinds
{
    /// <summary>The rows, one a <see cref="CheckSpec.Kind"/>.</summary>
    public static IReadOnlyList<CheckKind> All { get; } =
    [
        new("expect", ExpectCheck.Judge),
        new("flips", FlipCheck.Judge),
        new("changes", ChangesCheck.Judge),
        new("gap", GapCheck.Judge),
        new("trend", TrendCheck.Judge),
        new("contract", ContractCheck.Judge),
        new("parity", ParityCheck.Judge),
        .. GuardKinds.All.Select(kind => new CheckKind(kind.Name, GuardCheck.Judge)),
    ];

    /// <summary>The kind of a check.</summary>
    public static CheckKind Of(PlannedCheck planned) => All.First(kind => string.Equals(kind.Name, planned.Check.Kind, StringComparison.Ordinal));
}

/// <summary>A kind of check.</summary>
/// <param name="Name">Name of the kind.</param>
/// <param name="Judge">Judges a check of this kind.</param>
internal sealed record CheckKind(
    string Name,
    Func<CheckContext, PlannedCheck, CancellationToken, IEnumerable<JudgedCheck>> Judge);
