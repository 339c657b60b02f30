using ModelSpecs.Engine.Checks;
using ModelSpecs.Engine.Planning;
using ModelSpecs.Engine.Running;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Results;
using ModelSpecs.Results.Explain;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;
using ModelSpecs.Spec.Predicates;

namespace ModelSpecs.Engine.Explain;

/// <summary>The rows that a number rests on: from the golden set to the slice.</summary>
internal sealed class RowSteps(SuiteSpec suite, SuiteResult result, RunParts parts, int threads, CancellationToken cancellationToken)
{
    private const int MostGroups = 60;

    /// <summary>From the golden set to the judged rows.</summary>
    public ExplanationStep Rows()
    {
        var read = parts.Table.Rows;
        var lines = new List<string> { $"{result.Golden?.Path ?? suite.Golden.File.Written.Value} has {Numbers.Count(read)} rows" };
        var left = parts.Kept?.Length ?? read;
        if (suite.Golden.Where is { } where)
        {
            lines.Add($"golden.where: {where.Text} keeps {Numbers.Count(left)}");
        }

        foreach (var quarantine in result.Quarantine)
        {
            lines.Add($"quarantined: {Numbers.Count(quarantine.Ids.Count)} ({quarantine.Because})");
        }

        if (result.RowsWithoutLabel > 0)
        {
            lines.Add($"without a label, which labels_missing leaves out: {Numbers.Count(result.RowsWithoutLabel)}");
        }

        if (result.Rows != read)
        {
            lines.Add($"{Numbers.Count(result.Rows)} rows are judged");
        }

        return new ExplanationStep("rows", lines)
        {
            Terms = [new("read", read), new("kept", left), new("withoutLabel", result.RowsWithoutLabel), new("judged", result.Rows)],
            Value = result.Rows,
        };
    }

    /// <summary>The slice's predicate and how many rows it keeps, with each of the conditions that it joins.</summary>
    public ExplanationStep Slice(SlicePlace? place)
    {
        var all = parts.Data.Table.Rows;
        if (place is not { } at)
        {
            return new ExplanationStep("slice", [$"overall: all {Numbers.Count(all)} judged rows"]) { Value = all };
        }

        var group = parts.Measured.SliceOf(at.Slice).Groups[at.Group];
        var lines = new List<string> { $"{group.Definition} keeps {Numbers.Count(group.Rows)} of {Numbers.Count(all)}" };
        var terms = new List<ExplainedTerm>();
        foreach (var (text, rows) in Conditions(group.Definition))
        {
            lines.Add($"{text} keeps {Numbers.Count(rows)}");
            terms.Add(new ExplainedTerm(text, rows));
        }

        return new ExplanationStep("slice", lines) { Terms = terms, Value = group.Rows };
    }

    /// <summary>The groups of a slice, for what compares them.</summary>
    public ExplanationStep Groups(PlannedCheck planned)
    {
        var groups = parts.Measured.SliceOf(planned.SliceName).Groups;
        var lines = groups.Take(MostGroups).Select(group => $"{group.Definition} keeps {Numbers.Count(group.Rows)} of {Numbers.Count(parts.Data.Table.Rows)}").ToList();
        if (groups.Count > MostGroups)
        {
            lines.Add($"and {Numbers.Count(groups.Count - MostGroups)} more");
        }

        return new ExplanationStep("slice", lines) { Value = groups.Count };
    }

    private IEnumerable<(string Text, int Rows)> Conditions(string definition)
    {
        var problems = new List<SpecDiagnostic>();
        if (PredicateParser.Parse(definition, suite.Name.Span, 0, problems) is not { } predicate || predicate.Joined(out _) is not { Count: > 1 } joined)
        {
            yield break;
        }

        var derived = predicate.Columns.Any(column => column.IsDerived) ? DerivedColumnsBuilder.Build(parts.Data) : null;
        var table = parts.Data.Table;
        var columns = SliceColumns.Of(suite, table.Header, name => table.Find(name)?.Kind, derived?.Columns.ToDictionary(c => c.Key, c => c.Value.Kind, StringComparer.Ordinal) ?? []);
        foreach (var text in joined)
        {
            if (PredicateParser.Parse(text, suite.Name.Span, 0, problems) is { } condition && columns.Bind(condition, problems) is { } bound)
            {
                yield return (text, PredicateEvaluator.Codes(bound, table, derived, threads, cancellationToken).Members);
            }
        }
    }
}
