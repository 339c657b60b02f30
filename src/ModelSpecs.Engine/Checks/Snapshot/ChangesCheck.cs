using ModelSpecs.Results;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks.Snapshot;

/// <summary><c>snapshot changes &lt;= 0</c>: nothing differs from the approved results but what the spec allows or has a tolerance for.</summary>
internal static class ChangesCheck
{
    /// <summary>One result a spec.</summary>
    public static IEnumerable<JudgedCheck> Judge(CheckContext context, PlannedCheck planned, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return [new JudgedCheck(planned, null, JudgeOne(context, planned))];
    }

    private static Judgement JudgeOne(CheckContext context, PlannedCheck planned)
    {
        var snapshot = context.Baselines.Snapshot!;
        var judgement = new Judgement { Outcome = Outcome.Error, N = context.Measurements.Rows, Rows = context.Measurements.Rows, Threshold = 0 };
        if (snapshot.Baseline.Missing is { } missing)
        {
            return judgement with { Reason = missing, Details = [("to accept", HowToAccept(planned))] };
        }

        var changes = SnapshotChanges.Of(context.Measurements, context.Guards, snapshot, planned.Suite);
        var failing = changes.Structure.Count(change => change.Fails) + changes.Values.Count(change => change.Fails);
        var details = new List<(string, string)>();
        details.AddRange(changes.Structure.Where(change => change.Fails).Select(change => ("changed", change.Text)));
        details.AddRange(changes.Table(onlyFailing: true).Select((line, i) => (i == 0 ? "values" : "", line)));
        if (failing > 0)
        {
            details.AddRange(FlippedRows.Lines(context, snapshot.Baseline, null));
            details.Add(("to accept", HowToAccept(planned)));
        }

        return judgement with
        {
            Value = failing,
            Outcome = failing == 0 ? Outcome.Passed : Outcome.Failed,
            MeetsBound = failing == 0,
            Details = details,
        };
    }

    private static string HowToAccept(PlannedCheck planned) =>
        $"modelspecs accept {Spec.Parsing.SpecPath.Relative(planned.Suite.Root, planned.Suite.File)}";
}
