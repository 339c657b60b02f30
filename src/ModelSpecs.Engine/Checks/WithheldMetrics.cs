using ModelSpecs.Engine.Checks.Guards;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Model.Guards;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks;

/// <summary>Makes checks of metrics, and of guards that rest on labels, inconclusive where a guard says that the metrics cannot be believed: a share of the labels has not come yet, and what is missing may be of another kind.</summary>
/// <remarks>A guard of the whole withholds every metric; one of a slice, those of that slice and of crosses with it; one of a value of a group, those of that value, and what compares values. It
/// makes no difference whether the guard's own check is run, waived or left to warn: nothing that rests on too few labels passes.</remarks>
internal sealed class WithheldMetrics
{
    private readonly List<(string? Slice, string? Group, string Reason)> gates;

    private WithheldMetrics(List<(string? Slice, string? Group, string Reason)> gates) => this.gates = gates;

    /// <summary>What the guards of a run withhold.</summary>
    public static WithheldMetrics Of(SuiteSpec suite, CheckContext context, CancellationToken cancellationToken)
    {
        var gates = context.Guards.Where(outcome => outcome.WithholdsMetrics is not null).Select(outcome => ((string?)null, (string?)null, outcome.WithholdsMetrics!)).ToList();
        var planned = CheckPlan.Of(suite).Where(planned => planned.Check is GuardCheckSpec { Measure.GatesMetrics: true });
        gates.AddRange(planned.SelectMany(check => GuardCheck.Judge(context, check, cancellationToken)).Where(judged => judged.Judgement.Outcome != Outcome.Passed)
            .Select(judged => (judged.Planned.Slice?.Name.Value, judged.Group, ReasonOf(judged))));
        return new WithheldMetrics(gates);
    }

    /// <summary>The check, inconclusive where its metric is withheld; an error stays one.</summary>
    public JudgedCheck Apply(JudgedCheck judged)
    {
        var (planned, group, judgement) = judged;
        var restsOnLabels = planned.Measured is not null || planned.Check is GuardCheckSpec { Measure.RestsOnLabels: true };
        if (!restsOnLabels || judgement.ReportedOnly || judgement.Outcome == Outcome.Error || gates.Find(gate => IsOf(gate, planned, group)) is not { Reason: { } reason })
        {
            return judged;
        }

        // What a test was sure of, or was not, is a verdict in other words.
        var isTest = planned.MetricCheck is null && planned.Measured is not null;
        return judged with
        {
            Judgement = judgement with
            {
                Outcome = Outcome.Inconclusive, IsWithheld = true, Reason = reason, Noise = null, Details = [], Suggestion = null,
                Value = isTest ? double.NaN : judgement.Value, Threshold = isTest ? double.NaN : judgement.Threshold, Found = isTest ? null : judgement.Found,
            },
        };
    }

    private static bool IsOf((string? Slice, string? Group, string Reason) gate, PlannedCheck planned, string? group) => gate.Slice is null
        || (string.Equals(gate.Slice, planned.SliceName, StringComparison.Ordinal) ? gate.Group is null || group is null || string.Equals(gate.Group, group, StringComparison.Ordinal)
            : planned.Slice is CrossSlice cross && cross.Of.Any(part => string.Equals(part.Value, gate.Slice, StringComparison.Ordinal)));

    private static string ReasonOf(JudgedCheck judged)
    {
        var (found, expected) = (judged.Judgement.Found ?? judged.Judgement.Reason, judged.Planned.Check is { Symbol: { } symbol, BoundText: { } bound } ? $"{symbol} {bound}" : "");
        var where = judged.Planned.Slice is null ? "" : $"of {judged.Planned.SliceName}{(judged.Group is null ? "" : $" = {judged.Group}")} ";
        return $"{where}{found}, and {expected} is needed: a metric is of the rows that have a label, and those without may be of another kind";
    }
}
