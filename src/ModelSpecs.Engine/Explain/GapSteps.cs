using ModelSpecs.Engine.Checks;
using ModelSpecs.Engine.Checks.Gap;
using ModelSpecs.Engine.Running;
using ModelSpecs.Engine.Slicing;
using ModelSpecs.Results.Explain;
using ModelSpecs.Spec.Catalogue;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Explain;

/// <summary>From the values of a group to their gap.</summary>
internal static class GapSteps
{
    private const int MostGroups = 60;

    /// <summary>Each group's value, and what is made of them.</summary>
    public static IEnumerable<ExplanationStep> Of(JudgedCheck judged, RunParts parts)
    {
        var (check, measured) = (judged.Planned.MetricCheck!, parts.Measured);
        var groups = measured.SliceOf(judged.Planned.SliceName).Groups;
        var expressions = new List<(string Text, double Value)>();
        foreach (var metric in GapMetrics.PartsOf(check.Metric))
        {
            var lines = new List<string>();
            var terms = new List<ExplainedTerm>();
            for (var g = 0; g < groups.Count; g++)
            {
                var value = measured.On(new SlicePlace(judged.Planned.SliceName, g), metric);
                var left = value.Rows < judged.Planned.MinRows ? FormattableString.Invariant($"; left out below min_rows {judged.Planned.MinRows}") : "";
                lines.Add($"{groups[g].Name}: {metric.Display} {(value.IsDefined ? Numbers.Format(value.Value) : "has no value")} on {Numbers.Count(value.Rows)} rows{left}");
                terms.Add(new ExplainedTerm(groups[g].Name ?? "", value.IsDefined ? value.Value : null));
            }

            if (lines.Count > MostGroups)
            {
                lines.RemoveRange(MostGroups, lines.Count - MostGroups);
                lines.Add($"and {Numbers.Count(groups.Count - MostGroups)} more");
            }

            yield return new ExplanationStep("groups", lines) { Terms = terms };
            var spread = GroupSpread.Of(measured, judged.Planned.SliceName, metric, judged.Planned.MinRows);
            var made = GapCheck.ValueOf(spread, check.Scope);
            if (spread.Undefined is null && double.IsFinite(made))
            {
                expressions.Add((Expression(check.Scope, spread), made));
            }
        }

        var ofSlice = judged.Judgement.Value;
        if (!double.IsFinite(ofSlice) || expressions.Count == 0)
        {
            yield return new ExplanationStep("formula", [$"{check.Subject} = {Words(check.Scope)} has no value: {judged.Judgement.Reason}"]);
            yield break;
        }

        var decisive = expressions.First(expression => expression.Value.Equals(ofSlice));
        var worse = expressions.Count > 1 ? $"; the worse of {string.Join(" and ", expressions.Select(expression => Numbers.Format(expression.Value)))}" : "";
        yield return new ExplanationStep("formula", [$"{check.Subject} = {Words(check.Scope)} = {decisive.Text} = {Numbers.Format(ofSlice)}{worse}"]) { Expression = decisive.Text, Value = ofSlice };
    }

    private static string Words(CheckScope scope) => scope switch
    {
        CheckScope.GapDifference => "largest − smallest",
        CheckScope.GapRatio => "smallest / largest",
        CheckScope.GapSmallest => "smallest",
        _ => "largest",
    };

    private static string Expression(CheckScope scope, GroupSpread spread) => scope switch
    {
        CheckScope.GapDifference => $"{FormulaText.Number(spread.High)} − {Signed(spread.Low)}",
        CheckScope.GapRatio => $"{FormulaText.Number(spread.Low)} / {Signed(spread.High)}",
        CheckScope.GapSmallest => FormulaText.Number(spread.Low),
        _ => FormulaText.Number(spread.High),
    };

    private static string Signed(double value) => value < 0 ? $"({FormulaText.Number(value)})" : FormulaText.Number(value);
}
