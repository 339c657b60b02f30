using ModelSpecs.Engine.Checks;
using ModelSpecs.Engine.Running;
using ModelSpecs.Results.Explain;
using ModelSpecs.Spec.Model;

namespace ModelSpecs.Engine.Explain;

/// <summary>Steps of checks that no metric is measured for: rows that changed, differences from the snapshot, contracts, parity.</summary>
internal static class OtherSteps
{
    /// <summary>Rows that changed, of those in both.</summary>
    public static IEnumerable<ExplanationStep> Flips(JudgedCheck judged, RunParts parts)
    {
        var (check, judgement) = (judged.Planned.MetricCheck!, judged.Judgement);
        var baseline = parts.Baselines.Of(check);
        var words = check.Scope == CheckScope.NewlyWrong ? $"wrong now, right in the {baseline.Name}" : $"predicted otherwise than in the {baseline.Name}";
        if (baseline.Missing is not null || baseline.FlipsOn(judgement.Place) is not { } flips || (check.Scope == CheckScope.NewlyWrong ? flips.NewlyWrong : flips.Changed) is not { } count || flips.Rows == 0)
        {
            yield return new ExplanationStep("formula", [$"{check.Subject} = rows {words} / rows in both has no value: {judgement.Reason}"]);
            yield break;
        }

        yield return new ExplanationStep("counts", [$"{Numbers.Count(flips.Rows)} rows are in both; {Numbers.Count(count)} of them are {words}", .. judgement.Details.Select(Line)])
        {
            Terms = [new("rows in both", flips.Rows), new("rows that changed", count)],
        };
        var expression = $"{FormulaText.Number(count)} / {FormulaText.Number(flips.Rows)}";
        yield return new ExplanationStep("formula", [$"{check.Subject} = rows {words} / rows in both = {expression} = {Numbers.Format(judgement.Value)}"]) { Expression = expression, Value = judgement.Value };
    }

    /// <summary>What was found and what was expected.</summary>
    public static IEnumerable<ExplanationStep> Found(JudgedCheck judged)
    {
        var judgement = judged.Judgement;
        var lines = new List<string>();
        if (judged.Planned.MetricCheck is { Scope: CheckScope.Changes } && double.IsFinite(judgement.Value))
        {
            lines.Add($"{Numbers.Format(judgement.Value)} differences from the snapshot are neither allowed nor within a tolerance");
        }

        Add("", judgement.Found);
        Add("expected ", judgement.Expected);
        lines.AddRange(judgement.Details.Select(Line));
        yield return new ExplanationStep("found", lines) { Value = double.IsFinite(judgement.Value) ? judgement.Value : null };

        void Add(string before, string? text)
        {
            if (text is { Length: > 0 })
            {
                lines.Add(before + text);
            }
        }
    }

    private static string Line((string Name, string Text) detail) => detail.Name.Length == 0 ? detail.Text : $"{detail.Name}: {detail.Text}";
}
