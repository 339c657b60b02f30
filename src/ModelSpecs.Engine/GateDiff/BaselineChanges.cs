using ModelSpecs.Results.Gate;
using ModelSpecs.Spec.Locations;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.GateDiff;

/// <summary>Changes of <c>snapshot</c> and <c>compare</c> that are no bounds: what may differ, what better results do, who the champion is. Their tolerances are checks.</summary>
internal static class BaselineChanges
{
    /// <summary>Finds them.</summary>
    public static void Find(ChangeList changes)
    {
        if (changes.Before.Snapshot is { } snapshotWas && changes.After.Snapshot is { } snapshotNow)
        {
            Snapshots(changes, snapshotWas, snapshotNow);
        }

        if (changes.Before.Compare is { } compareWas && changes.After.Compare is { } compareNow)
        {
            Champions(changes, compareWas, compareNow);
        }
    }

    /// <summary>What a check does that came (or went): without a tolerance no metric of a snapshot may get worse, so that the first one lets the others go.</summary>
    /// <param name="check">The check.</param>
    /// <param name="otherSide">The spec that does not have it.</param>
    /// <param name="usual">What another check would do.</param>
    public static GateEffect EffectOf(CheckSpec check, SuiteSpec otherSide, GateEffect usual) =>
        check is MetricCheckSpec { Section: CheckSection.Snapshot } && otherSide.Snapshot is { Checks.Count: 0 }
            ? usual == GateEffect.Loosened ? GateEffect.Tightened : GateEffect.Loosened
            : usual;

    private static void Snapshots(ChangeList changes, SnapshotSpec was, SnapshotSpec now)
    {
        if (was.Improved != now.Improved)
        {
            changes.Add(now.Improved == Improved.Fail ? GateEffect.Tightened : GateEffect.Loosened, GateChangeKinds.Verdict,
                $"snapshot.improved is {Word(now.Improved)}, was {Word(was.Improved)}", now.Span, Word(was.Improved), Word(now.Improved));
        }

        if (now.Allowed.Except(was.Allowed).Select(Word).ToList() is { Count: > 0 } more)
        {
            changes.Add(GateEffect.Loosened, GateChangeKinds.Verdict, $"snapshot allows other {string.Join(", ", more)}", now.Span, List(was), List(now));
        }

        if (was.Allowed.Except(now.Allowed).Select(Word).ToList() is { Count: > 0 } fewer)
        {
            changes.Add(GateEffect.Tightened, GateChangeKinds.Verdict, $"snapshot no longer allows other {string.Join(", ", fewer)}", now.Span, List(was), List(now));
        }
    }

    private static void Champions(ChangeList changes, CompareSpec was, CompareSpec now)
    {
        var (old, @new) = (Describe(changes.Before, was.Champion), Describe(changes.After, now.Champion));
        if (old != @new)
        {
            changes.Add(GateEffect.Changed, GateChangeKinds.Subject, $"compare.champion is {@new}, was {old}", now.Champion.Span, old, @new);
        }

        if (was.RowsFromChampion != now.RowsFromChampion)
        {
            changes.Add(GateEffect.Changed, GateChangeKinds.Subject, now.RowsFromChampion ? "compare cuts slices of predictions by the champion's (rows_from: champion)" : "compare no longer cuts slices of predictions by the champion's", now.Span);
        }
    }

    private static string Describe(SuiteSpec suite, ChampionSpec champion)
    {
        string?[] parts =
        [
            SubjectChanges.PathOf(suite, champion.Model),
            SubjectChanges.Describe(champion.Predictions) is { } predictions ? $"predictions {predictions}" : null,
            SubjectChanges.Describe(suite, champion.Inputs) is { } inputs ? $"inputs {inputs}" : null,
            champion.Outputs is { } said && SubjectChanges.Describe(said) is { } outputs ? $"outputs {outputs}" : null,
            champion.Threshold is { } threshold ? $"threshold {SubjectChanges.Number(threshold.Value)}" : null,
        ];
        return string.Join("; ", parts.OfType<string>());
    }

    private static string List(SnapshotSpec snapshot) => string.Join(", ", snapshot.Allowed.Select(Word));

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
