using System.Globalization;
using System.Text;
using ModelSpecs.Metrics.Intervals;
using ModelSpecs.Metrics.Statistics;
using ModelSpecs.Results;
using ModelSpecs.Spec.Model;
using ModelSpecs.Spec.Planning;

namespace ModelSpecs.Engine.Checks;

/// <summary>The one place where a verdict is put into words.</summary>
internal static class CheckMessage
{
    /// <summary>One line for a pass; for everything else the value, the bound, the rows, the slice, whom to ask and where to look.</summary>
    public static string Write(PlannedCheck planned, MetricCheckSpec check, string? group, Judgement judgement, IReadOnlyList<RowResult> worst)
    {
        var metric = Metric(check);
        if (judgement.Outcome == Outcome.Passed)
        {
            return $"{metric} is {Numbers.FormatAgainst(judgement.Value, judgement.Threshold)} ({check.Symbol} {BoundText(check, judgement)}) on {RowText(judgement)}{Short(judgement)}.{(judgement.Suggestion is { } better ? $" {Capital(Suggested(better))}." : "")}";
        }

        var text = Heading(planned, group, judgement);
        var isGap = check.Scope != CheckScope.Value && !check.IsOfBaseline;
        if ((!isGap || judgement.IsWithheld) && judgement.Outcome != Outcome.Failed && judgement.Reason is not null)
        {
            Line(text, "because", judgement.Reason);
        }

        if (double.IsFinite(judgement.Value))
        {
            Line(text, "value", $"{metric} = {Shown(judgement.Value, judgement.Threshold)} on {RowText(judgement)}");
        }
        else
        {
            Line(text, "value", $"{metric} has no value on {RowText(judgement)}");
        }

        Line(text, "expected", $"{check.Symbol} {BoundText(check, judgement)}");
        if (judgement.Suggestion is { } suggestion)
        {
            Line(text, "suggested", Suggested(suggestion));
        }

        WriteNoise(text, judgement, check.Metric.Name);
        if (isGap && !judgement.IsWithheld && judgement.Reason is not null)
        {
            Line(text, double.IsFinite(judgement.Value) ? "spread" : "because", judgement.Reason);
        }

        foreach (var (name, detail) in judgement.Details)
        {
            Line(text, name, detail);
        }

        WhereAndWhom(text, planned, judgement);
        if (worst.Count > 0)
        {
            Line(text, "worst", "rows by loss, highest first:");
            foreach (var row in worst)
            {
                text.Append("             ").Append(DisplayText.Escape(row.Id))
                    .Append("  truth ").Append(DisplayText.Escape(row.Truth))
                    .Append(", predicted ").Append(DisplayText.Escape(row.Prediction));
                if (row.Score is { } score)
                {
                    text.Append(", score ").Append(score.ToString("G4", CultureInfo.InvariantCulture));
                }

                text.Append(", loss ").Append(row.Loss.ToString("G4", CultureInfo.InvariantCulture)).Append('\n');
            }
        }

        return Placed(text, check);
    }

    /// <summary>The same of a check without a metric.</summary>
    public static string Write(PlannedCheck planned, string? group, Judgement judgement)
    {
        if (judgement.Outcome == Outcome.Passed)
        {
            return $"{DisplayText.Escape($"{planned.Check.Subject}: {judgement.Found ?? "as expected"}")}{(judgement.N > 0 ? $" on {RowText(judgement)}" : "")}.";
        }

        var text = Heading(planned, group, judgement);
        Optional(text, "because", judgement.Reason);
        Optional(text, "found", judgement.Found);
        Optional(text, "expected", judgement.Expected);
        WriteNoise(text, judgement, "");
        foreach (var (name, detail) in judgement.Details)
        {
            Line(text, name, detail);
        }

        WhereAndWhom(text, planned, judgement);
        return Placed(text, planned.Check);
    }

    private static StringBuilder Heading(PlannedCheck planned, string? group, Judgement judgement) =>
        new StringBuilder(planned.DisplayNameOf(group)).Append(judgement.Outcome switch
        {
            Outcome.Failed => " failed.",
            Outcome.Inconclusive when judgement.ReportedOnly => " is reported and not judged.",
            Outcome.Inconclusive => " is inconclusive.",
            _ => " could not be judged.",
        }).Append('\n');

    private static void WhereAndWhom(StringBuilder text, PlannedCheck planned, Judgement judgement)
    {
        if (planned.MetricCheck is not null || judgement.N > 0)
        {
            Line(text, "slice", judgement.Definition is null ? "the whole golden set" : judgement.Definition);
        }

        Line(text, "model", planned.Suite.Model?.Written.Value ?? "predictions in the golden set");
        Optional(text, "owner", planned.Owner);
        Optional(text, "runbook", planned.Runbook);
        Optional(text, "action", planned.Action);
    }

    private static string Placed(StringBuilder text, CheckSpec check)
    {
        if (check.Span.File.Length == 0)
        {
            // Asked by code: the stack trace says where.
            return text.ToString().TrimEnd('\n');
        }

        Line(text, "at", string.Create(CultureInfo.InvariantCulture, $"{check.Span.File}:{check.Span.Line}"));
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>A message with lines behind its first one.</summary>
    public static string WithLine(string message, string name, params ReadOnlySpan<string> values)
    {
        var end = message.IndexOf('\n', StringComparison.Ordinal);
        var text = new StringBuilder(end < 0 ? message : message[..end]).Append('\n');
        foreach (var value in values)
        {
            Line(text, name, value);
            name = "";
        }

        return text.Append(end < 0 ? "" : message[(end + 1)..]).ToString().TrimEnd('\n');
    }

    private static string Suggested(ThresholdSuggestion suggestion) =>
        (suggestion.Threshold is { } threshold
            ? string.Create(CultureInfo.InvariantCulture, $"at threshold {threshold:R} the cost would be ")
            : "with no row predicted positive the cost would be ") + Numbers.FormatAgainst(suggestion.Cost, suggestion.Now);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static void WriteNoise(StringBuilder text, Judgement judgement, string metric)
    {
        if (judgement.Noise is not { Interval: { } interval } noise)
        {
            return;
        }

        var format = judgement.Format ?? Numbers.Format;
        var what = noise.IsDifference ? $" of the difference {format(noise.Estimate.Value)}, which is held against {format(noise.Bound)}" : "";
        Line(text, "noise", $"{Percent(noise.Confidence)} interval {(judgement.Format is null ? Numbers.Range(interval) : Range(interval, format))}{what} ({IntervalMethods.NameOf(noise.Estimate.Method)}), p {Numbers.PValue(noise.PValue)}"
            + (double.IsFinite(noise.AdjustedPValue) ? $", corrected p {Numbers.PValue(noise.AdjustedPValue)}" : ""));
        if (Coverage.IsKnownToUndercover(noise.Estimate, metric))
        {
            Line(text, "", "an interval like this one is known to cover less than it says at this size (docs/statistics.md)");
        }

        if (double.IsFinite(noise.Detectable))
        {
            Line(text, "power", $"a change of {judgement.Format?.Invoke(noise.Detectable) ?? noise.Detectable.ToString("G2", CultureInfo.InvariantCulture)} is seen here with a probability of 80 %, a smaller one less often");
        }
    }

    /// <summary>An interval whose numbers have a unit.</summary>
    public static string Range(Interval interval, Func<double, string> format) => $"[{format(interval.Low)}, {format(interval.High)}]";

    private static string Short(Judgement judgement) =>
        judgement.Noise is { Interval: { } interval, IsDifference: false } noise ? $", {Percent(noise.Confidence)} interval {Numbers.Range(interval)}" : "";

    private static string Percent(double confidence) => FormattableString.Invariant($"{100 * confidence:G6} %");

    private static string Metric(MetricCheckSpec check) => check.Scope switch
    {
        CheckScope.GapDifference => $"gap of {check.Metric.Display}",
        CheckScope.GapRatio => $"ratio of {check.Metric.Display}",
        CheckScope.GapSmallest => $"smallest {check.Metric.Display}",
        CheckScope.GapLargest => $"largest {check.Metric.Display}",
        CheckScope.NewlyWrong => $"the share of newly wrong rows ({Against(check)})",
        CheckScope.ChangedPredictions => $"the share of rows with another prediction ({Against(check)})",
        CheckScope.Changes => "the number of differences from the snapshot that nobody allowed",
        _ => check.Metric.Display,
    };

    private static string Against(MetricCheckSpec check) => check.Section == CheckSection.Snapshot ? "against the snapshot" : "against the champion";

    private static string BoundText(MetricCheckSpec check, Judgement judgement)
    {
        if (check.Bound.Reference == BoundReference.Number)
        {
            return check.Bound.Text;
        }

        return double.IsFinite(judgement.Threshold)
            ? $"{check.Bound.Text} = {Shown(judgement.Threshold, judgement.Value)} ({judgement.BoundReason})"
            : check.Bound.Text;
    }

    private static string Shown(double value, double other) => double.IsFinite(other) ? Numbers.FormatAgainst(value, other) : Numbers.Format(value);

    private static string RowText(Judgement judgement) => judgement.Rows == judgement.N
        ? $"{Numbers.Count(judgement.N)} rows"
        : $"{Numbers.Count(judgement.Rows)} of {Numbers.Count(judgement.N)} rows";

    private static void Optional(StringBuilder text, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            Line(text, name, value);
        }
    }

    private static void Line(StringBuilder text, string name, string value) =>
        text.Append("  ").Append(name.PadRight(9)).Append(' ').Append(DisplayText.Escape(value)).Append('\n');
}
