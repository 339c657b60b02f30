using ModelSpecs.Engine.Checks;
using ModelSpecs.Engine.Inference;
using ModelSpecs.Engine.Running;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Metrics;
using ModelSpecs.Metrics.Breakdown;
using ModelSpecs.Results.Explain;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Diagnostics;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Explain;

/// <summary>From the rows of a slice to a metric's value: the counts, and the formula with them in it.</summary>
internal sealed class ValueSteps(SuiteSpec suite, RunParts parts, int threads, CancellationToken cancellationToken)
{
    private const int MostParts = 40;
    private const int MostOfSum = 12;

    /// <summary>The steps, and the value as it was measured.</summary>
    public (IReadOnlyList<ExplanationStep> Steps, double? Value) Of(SlicePlace? place, MetricReference metric)
    {
        var value = parts.Measured.On(place, metric);
        if (BreakdownOf(place, metric) is not { } made)
        {
            return ([new ExplanationStep("formula", [$"{metric.Display} has no value: {value.Undefined ?? "it is not a finite number"}"])], null);
        }

        var steps = new List<ExplanationStep>();
        if (Counts(made, metric, value) is { Lines.Count: > 0 } counts)
        {
            steps.Add(counts);
        }

        steps.Add(Formula(made, metric, value));
        return (steps, value.IsDefined ? value.Value : null);
    }

    /// <summary>What a value is made of; null where the metric cannot be asked for.</summary>
    public MetricBreakdown? BreakdownOf(SlicePlace? place, MetricReference metric)
    {
        var problems = new List<SpecDiagnostic>();
        if (SuiteRunner.RequestOf(metric, suite.Name.Span, parts.Measured.Customs, parts.Data, problems) is not { } request)
        {
            return null;
        }

        var axis = place is { } at ? parts.Measured.SliceOf(at.Slice).Axis : null;
        return MetricBreakdowns.Of(parts.Data.Input, axis, place?.Group ?? 0, request, threads, cancellationToken);
    }

    /// <summary>The formula that a breakdown's numbers belong into.</summary>
    public static string FormulaOf(MetricBreakdown made, MetricReference metric) => made.Formula ?? MetricCatalogue.Find(metric.Name)?.Formula ?? "";

    private ExplanationStep Counts(MetricBreakdown made, MetricReference metric, MetricValue value)
    {
        var lines = new List<string>();
        if (made.Rows is { } rows)
        {
            lines.Add($"{About(metric)}: TP {Numbers.Count(rows.TruePositives)}, FP {Numbers.Count(rows.FalsePositives)}, FN {Numbers.Count(rows.FalseNegatives)}, TN {Numbers.Count(rows.TrueNegatives)}");
            if (suite.Threshold is { } threshold && parts.Data.Predictions.Task == TaskKind.Binary)
            {
                lines[0] += FormattableString.Invariant($" at the threshold {threshold.Value}");
            }
        }
        else if (metric.Name == "roc_auc" && made.Terms.Count == 3)
        {
            lines.Add($"{About(metric)}: {FormulaText.Number(made.Terms[2].Value)} pairs of a positive and a negative; the positive scores higher in {FormulaText.Number(made.Terms[0].Value)}, as high in {FormulaText.Number(made.Terms[1].Value)}");
        }
        else if (parts.Data.Predictions.Task == TaskKind.Ranking && made.Terms is [{ Symbol: MetricTerm.Sum }, var queries])
        {
            lines.Add($"{FormulaText.Number(queries.Value)} {(suite.Golden.Weight is null ? "queries" : "of weight")} that count; the sum of their values is {Numbers.Format(made.Terms[0].Value)}");
        }
        else if (made.Terms is [{ Symbol: MetricTerm.Sum } sum, { Symbol: MetricTerm.Weight } weight])
        {
            lines.Add(made.PartKind == MetricPartKind.Bin ? $"the sum over bins is {Numbers.Format(sum.Value)}; W is {FormulaText.Number(weight.Value)}"
                : $"the sum over {(suite.Golden.Weight is null ? "rows" : "rows, each by its weight,")} is {Numbers.Format(sum.Value)}; W is {FormulaText.Number(weight.Value)}");
        }
        else if (parts.Measured.Customs.TryGetValue(metric.Name, out var custom))
        {
            lines.Add($"{metric.Name} is computed by code of your own: {custom.SpecName} over {Numbers.Count(value.Rows)} rows");
        }

        if (suite.Golden.Weight is { } column && made.Terms.Any(term => term.Symbol == "TP"))
        {
            lines.Add($"in weight ({column.Value}): {string.Join(", ", made.Terms.Select(term => $"{term.Symbol} {FormulaText.Number(term.Value)}"))}");
        }

        lines.AddRange(made.Parts.Take(MostParts).Select(part => Part(made, metric, part)));
        if (made.Parts.Count > MostParts)
        {
            lines.Add($"and {Numbers.Count(made.Parts.Count - MostParts)} more");
        }

        return new ExplanationStep("counts", lines)
        {
            Terms =
            [
                .. made.Terms.Select(term => new ExplainedTerm(term.Symbol, Finite(term.Value))),
                .. made.Parts.Select(part => new ExplainedTerm(NameOf(made.PartKind, part), Finite(part.Value))),
            ],
        };
    }

    private static ExplanationStep Formula(MetricBreakdown made, MetricReference metric, MetricValue value)
    {
        var formula = FormulaOf(made, metric);
        var clause = FormulaText.Clause(formula);
        var ends = value.IsDefined ? Numbers.Format(value.Value) : $"no value: {value.Undefined ?? "it is not a finite number"}";
        if (made.Parts.Count > 0 && made.PartKind is MetricPartKind.Class or MetricPartKind.Pair)
        {
            var expression = value.IsDefined ? Mean(made, clause) : null;
            return new ExplanationStep("formula", [$"{metric.Display} = {clause}{(expression is null ? "" : $" = {expression}")} = {ends}"]) { Expression = expression, Value = Finite(value.Value) };
        }

        var filled = value.IsDefined ? FormulaText.Fill(formula, made.Terms) : null;
        var start = clause.Length == 0 ? metric.Display : $"{metric.Display} = {clause}";
        var lines = new List<string> { $"{start}{(filled is null || IsOneNumber(filled, ends) ? "" : $" = {filled}")} = {ends}" };
        if (filled is null && value.IsDefined && metric.Parameter("zero_division") is { } replacement)
        {
            lines.Add($"it is 0 / 0, for which zero_division puts {replacement}");
        }

        if (FormulaText.Remark(formula) is { } remark)
        {
            lines.Add(remark);
        }

        return new ExplanationStep("formula", lines) { Expression = filled, Value = Finite(value.Value) };
    }

    private static bool IsOneNumber(string filled, string shown) => string.Equals(filled.Replace(",", "", StringComparison.Ordinal), shown, StringComparison.Ordinal);

    private static string Mean(MetricBreakdown made, string clause)
    {
        var all = made.Parts;
        if (clause.StartsWith("largest", StringComparison.Ordinal))
        {
            return FormulaText.Number(all.Max(part => part.Value));
        }

        if (clause.StartsWith("mean", StringComparison.Ordinal))
        {
            return all.Count <= MostOfSum
                ? $"({string.Join(" + ", all.Select(part => FormulaText.Number(part.Value)))}) / {all.Count}"
                : $"{FormulaText.Number(all.Sum(part => part.Value))} / {all.Count}";
        }

        return all.Count <= MostOfSum
            ? $"({string.Join(" + ", all.Select(part => $"{FormulaText.Number(part.Weight)} × {FormulaText.Number(part.Value)}"))}) / ({string.Join(" + ", all.Select(part => FormulaText.Number(part.Weight)))})"
            : $"{FormulaText.Number(all.Sum(part => part.Weight * part.Value))} / {FormulaText.Number(all.Sum(part => part.Weight))}";
    }

    private string Part(MetricBreakdown made, MetricReference metric, MetricPart part)
    {
        var name = NameOf(made.PartKind, part);
        switch (made.PartKind)
        {
            case MetricPartKind.Bin:
                return FormattableString.Invariant($"bin {part.Class + 1}: {FormulaText.Number(part.Weight)} {(part.Weight == 1 ? "row" : "rows")}, mean confidence {part.Terms[0].Value:G4}, share of hits {part.Value:G4}");
            case MetricPartKind.Outcome:
                return $"{name}: {FormulaText.Number(part.Weight)} × {FormulaText.Number(part.Value)} = {FormulaText.Number(part.Weight * part.Value)}";
            case MetricPartKind.Class when part.Terms.Count > 0 && !part.IsReplaced:
                var formula = MetricCatalogue.Find(metric.Name == "balanced_accuracy" ? "recall" : metric.Name)!.Formula;
                return $"{name}: {FormulaText.Fill(formula, part.Terms)} = {Numbers.Format(part.Value)}";
            default:
                return $"{name}: {Numbers.Format(part.Value)}{(part.IsReplaced ? ", which stands for 0 / 0" : "")}";
        }
    }

    private string NameOf(MetricPartKind kind, MetricPart part) => kind switch
    {
        MetricPartKind.Bin => FormattableString.Invariant($"bin {part.Class + 1}"),
        MetricPartKind.Pair => $"{parts.Data.ClassName(part.Class)} against {parts.Data.ClassName(part.Other)}",
        MetricPartKind.Outcome => (part.Class, part.Other) switch { (1, 1) => "TP", (0, 1) => "FP", (1, 0) => "FN", _ => "TN" },
        _ => parts.Data.ClassName(part.Class),
    };

    private string About(MetricReference metric) => metric.Parameter("class") is { } named ? $"class {named}"
        : parts.Data.Predictions.Task == TaskKind.Binary ? $"positive is {parts.Data.ClassName(1)}" : "all classes";

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
