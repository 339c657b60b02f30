using ModelSpecs.Engine.Checks;
using ModelSpecs.Engine.Running;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Results;
using ModelSpecs.Results.Explain;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Explain;

/// <summary>Lays out the steps of one number: those that its kind of check has.</summary>
internal sealed class Explainer(SuiteSpec suite, SuiteResult result, RunParts parts, RunOptions options, CancellationToken cancellationToken)
{
    private const int LongestLine = 500;

    /// <summary>The explanation.</summary>
    public Explanation Explain(ExplainSubject subject)
    {
        var judged = subject.Index < 0 ? null : parts.Judged[subject.Index];
        var check = subject.Index < 0 ? null : result.Checks[subject.Index];
        var kind = judged?.Planned.Check.Kind;
        var metric = judged?.Planned.MetricCheck;
        var steps = new List<ExplanationStep>();
        var rows = new RowSteps(suite, result, parts, Threads, cancellationToken);
        var values = new ValueSteps(suite, parts, Threads, cancellationToken);
        if (judged is not null && check is not null)
        {
            steps.Add(SpecLine(judged, check));
        }

        if (kind is not "contract")
        {
            steps.Add(rows.Rows());
            steps.Add(kind == "gap" ? rows.Groups(judged!.Planned) : rows.Slice(subject.Place));
        }

        double? value = null;
        switch (kind)
        {
            case null or "expect":
                var made = values.Of(subject.Place, subject.Metric!);
                steps.AddRange(made.Steps);
                value = made.Value;
                steps.Add(kind is null ? BoundSteps.IntervalOf(parts.Measured.EstimateOn(subject.Place, subject.Metric!), subject.Metric!, suite) : BoundSteps.Interval(judged!, parts, suite));
                break;
            case "gap":
                steps.AddRange(GapSteps.Of(judged!, parts));
                steps.Add(BoundSteps.Interval(judged!, parts, suite));
                break;
            case "flips":
                steps.AddRange(OtherSteps.Flips(judged!, parts));
                steps.Add(BoundSteps.Interval(judged!, parts, suite));
                break;
            default:
                steps.AddRange(OtherSteps.Found(judged!));
                if (judged!.Judgement.Noise is { } noise)
                {
                    steps.Add(BoundSteps.IntervalOf(noise.Estimate, null, suite));
                }

                break;
        }

        if (judged is null || check is null)
        {
            steps.Add(new ExplanationStep("rule", ["none: it is measured for this, and no check is about it"]));
            return Made(subject, null, null, value, steps);
        }

        if (judged.Planned.Check.Limit is { } bound)
        {
            steps.Add(BoundSteps.Bound(judged, bound, check, parts));
            steps.Add(BoundSteps.Rule(judged, parts.Judged, suite.Verdict));
        }

        steps.Add(BoundSteps.Verdict(judged, check));
        if (check.Waiver is { } waiver)
        {
            steps.Add(BoundSteps.Waiver(waiver));
        }

        if (metric is not null && new ChangeStep(suite, parts, Threads, cancellationToken).Of(judged) is { } change)
        {
            steps.Add(change);
        }

        if (Worst(subject, check) is { } worst)
        {
            steps.Add(worst);
        }

        return Made(subject, judged, check, check.Value, steps);
    }

    private int Threads => options.Threads > 0 ? options.Threads : Environment.ProcessorCount;

    private Explanation Made(ExplainSubject subject, JudgedCheck? judged, CheckResult? check, double? value, List<ExplanationStep> steps) => new()
    {
        Name = subject.Name,
        Id = subject.Id,
        Spec = result.Name,
        File = check?.File ?? result.File,
        Line = check?.Line,
        Kind = judged?.Planned.Check.Kind,
        Slice = check?.Slice ?? subject.Place?.Slice ?? PlannedCheck.Overall,
        Group = check is not null ? check.Group : subject.Place is { } place && parts.Measured.SliceOf(place.Slice) is { Spec.IsGroup: true } groups ? groups.Groups[place.Group].Name : null,
        Metric = subject.Metric?.Display,
        Check = check,
        Value = value is { } number && double.IsFinite(number) ? number : null,
        Steps = [.. steps.Where(step => step.Lines.Count > 0)],
    };

    private static ExplanationStep SpecLine(JudgedCheck judged, CheckResult check)
    {
        var place = FormattableString.Invariant($"{check.File}:{check.Line}");
        string? line = null;
        try
        {
            line = File.ReadLines(judged.Planned.Check.Span.File).Skip(check.Line - 1).FirstOrDefault()?.Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The place alone says where to look.
        }

        return new ExplanationStep("spec", line is { Length: > 0 and <= LongestLine } ? [place, line] : [place]);
    }

    private ExplanationStep? Worst(ExplainSubject subject, CheckResult check)
    {
        if (check.Outcome is Outcome.Error || subject.Metric is not { } metric || check.Kind is not ("expect" or "gap"))
        {
            return null;
        }

        var rows = check.WorstRows.Count > 0 ? check.WorstRows
            : metric.Parameters.Count == 0 || MetricFacts.IsOfColumn(metric) || metric.Parameter("class") is not null ? parts.Worst.Of(subject.Place, metric) : [];
        // A gap blames the group at one of its ends.
        var place = check.Kind == "gap" ? parts.Judged[subject.Index].Judgement.Place : null;
        IEnumerable<string> whose = place is { } end ? [$"of {end.Slice} = {parts.Measured.SliceOf(end.Slice).Groups[end.Group].Name}:"] : [];
        return rows.Count == 0 ? null : new ExplanationStep("worst rows", [.. whose, .. rows.Select(row =>
            $"{row.Id}  truth {row.Truth}, predicted {row.Prediction}{(row.Score is { } score ? FormattableString.Invariant($", score {score:G4}") : "")}{FormattableString.Invariant($", loss {row.Loss:G4}")}")]);
    }
}
