using ModelSpecs.Engine.Checks.Expect;
using ModelSpecs.Engine.Checks.Flips;
using ModelSpecs.Engine.Checks.Gap;
using ModelSpecs.Engine.Checks.Snapshot;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks;

/// <summary>The kinds of check, in one table: a new kind is a folder and a row.</summary>
internal static class CheckKinds
{
    /// <summary>The rows; the first that takes a check judges it.</summary>
    public static IReadOnlyList<CheckKind> All { get; } =
    [
        new("expect", planned => planned.Check.Scope == CheckScope.Value, ExpectCheck.Judge),
        new("flips", planned => planned.Check.Scope is CheckScope.NewlyWrong or CheckScope.ChangedPredictions, FlipCheck.Judge),
        new("changes", planned => planned.Check.Scope == CheckScope.Changes, ChangesCheck.Judge),
        new("gap", _ => true, GapCheck.Judge),
    ];

    /// <summary>The kind of a check.</summary>
    public static CheckKind Of(PlannedCheck planned) => All.First(kind => kind.Takes(planned));
}

/// <summary>A kind of check.</summary>
/// <param name="Name">Name in the spec language.</param>
/// <param name="Takes">Whether a check is of this kind.</param>
/// <param name="Judge">Judges a check of this kind.</param>
internal sealed record CheckKind(
    string Name,
    Func<PlannedCheck, bool> Takes,
    Func<CheckContext, PlannedCheck, CancellationToken, IEnumerable<JudgedCheck>> Judge);
