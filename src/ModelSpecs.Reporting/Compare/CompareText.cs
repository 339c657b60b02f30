using System.Globalization;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;
using ModelSpecs.Results.Compare;

namespace ModelSpecs.Reporting.Compare;

/// <summary>What the terminal and Markdown say alike of a comparison.</summary>
internal static class CompareText
{
    /// <summary>Name of a place.</summary>
    public static string Place(string slice, string? group) => group is null ? slice : $"{slice} = {group}";

    /// <summary>The slices of a metric that have something to say: the whole set, those the spec checks, and those where somebody stands apart. All of them where asked for.</summary>
    public static IReadOnlyList<(ComparedSlice Slice, ComparedCells Cells)> Rows(CompareResult result, int metric, bool all) =>
    [
        .. result.Slices.Select(slice => (Slice: slice, Cells: slice.Metrics[metric]))
            .Where(row => all || row.Slice.Slice == SliceResult.Overall || row.Cells.Checked || row.Cells.Cells.Any(cell => cell.Standing is Standing.Better or Standing.Worse or Standing.Lost)),
    ];

    /// <summary>A value.</summary>
    public static string Value(ComparedCell cell) => cell.Value is { } value ? Numbers.Value(value) : "undefined";

    /// <summary>Its marks: best, unless all are the same, and how it stands to the champion.</summary>
    public static string Marks(ComparedCell cell, ComparedCells cells, bool unicode) =>
        $"{(cell.Best && cells.Cells.Any(other => other.Value != cell.Value) ? "*" : "")}{Mark(cell.Standing, unicode)}";

    /// <summary>The mark of a standing; empty: none.</summary>
    public static string Mark(Standing standing, bool unicode) => standing switch
    {
        Standing.Better => unicode ? "▲" : "^",
        Standing.Worse => unicode ? "▼" : "v",
        Standing.Lost => "!",
        Standing.TooFewRows => "?",
        _ => "",
    };

    /// <summary>What the marks mean.</summary>
    public static string Legend(CompareResult result, bool unicode) =>
        $"* best, {Mark(Standing.Better, unicode)} better and {Mark(Standing.Worse, unicode)} worse than {result.Champion} beyond chance ({Percent(result.Confidence)}, paired by row, corrected by Holm over slices x candidates of each metric), "
        + $"{Mark(Standing.Lost, unicode)} has no value where {result.Champion} has one, {Mark(Standing.TooFewRows, unicode)} too few rows";

    /// <summary>A candidate's checks in a few words.</summary>
    public static string Checks(CandidateResult candidate)
    {
        if (candidate.Checks is not { } checks)
        {
            return "could not be judged";
        }

        var judged = checks.Passed + checks.Failed + checks.Inconclusive + checks.Errors;
        List<string> parts = [$"{Numbers.Rows(checks.Passed)} of {Numbers.Rows(judged)} passed"];
        Add(checks.Failed, "failed");
        Add(checks.Inconclusive, "inconclusive");
        Add(checks.Errors, checks.Errors == 1 ? "error" : "errors");
        Add(checks.Waived, "waived");
        return string.Join(", ", parts);

        void Add(int count, string what)
        {
            if (count > 0)
            {
                parts.Add($"{Numbers.Rows(count)} {what}");
            }
        }
    }

    /// <summary>Bytes for people.</summary>
    public static string Size(long? bytes) => bytes switch
    {
        null => "",
        < 1000 => $"{bytes.Value.ToString(CultureInfo.InvariantCulture)} B",
        < 1_000_000 => $"{(bytes.Value / 1e3).ToString("0.0", CultureInfo.InvariantCulture)} kB",
        < 1_000_000_000 => $"{(bytes.Value / 1e6).ToString("0.0", CultureInfo.InvariantCulture)} MB",
        _ => $"{(bytes.Value / 1e9).ToString("0.0", CultureInfo.InvariantCulture)} GB",
    };

    /// <summary>Milliseconds for people.</summary>
    public static string Time(double? milliseconds, bool unicode) => milliseconds switch
    {
        null => "",
        < 1 => $"{(milliseconds.Value * 1000).ToString("0.0", CultureInfo.InvariantCulture)} {(unicode ? "µs" : "us")}",
        _ => $"{milliseconds.Value.ToString("0.00", CultureInfo.InvariantCulture)} ms",
    };

    /// <summary>In the Pareto set, or who is at least as good in everything.</summary>
    public static string Pareto(CandidateResult candidate) => candidate.Pareto switch
    {
        null => "",
        true => "yes",
        _ => $"no ({string.Join(", ", candidate.DominatedBy)})",
    };

    /// <summary>How latency was measured.</summary>
    public static string? LatencyNote(CompareResult result) =>
        result.Candidates.FirstOrDefault(candidate => candidate.Latency is not null)?.Latency is { } latency
            ? $"Latency as measured here, single stream, {(latency.Rows == 1 ? "one row" : $"{Numbers.Rows(latency.Rows)} rows")} a call, {Numbers.Rows(latency.Calls)} calls each in turn after a warm-up; another machine has other numbers, and no decision rests on it."
            : null;

    /// <summary>A pair's flips on a place, in words.</summary>
    public static string Flip(PairFlip flip)
    {
        var counts = flip.NewlyWrong is { } wrong
            ? $"{Numbers.Rows(wrong)} newly wrong, {Numbers.Rows(flip.NewlyRight ?? 0)} newly right of {Numbers.Rows(flip.Rows)} rows"
            : $"{Numbers.Rows(flip.Changed)} of {Numbers.Rows(flip.Rows)} rows predicted otherwise";
        return $"{Place(flip.Slice, flip.Group)}: {counts}{(flip.CorrectedP is { } p ? $" (corrected p {P(p)})" : "")}";
    }

    /// <summary>A p-value: never 0, which none is.</summary>
    public static string P(double p) => p < 1e-6 ? "< 0.000001" : p.ToString("G2", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage.</summary>
    public static string Percent(double share) => $"{(100 * share).ToString("0.##", CultureInfo.InvariantCulture)} %";

    /// <summary>What is left out of a metric's table, in words; null: nothing.</summary>
    public static string? LeftOut(CompareResult result, int shown) => result.Slices.Count - shown is > 0 and var left
        ? $"{Numbers.Rows(left)} more {(left == 1 ? "slice" : "slices")} without evidence of a difference, and without a check of this metric"
        : null;
}
