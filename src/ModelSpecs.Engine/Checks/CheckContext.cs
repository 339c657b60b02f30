using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks;

/// <summary>What a check kind may look at, and how it writes its verdict down.</summary>
internal sealed class CheckContext(Measurements measurements, WorstRows worstRows, string file)
{
    /// <summary>The measured values.</summary>
    public Measurements Measurements { get; } = measurements;

    /// <summary>Names the rows behind a failure.</summary>
    public WorstRows WorstRows { get; } = worstRows;

    /// <summary>A check's result with everything that does not depend on the kind.</summary>
    public CheckResult Result(PlannedCheck planned, string? group, Judgement judgement)
    {
        var check = planned.Check;
        var action = planned.Suite.Verdict.Inconclusive;
        var inconclusive = judgement.Outcome == Outcome.Inconclusive;
        var fails = judgement.Outcome switch
        {
            Outcome.Passed => false,
            Outcome.Inconclusive => !judgement.ReportedOnly && action == InconclusiveAction.Fail,
            _ => true,
        };
        return new CheckResult
        {
            Id = planned.IdOf(group),
            Name = planned.DisplayNameOf(group),
            Slice = planned.SliceName,
            Group = group,
            Metric = check.Metric.Display,
            Outcome = judgement.Outcome,
            Fails = fails,
            Skips = inconclusive && (judgement.ReportedOnly || action == InconclusiveAction.Skip),
            Value = Finite(judgement.Value),
            Threshold = Finite(judgement.Threshold),
            Comparison = check.Symbol,
            Bound = check.Bound.Text,
            N = judgement.N,
            Rows = judgement.Rows,
            Message = CheckMessage.Write(planned, group, judgement),
            Suggestion = judgement.Suggestion,
            WorstRows = judgement.Worst,
            File = file,
            Line = check.Span.Line,
            Column = check.Span.Column,
            Owner = planned.Owner,
            Runbook = planned.Runbook,
            Action = planned.Action,
            Tags = planned.Tags,
        };
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>What a check kind decided about one slice.</summary>
internal sealed record Judgement
{
    /// <summary>The outcome.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Measured value; NaN: undefined.</summary>
    public double Value { get; init; } = double.NaN;

    /// <summary>Resolved bound; NaN: undefined.</summary>
    public double Threshold { get; init; } = double.NaN;

    /// <summary>Rows of the slice.</summary>
    public int N { get; init; }

    /// <summary>Rows the value rests on.</summary>
    public long Rows { get; init; }

    /// <summary>How the slice's rows are chosen; null: the whole set.</summary>
    public string? Definition { get; init; }

    /// <summary>Why there is no verdict, or what the verdict leaves out; null: nothing to add.</summary>
    public string? Reason { get; init; }

    /// <summary>How a relative bound was resolved, e.g. <c>overall is 0.81</c>.</summary>
    public string? BoundReason { get; init; }

    /// <summary>True for a cell of a cross below its smallest size: it is reported and not judged.</summary>
    public bool ReportedOnly { get; init; }

    /// <summary>A threshold at which a stated cost would be lower; null: none.</summary>
    public ThresholdSuggestion? Suggestion { get; init; }

    /// <summary>Rows to look at, highest loss first.</summary>
    public IReadOnlyList<RowResult> Worst { get; init; } = [];
}
