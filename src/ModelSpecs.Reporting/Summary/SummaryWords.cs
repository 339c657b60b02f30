using ModelSpecs.Reporting.Findings;
using ModelSpecs.Reporting.Markdown;
using ModelSpecs.Reporting.Terminal;
using ModelSpecs.Results;

namespace ModelSpecs.Reporting.Summary;

/// <summary>Words and places that several parts of a summary share. Texts are cut before they are made safe: none takes the room of all others.</summary>
internal static class SummaryWords
{
    private const int LongestText = 300;
    private const int LongestName = 120;

    /// <summary>A sentence from anywhere.</summary>
    public static string Text(string text) => MarkdownText.Inline(MarkdownText.Cut(text, LongestText));

    /// <summary>A name from anywhere.</summary>
    public static string Name(string text) => MarkdownText.Inline(MarkdownText.Cut(text, LongestName));

    /// <summary>An id, a metric, or another name that is read letter by letter.</summary>
    public static string Code(string text) => MarkdownText.Code(MarkdownText.Cut(text, LongestName));

    /// <summary>A file of a suite, as the repository names it, and a line of it.</summary>
    public static string At(SuiteResult suite, string file, int line) => At(RunFindings.FileOf(suite, file), line);

    /// <summary>A file and a line of it. The end of a long path says more than its beginning.</summary>
    public static string At(string file, int line) =>
        MarkdownText.Code((file.Length > LongestName ? "…" + file[^LongestName..].TrimStart('\uDC00', '\uDFFF') : file) + ":" + line.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>A slice, with its group.</summary>
    public static string Place(string slice, string? group) => Name(group is null ? slice : $"{slice} = {group}");

    /// <summary>A value; undefined is a word.</summary>
    public static string Value(double? value) => value is { } defined ? Numbers.Value(defined) : "undefined";

    /// <summary>A difference with its sign; empty where one side has no value.</summary>
    public static string Difference(double? was, double? now) => now - was is { } difference ? (difference > 0 ? "+" : "") + Numbers.Value(difference) : "";

    /// <summary>An interval; empty where there is none.</summary>
    public static string Interval(IntervalResult? interval) => interval is null ? "" : $"[{Numbers.Value(interval.Low)}, {Numbers.Value(interval.High)}]";

    /// <summary>Names of the first rows, and how many there are beside them.</summary>
    /// <param name="ids">The ids that are known.</param>
    /// <param name="total">How many rows there are.</param>
    /// <param name="most">Most ids that are named.</param>
    public static string Rows(IReadOnlyList<string> ids, long total, int most)
    {
        var shown = Math.Min(ids.Count, most);
        var names = string.Join(", ", ids.Take(shown).Select(Code));
        return total <= shown ? names : shown == 0 ? "" : $"{names} and {Numbers.Rows(total - shown)} more";
    }
}
